"""The table of contents that Easy Table of Contents (and its like) put into a body.

The list's nesting is not the level: a jump from h2 to h5 makes three shells around one link. So
the level comes from the entry's class, else from the heading that it leads to, else from depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml.html import HtmlElement

from capitalcities_crawler.items import TocEntry
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.text import visible_text

_IDS = ("ez-toc-container", "toc_container", "ez-toc-sticky-container")
_CLASSES = (
    "ez-toc-container",
    "lwptoc",
    "wp-block-rank-math-toc-block",
    "wp-block-yoast-seo-table-of-contents",
    "wp-block-kadence-tableofcontents",
    "ez-toc-widget-container",
)
_LEVEL = re.compile(r"(?:^|\s)ez-toc-heading-level-([1-6])(?:\s|$)")
_LISTS = frozenset({"ul", "ol"})


def read_toc(document: Document, levels: Mapping[str, int]) -> tuple[TocEntry, ...]:
    """Read the first table of contents that has entries; a second one only repeats it.

    Args:
        document: the page.
        levels: level of each heading of the body by its unquoted anchor.
    """
    for container in _containers(document):
        entries = tuple(_entries(container, levels))
        if entries:
            return entries
    return ()


def anchor_in(link: HtmlElement) -> str | None:
    """Give the unquoted fragment that a link of a table of contents leads to.

    ``data-href`` holds it in the plugin's no-jump mode, where ``href`` is a bare ``#``.
    """
    for name in ("href", "data-href"):
        fragment = (link.get(name) or "").partition("#")[2]
        if fragment:
            return unquote(fragment)
    return None


def _containers(document: Document) -> Iterator[HtmlElement]:
    for identifier in _IDS:
        found = document.by_id(identifier)
        if found is not None:
            yield found
    for name in _CLASSES:
        yield from document.by_class(name)


def _entries(container: HtmlElement, levels: Mapping[str, int]) -> Iterator[TocEntry]:
    for link in container.iter("a"):
        item = _item_of(link, container)
        anchor, text = anchor_in(link), visible_text(link)
        if item is None or anchor is None or not text:  # "Toggle" and "view more" are in no item
            continue
        yield TocEntry(level=_level(item, anchor, levels, container), text=text, anchor=anchor)


def _item_of(link: HtmlElement, container: HtmlElement) -> HtmlElement | None:
    ancestor = link.getparent()
    while ancestor is not None and ancestor is not container:
        if ancestor.tag == "li":
            return ancestor
        ancestor = ancestor.getparent()
    return None


def _level(
    item: HtmlElement, anchor: str, levels: Mapping[str, int], container: HtmlElement
) -> int:
    stated = _LEVEL.search(item.get("class") or "")
    if stated:
        return int(stated[1])
    return levels.get(anchor) or min(6, 1 + _depth(item, container))


def _depth(item: HtmlElement, container: HtmlElement) -> int:
    depth = 0
    ancestor = item.getparent()
    while ancestor is not None and ancestor is not container:
        depth += ancestor.tag in _LISTS
        ancestor = ancestor.getparent()
    return depth
