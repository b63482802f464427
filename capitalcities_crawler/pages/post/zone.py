"""The part of a page that belongs to the post: from its heading to the end of its footer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:sidebar|widget(?!-theme-post)|comments?|commentlist|respond|related|yarpp"
    r"|jp-relatedposts|navigation|nav|menu|footer-widgets|colophon|author-box|tagcloud|tag-cloud"
    r"|blogroll|recent|popular|breadcrumbs?|share|sharing|sharedaddy)(?:$|[\s_-])",
    re.IGNORECASE,
)


def is_foreign(element: HtmlElement) -> bool:
    """Tell whether an element stands beside the post: comments, sidebars, related posts, menus."""
    if element.tag in {"nav", "aside", "select", "form"}:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_FOREIGN.search(names))


def own_elements(zone: HtmlElement) -> Iterator[HtmlElement]:
    """Walk a zone in document order without its foreign parts."""
    for child in zone:
        if isinstance(child.tag, str) and not is_foreign(child):
            yield child
            yield from own_elements(child)


def zones(root: HtmlElement, levels: int = 6) -> Iterator[HtmlElement]:
    """Give the body's element and those around it, inside out, below ``<body>``."""
    element: HtmlElement | None = root
    while element is not None and element.tag not in {"body", "html"} and levels:
        yield element
        element, levels = element.getparent(), levels - 1
