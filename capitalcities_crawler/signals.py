"""Scrapy signals of this project."""

SAVE_NOW = object()
"""Sent by a spider that is about to ask the archive for what it has just found: the store writes
its batch, however small."""
