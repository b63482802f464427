"""Posts that are cut into pages (``<!--nextpage-->``): their page numbers, and joining them again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from capitalcities_crawler.items import Article, Heading, Image, Table
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.headings import place_headings
from capitalcities_crawler.pages.text import visible_text
from capitalcities_crawler.urls import parse_address

_CLASSES = ("jeg_pagelinks", "page-links", "post-pagination", "wp-pagenavi")


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many this is, and the addresses of the others by number."""

    number: int = 1
    count: int = 1
    links: tuple[tuple[int, str], ...] = ()


def read_paging(document: Document) -> Paging:
    """Read the page links of a post; a post of one page has none."""
    for name in _CLASSES:
        for container in document.by_class(name):
            links = dict(_numbered_links(container, document))
            if links:
                number = _current(container, document, set(links))
                return Paging(number, max(*links, number), tuple(sorted(links.items())))
    return Paging(number=_number_in_body_class(document) or 1)


def _numbered_links(container: HtmlElement, document: Document) -> Iterator[tuple[int, str]]:
    """Find the number of each link in its text, else ("Next") in its address."""
    for link in container.iter("a"):
        url = document.absolute(link.get("href"))
        if url is None:
            continue
        text = visible_text(link)
        digits = re.search(r"\d+", text)
        yield (int(digits[0]) if digits else parse_address(url).page), url


def _current(container: HtmlElement, document: Document, linked: set[int]) -> int:
    """Find the page shown: the body class says so, else the one number that is no link."""
    stated = _number_in_body_class(document)
    if stated:
        return stated
    for element in container.iter("span"):
        names = (element.get("class") or "").split()
        text = visible_text(element)
        if text.isdecimal() and {"current", "active"} & set(names):
            return int(text)
    return next((n for n in range(1, len(linked) + 2) if n not in linked), 1)


def _number_in_body_class(document: Document) -> int | None:
    for name in document.body_classes:
        if re.fullmatch(r"(single-)?paged-\d+", name):
            return int(name.rpartition("-")[2])
    return None


def join_pages(parts: Sequence[Article]) -> Article:
    """Make one article of its pages, in the order of their numbers.

    Title, byline, dates and the like are those of the first; text, headings, tables, images and
    links follow one another.

    Raises:
        ValueError: there are no parts.
    """
    if not parts:
        msg = "no pages to join: give at least the first page of the post"
        raise ValueError(msg)
    pages = sorted(parts, key=lambda part: part.page_number)
    blocks = tuple(block for page in pages for block in page.blocks)
    toc = next((page.toc for page in pages if page.toc), ())
    listed = frozenset(h.anchor or h.text for page in pages for h in page.headings if h.in_toc)
    headings: tuple[Heading, ...] = place_headings(blocks, listed)
    return replace(
        pages[0],
        blocks=blocks,
        headings=headings,
        toc=toc,
        tables=tuple(_tables(pages)),
        images=tuple(_images(pages)),
        links=tuple(link for page in pages for link in page.links),
        page_number=1,
    )


def _tables(pages: Sequence[Article]) -> Iterator[Table]:
    """Give the tables with their headings counted over all pages."""
    before = 0
    for page in pages:
        for table in page.tables:
            heading = before + table.heading if table.heading is not None else None
            if heading is None and before:
                heading = before - 1
            yield replace(table, heading=heading)
        before += len(page.headings)


def _images(pages: Sequence[Article]) -> Iterator[Image]:
    """Give each image once: the lead image is printed on every page."""
    seen: set[str] = set()
    for page in pages:
        for image in page.images:
            if image.url not in seen:
                seen.add(image.url)
                yield image
