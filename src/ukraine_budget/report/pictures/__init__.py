"""Answers as pictures: plain values that are laid out here, before anything writes them."""
