"""The last resort for a body of unknown shape: trafilatura. No other module imports it."""

from __future__ import annotations

from lxml import etree

from capitalcities_crawler.items import Block
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.text import clean


def fallback_blocks(document: Document) -> tuple[Block, ...]:
    """Give the body as trafilatura finds it, ``()`` when it finds none."""
    import trafilatura  # noqa: PLC0415 - a slow import that most pages never need

    html = etree.tostring(document.root, encoding="unicode", method="html")
    found = trafilatura.bare_extraction(html, include_comments=False, include_tables=False)
    text = getattr(found, "text", None) or ""
    paragraphs = (clean(line) for line in text.split("\n"))
    return tuple(Block(kind="paragraph", text=line) for line in paragraphs if line)
