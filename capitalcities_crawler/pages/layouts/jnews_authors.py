"""Bylines and author boxes of JNews."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from capitalcities_crawler.items import Author
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.images import image_url
from capitalcities_crawler.pages.text import visible_text


def read_authors(bylines: Iterable[HtmlElement], document: Document) -> tuple[Author, ...]:
    """Join the byline with the author boxes.

    The header shows at most two names of several and then "3 others"; each has a box of their
    own. A hidden byline leaves the boxes alone.
    """
    named = _byline(bylines, document)
    boxes = tuple(_boxes(document))
    merged = [_with_box(author, boxes) for author in named]
    known = {author.name.casefold() for author in merged}
    return (*merged, *(box for box in boxes if box.name.casefold() not in known))


def _byline(bylines: Iterable[HtmlElement], document: Document) -> tuple[Author, ...]:
    """Read the first byline with a name: a page builder may print it twice, for phones too."""
    for element in bylines:
        authors = tuple(
            Author(name=name, url=document.absolute(link.get("href")))
            for link in element.iter("a")
            if (name := visible_text(link))
        )
        if authors:
            return authors
    return ()


def _with_box(author: Author, boxes: tuple[Author, ...]) -> Author:
    for box in boxes:
        if box.name.casefold() == author.name.casefold() or (box.url and box.url == author.url):
            return replace(box, name=author.name, url=author.url or box.url)
    return author


def _boxes(document: Document) -> Iterator[Author]:
    for box in document.by_class("jeg_authorbox"):
        parts = {
            name: element
            for element in box.iter("h3", "p", "div")
            for name in (element.get("class") or "").split()
        }
        heading = parts.get("jeg_author_name")
        name = visible_text(heading)
        if heading is None or not name:
            continue
        link = next(heading.iter("a"), None)
        yield Author(
            name=name,
            url=document.absolute(link.get("href")) if link is not None else None,
            bio=visible_text(parts.get("jeg_author_desc")) or None,
            avatar_url=_avatar(parts.get("jeg_author_image"), document),
            social_urls=tuple(_addresses(parts.get("jeg_author_socials"), document)),
        )


def _avatar(element: HtmlElement | None, document: Document) -> str | None:
    picture = next(element.iter("img"), None) if element is not None else None
    return image_url(picture, document) if picture is not None else None


def _addresses(element: HtmlElement | None, document: Document) -> Iterator[str]:
    for link in element.iter("a") if element is not None else ():
        url = document.absolute(link.get("href"))
        if url:
            yield url
