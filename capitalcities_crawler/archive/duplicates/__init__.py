"""Near-duplicates: articles that share most of their text, found as they arrive."""
