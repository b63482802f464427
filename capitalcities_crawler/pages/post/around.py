"""What stands around a post: its neighbours, the trail above it, the picture over the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from capitalcities_crawler.items import Image, Link, Term
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.images import caption_of, read_image
from capitalcities_crawler.pages.text import visible_text

_TRAIL_CLASSES = [
    "breadcrumb",
    "breadcrumbs",
    "yoast-breadcrumb",
    "yoast-breadcrumbs",
    "rank-math-breadcrumb",
    "entry-crumbs",
    "wp-block-breadcrumbs",
    "breadcrumb-trail",
    "trail-items",
    "aioseo-breadcrumbs",
]
_NEIGHBOUR_CLASSES = {
    "prev": (
        "nav-previous",
        "previous-post",
        "post-previous",
        "prev-post",
        "post-navigation-link-previous",
    ),
    "next": ("nav-next", "next-post", "post-next", "post-navigation-link-next"),
}
_LABEL = re.compile(
    r"^\W*(?:(?:previous|next|older|newer)\s*(?:post|article|story|entry)?\s*[:：]?\s+)?|[\s←→«»‹›<>]+$",
    re.IGNORECASE,
)
_COMMENT_PAGE = re.compile(r"/comment-page-\d|[?&]cpage=")
"""Older comments are linked to as older posts are."""

_HOME = re.compile(r"^(?:https?://[^/]+)?/?$")


def read_neighbour(document: Document, side: str) -> Link | None:
    """Give the post before ("prev") or after ("next") this one, from the links below the body."""
    for link in _neighbour_links(document, side):
        url = document.absolute(link.get("href"))
        if url and not _COMMENT_PAGE.search(url):
            return Link(url=url, text=_LABEL.sub("", visible_text(link)) or None)
    return None


def _neighbour_links(document: Document, side: str) -> Iterator[HtmlElement]:
    for link in document.by_tag("a"):
        if side in (link.get("rel") or "").lower().split():
            yield link
    for name in _NEIGHBOUR_CLASSES[side]:
        for element in document.by_class(name):
            yield from element.iter("a")
    for bar in document.by_class("jeg_post_nav"):  # JNews, template 9
        yield from (link for link in bar.iter("a") if side in _class_around(link, bar))


def _class_around(link: HtmlElement, bar: HtmlElement) -> str:
    """Give the classes of a link and of what it is wrapped in."""
    around = [link, *link.iterancestors()]
    return " ".join(element.get("class") or "" for element in around[: around.index(bar)])


def read_breadcrumb(document: Document) -> tuple[Term, ...]:
    """Give the linked steps of the first visible trail, without Home."""
    trails = [element for name in _TRAIL_CLASSES for element in document.by_class(name)]
    named = document.by_id("breadcrumbs")
    for trail in [*trails, *([named] if named is not None else [])]:
        steps = [link for link in trail.iter("a") if visible_text(link)]
        own = [link for link in steps[1:] if not _HOME.match(link.get("href") or "")]
        if steps:
            return tuple(
                Term(name=visible_text(a), url=document.absolute(a.get("href"))) for a in own
            )
    return ()


def read_lead_images(
    zone: HtmlElement | None, root: HtmlElement | None, document: Document
) -> tuple[Image, ...]:
    """Give the first picture between the start of the post and its body."""
    for element in zone.iter() if zone is not None else ():
        if element is root:
            break
        if element.tag == "img":
            figure = next(element.iterancestors("figure"), None)
            caption = caption_of(figure) if figure is not None else None
            image = read_image(element, document, caption=caption, is_lead=True)
            if image:
                return (image,)
    return ()
