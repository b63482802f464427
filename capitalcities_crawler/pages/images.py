"""Images: the real address behind lazy loading, alt text and caption."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from capitalcities_crawler.items import Image
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.text import clean, visible_text

_ADDRESS_ATTRIBUTES = ("data-src", "data-lazy-src", "data-orig-file", "data-original", "src")
"""Lazy loaders keep a placeholder in ``src`` and the address beside it, so theirs come first."""

_SET_ATTRIBUTES = ("data-srcset", "data-lazy-srcset", "srcset")

_PLACEHOLDER = re.compile(r"^(data|about|blob):|/jeg-empty\.|/(blank|placeholder|spacer|lazy)\.")

_IMAGE_FILE = re.compile(r"\.(avif|gif|jpe?g|png|svg|webp)$", re.IGNORECASE)

_NO_PICTURE = frozenset(
    # Faces, smileys, and the stand-in that a theme shows for every article without an image.
    ("avatar", "emoji", "wp-smiley", "default-featured-img")
)


def read_image(
    element: HtmlElement, document: Document, *, caption: str | None = None, is_lead: bool = False
) -> Image | None:
    """Read an ``img``; ``None`` for a counting pixel, an avatar, an emoji or a mere placeholder.

    An image that links to an image file is read at that address: it is the original, where
    ``src`` is one of its crops.
    """
    if _is_no_picture(element):
        return None
    url = _linked_original(element, document) or image_url(element, document)
    if url is None:
        return None
    alt = clean(element.get("alt"))
    return Image(url=url, alt=alt or None, caption=caption or None, is_lead=is_lead)


def image_url(element: HtmlElement, document: Document) -> str | None:
    """Give the address that a browser would finally show in an ``img``."""
    for candidate in _addresses(element):
        if candidate and not _PLACEHOLDER.search(candidate):
            return document.absolute(candidate)
    twin = element.getnext()
    if twin is not None and twin.tag == "noscript":  # the copy for readers without JavaScript
        copies = twin.findall(".//img")
        return image_url(copies[0], document) if copies else None
    return None


def _addresses(element: HtmlElement) -> list[str | None]:
    addresses = [element.get(name) for name in _ADDRESS_ATTRIBUTES]
    sets = [element.get(name) for name in _SET_ATTRIBUTES]
    return addresses + [_first_of_set(value) for value in sets if value]


def _first_of_set(srcset: str) -> str | None:
    parts = srcset.split()
    return parts[0].rstrip(",") if parts else None


def _is_no_picture(element: HtmlElement) -> bool:
    names = (element.get("class") or "").split()
    return not _NO_PICTURE.isdisjoint(names) or element.get("width") in {"0", "1"}


def _linked_original(element: HtmlElement, document: Document) -> str | None:
    ancestor = element.getparent()
    for _ in range(3):  # a > div.thumbnail-container > picture > img
        if ancestor is None:
            return None
        if ancestor.tag == "a":
            href = (ancestor.get("href") or "").partition("?")[0]
            return document.absolute(href) if is_image_file(href) else None
        ancestor = ancestor.getparent()
    return None


def is_image_file(url: str) -> bool:
    """Tell whether an address leads to an image rather than to a page.

    >>> is_image_file("/wp-content/uploads/2025/11/river.JPG?w=900")
    True
    """
    return bool(_IMAGE_FILE.search(url.partition("?")[0]))


def caption_of(element: HtmlElement) -> str | None:
    """Give the caption in a figure or image block: ``figcaption`` or ``.wp-caption-text``."""
    for child in element.iter("figcaption", "p", "div"):
        if child.tag == "figcaption" or "wp-caption-text" in (child.get("class") or "").split():
            return visible_text(child) or None
    return None
