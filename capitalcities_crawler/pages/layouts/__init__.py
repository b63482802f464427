"""How families of themes mark up an article, and which of them a page belongs to."""

from __future__ import annotations

from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.layout import Layout
from capitalcities_crawler.pages.layouts.jnews import JNewsLayout
from capitalcities_crawler.pages.layouts.wordpress import WordPressLayout
from capitalcities_crawler.sites import Site

__all__ = ["JNewsLayout", "WordPressLayout", "choose"]


def choose(document: Document, site: Site) -> Layout:
    """Give the reader of a page's markup; ``WordPressLayout`` knows what all themes share."""
    if JNewsLayout.matches(document):
        return JNewsLayout(document, site)
    return WordPressLayout(document)
