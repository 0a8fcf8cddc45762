"""What a person sees of a view: narrow tables, the caveats, the papers, and the lines that are not shown."""
