"""The later pages of a post in pages, read from the REST API's ``content.rendered``.

The API gives the contents of a hundred posts in one answer, where each later page is a request of
its own. It gives a content whole, with WordPress's marks between the pages, and without what a
plugin adds on the post's own page only: the table of contents, and the anchors that it leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from capitalcities_crawler.items import Article, Block, Source, TocEntry
from capitalcities_crawler.pages.body import Body, read_body
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.headings import place_headings
from capitalcities_crawler.pages.multipage import join_pages

_MARK = re.compile(r"(<p>\s*)?<!--nextpage-->(?(1)\s*</p>)")
"""As the block editor leaves it, or in the paragraph that ``wpautop`` puts around a lone line."""

_PARAGRAPH = re.compile(r"<(/?)p[\s>]", re.IGNORECASE)


def with_rendered(first: Article, content: str, url: str) -> Article | None:
    """Complete the first page of a post in pages, as ``join_pages`` does with the others.

    Headings get the anchors that the first page's table of contents has for them; where it has
    none, they have none.

    Args:
        first: the article as its first page says it; its own part stays as it is.
        content: ``content.rendered`` of the post, all pages in one.
        url: address of the first page, from which relative links start.

    Returns:
        The whole article. ``None`` when the content is not surely that of these pages: it has
        another number of parts, another text in the first, or headings that a table of contents
        of the first page alone leaves out. Then the pages must be asked for.
    """
    parts = [_read(part, url) for part in _split(content)]
    if len(parts) != first.page_count or _words(parts[0].blocks) != _words(first.blocks):
        return None
    later = list(_later_pages(first, parts[1:]))
    headings = [heading for page in later for heading in page.headings]
    if first.toc and headings and not any(heading.in_toc for heading in headings):
        return None
    joined = join_pages([first, *later])
    return replace(joined, field_sources={**joined.field_sources, "blocks": Source.REST})


def _split(content: str) -> list[str]:
    """Part a content at its marks; one at the very start parts nothing, as in WordPress."""
    parts: list[str] = []
    start, opening = 0, ""
    for mark in _MARK.finditer(content):
        part = opening + content[start : mark.start()]
        if parts or part.strip():
            parts.append(part)
        start, opening = mark.end(), "<p>" if _leaves_paragraph_open(part) else ""
    return [*parts, opening + content[start:]]


def _leaves_paragraph_open(part: str) -> bool:
    """Tell whether a mark stood among the lines of a paragraph, which goes on behind it."""
    tags = _PARAGRAPH.findall(part)
    return bool(tags) and tags[-1] != "/"


def _read(part: str, url: str) -> Body:
    document = Document(f"<body>{part}</body>", url)
    return read_body(document.root, document)


def _words(blocks: Iterable[Block]) -> list[str]:
    return [word for block in blocks for word in block.text.split()]


def _later_pages(first: Article, parts: list[Body]) -> Iterator[Article]:
    """Give pages 2 and up as if each had been read for itself."""
    own = {heading.anchor for heading in first.headings}
    unseen = [entry for entry in first.toc if entry.anchor not in own]
    listed = frozenset(entry.anchor or "" for entry in first.toc)
    for number, part in enumerate(parts, start=2):
        blocks = tuple(_anchored(block, unseen) for block in part.blocks)
        yield replace(
            first,
            page_number=number,
            blocks=blocks,
            headings=place_headings(blocks, listed),
            tables=tuple(part.tables),
            images=tuple(part.images),
            links=tuple(part.links),
        )


def _anchored(block: Block, unseen: list[TocEntry]) -> Block:
    """Give a heading the anchor of the next entry of its text, and cross off the entries so far."""
    if block.kind == "heading":
        for place, entry in enumerate(unseen):
            if entry.text == block.text:
                del unseen[: place + 1]
                return replace(block, anchor=entry.anchor)
    return block
