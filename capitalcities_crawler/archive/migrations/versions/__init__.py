"""One module per schema version, numbered in order."""
