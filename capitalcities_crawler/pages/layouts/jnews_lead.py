"""The picture above a JNews article: an image, a gallery, or in some templates a background."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from capitalcities_crawler.items import Image
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.images import caption_of, read_image

_CONTAINERS = ("jeg_featured", "jeg_featured_big", "jeg_custom_featured_wrapper")
_TEASER = frozenset({"jeg_post", "jeg_newsfeed_item", "popularpost_item"})
_BACKGROUND = re.compile(r"url\(\s*['\"]?([^'\")]+)")


def read_lead_images(document: Document) -> tuple[Image, ...]:
    """Read the article's own lead images, each once."""
    containers = (element for name in _CONTAINERS for element in document.by_class(name))
    images: dict[str, Image] = {}
    for container in containers:
        if not is_in_teaser(container):
            for image in _images_in(container, document):
                images.setdefault(image.url, image)
    return tuple(images.values())


def is_in_teaser(element: HtmlElement) -> bool:
    """Tell whether an element belongs to a teaser of another article."""
    return any(
        not _TEASER.isdisjoint((ancestor.get("class") or "").split())
        for ancestor in element.iterancestors()
    )


def _images_in(container: HtmlElement, document: Document) -> Iterator[Image]:
    caption = caption_of(container)
    for element in container.iter("img"):
        if next(element.iterancestors("noscript"), None) is None:  # there it is a copy
            image = read_image(element, document, caption=caption, is_lead=True)
            if image:
                yield image
    for element in container.iter("div"):
        if "jeg_featured_img" in (element.get("class") or "").split():
            url = document.absolute(_background(element))
            if url:
                yield Image(url=url, caption=caption, is_lead=True)


def _background(element: HtmlElement) -> str | None:
    painted = _BACKGROUND.search(element.get("style") or "")
    return element.get("data-src") or (painted[1] if painted else None)
