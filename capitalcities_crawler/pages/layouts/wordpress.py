"""Any WordPress theme: what themes have had in common from 2003 to today."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lxml.html import HtmlElement

from capitalcities_crawler.items import Author, Image, Link, Teaser, Term
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.names import is_name, split_names
from capitalcities_crawler.pages.post.root import body_root
from capitalcities_crawler.pages.post.zone import own_elements, zones
from capitalcities_crawler.pages.text import visible_text


class WordPressLayout:
    """The markup of one post in a theme that no other layout knows."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @staticmethod
    def matches(document: Document) -> bool:  # noqa: ARG004 - the layout of last resort takes all
        """Tell whether the page is of this family: any page may be."""
        return True

    @cached_property
    def body_root(self) -> HtmlElement | None:
        """The element that holds the body."""
        return body_root(self._document)

    @cached_property
    def title(self) -> str | None:
        """The post's heading."""
        headings = self._document.by_class("entry-title") or self._document.by_tag("h1")
        return next((text for heading in headings if (text := visible_text(heading))), None)

    @property
    def subtitle(self) -> str | None:
        """Not marked up in a common way."""
        return None

    @cached_property
    def authors(self) -> tuple[Author, ...]:
        """Names linked with ``rel="author"`` or marked up as hCards."""
        for element in self._own:
            if "author" in (element.get("rel") or "").split() and is_name(visible_text(element)):
                names = split_names(visible_text(element))
                return tuple(Author(name=name, url=element.get("href")) for name in names)
        return ()

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """Times of the post."""
        times = [element for element in self._own if element.tag == "time"]
        return tuple(time.get("datetime") or visible_text(time) for time in times)

    @property
    def breadcrumb(self) -> tuple[Term, ...]:
        """The trail above the post."""
        return ()

    @cached_property
    def categories(self) -> tuple[Term, ...]:
        """Links with ``rel="category tag"``."""
        return tuple(term for rel, term in self._terms if "category" in rel)

    @cached_property
    def tags(self) -> tuple[Term, ...]:
        """Links with ``rel="tag"``."""
        return tuple(term for rel, term in self._terms if "category" not in rel)

    @property
    def lead_images(self) -> tuple[Image, ...]:
        """Pictures above the body."""
        return ()

    @property
    def previous(self) -> Link | None:
        """The older neighbour."""
        return self._neighbour("prev")

    @property
    def next(self) -> Link | None:
        """The newer neighbour."""
        return self._neighbour("next")

    @property
    def related(self) -> tuple[Teaser, ...]:
        """Not marked up in a common way."""
        return ()

    @cached_property
    def _own(self) -> list[HtmlElement]:
        around = [] if self.body_root is None else list(zones(self.body_root))
        return list(own_elements(around[-1])) if around else []

    @property
    def _terms(self) -> Iterator[tuple[str, Term]]:
        for element in self._own:
            rel = (element.get("rel") or "").split()
            if element.tag == "a" and "tag" in rel and visible_text(element):
                yield " ".join(rel), Term(name=visible_text(element), url=element.get("href"))

    def _neighbour(self, rel: str) -> Link | None:
        for link in self._document.by_tag("a"):
            url = self._document.absolute(link.get("href"))
            if url and rel in (link.get("rel") or "").split():
                return Link(url=url, text=visible_text(link) or None)
        return None
