"""Chromium without a network for tests of pages."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason=f"no browser to show pages in: none of {', '.join(NAMES)}")


@contextmanager
def browser() -> Iterator[Browser]:
    """Yield a headless browser."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM)
        yield found
        found.close()


@contextmanager
def shown(browser: Browser, path: Path, **context: Any) -> Iterator[Page]:
    """Yield a page opened from disk; fail at the end on errors of the console or other requests."""
    complaints: list[str] = []
    requests: list[str] = []

    def asked(request: Request) -> None:
        requests.append(request.url)

    with browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context}) as window:
        window.set_offline(True)
        page = window.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", asked)
        page.goto(path.as_uri())
        yield page
        assert complaints == []
        assert set(requests) == {path.as_uri()}
