"""The three steps between a page and the archive: clean, deduplicate, store."""
