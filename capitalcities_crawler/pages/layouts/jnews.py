"""The markup of JNews articles: the numbered templates and the ones made in a page builder.

Pieces are found by classes that were the same in every version and template read (5.5 to 11.1);
what may also occur in a teaser counts only in the article's own header.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lxml.html import HtmlElement

from capitalcities_crawler.items import Author, Image, Link, Teaser, Term
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.layouts.jnews_authors import read_authors
from capitalcities_crawler.pages.layouts.jnews_lead import is_in_teaser, read_lead_images
from capitalcities_crawler.pages.post.around import read_neighbour
from capitalcities_crawler.pages.teasers import read_teasers
from capitalcities_crawler.pages.text import visible_text
from capitalcities_crawler.sites import Site, get_site

_HEADERS = ("entry-header", "jeg_meta_container", "jeg_custom_meta_wrapper")


class JNewsLayout:
    """What the markup of one JNews article says."""

    def __init__(self, document: Document, site: Site | None = None) -> None:
        self.document = document
        self.site = site or get_site("wordpress")

    @staticmethod
    def matches(document: Document) -> bool:
        """Tell by the article's own classes: the generator can be faked, and theme paths renamed."""
        if any(title.tag == "h1" for title in document.by_class("jeg_post_title")):
            return True
        jeg = ("jeg_viewport", "jeg_main", "jeg_post_meta")
        return bool(document.by_class("content-inner")) and any(map(document.by_class, jeg))

    @cached_property
    def title(self) -> str | None:
        titles = [e for e in self.document.by_class("jeg_post_title") if e.tag == "h1"]
        titles += self.document.by_tag("h1")  # child themes drop the class
        return next((text for text in map(visible_text, titles) if text), None)

    @cached_property
    def subtitle(self) -> str | None:
        return next(map(visible_text, self.document.by_class("jeg_post_subtitle")), None) or None

    @cached_property
    def authors(self) -> tuple[Author, ...]:
        return read_authors(self._in_header("jeg_meta_author"), self.document)

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """With "both" the theme prints "DATE - Updated on DATE"; else one date, of either kind."""
        for element in self._in_header("jeg_meta_date"):
            text = visible_text(element)
            if text:
                return tuple(text.split(" - ", 1))
        return ()

    @cached_property
    def breadcrumb(self) -> tuple[Term, ...]:
        """Without Home, which the theme always puts first, and without the unlinked title."""
        for container in (
            *self.document.by_class("jeg_breadcrumbs"),
            *self.document.by_class("jeg_custom_breadcrumb_wrapper"),
        ):
            trail = self._terms(container)
            if trail:
                return trail[1:]
        return ()

    @cached_property
    def categories(self) -> tuple[Term, ...]:
        lines = map(self._terms, self._in_header("jeg_meta_category"))
        return next((line for line in lines if line), ())

    @cached_property
    def tags(self) -> tuple[Term, ...]:
        lines = map(self._terms, self.document.by_class("jeg_post_tags"))
        return next((line for line in lines if line), ())

    @cached_property
    def body_root(self) -> HtmlElement | None:
        for name in ("content-inner", "entry-content"):
            for element in self.document.by_class(name):
                if not is_in_teaser(element):
                    return element
        return None

    @cached_property
    def lead_images(self) -> tuple[Image, ...]:
        return read_lead_images(self.document)

    @property
    def previous(self) -> Link | None:
        """The neighbour block's, else the address that the autoload plugin keeps for scrolling."""
        for splitter in self.document.by_class("jnews-autoload-splitter")[:1]:
            url = self.document.absolute(splitter.get("data-prev"))
            return self._neighbour("prev") or (Link(url=url) if url else None)
        return self._neighbour("prev")

    @property
    def next(self) -> Link | None:
        return self._neighbour("next")

    @property
    def popup_next(self) -> tuple[Link, ...]:
        """The "Next Post" pop-up: newer posts, but not surely the neighbour, so not ``next``."""
        boxes = self.document.by_class("jeg_popup_content")
        return tuple(link for box in boxes for link in self._titled(box))

    @cached_property
    def related(self) -> tuple[Teaser, ...]:
        names = ("jnews_related_post_container", "jeg_custom_related_wrapper")
        containers = (e for name in names for e in self.document.by_class(name))
        articles = (article for box in containers for article in box.iter("article"))
        return read_teasers(articles, self.document, self.site)

    def _in_header(self, name: str) -> Iterator[HtmlElement]:
        for header in self._headers:
            for element in header.iter("div"):
                if name in (element.get("class") or "").split():
                    yield element

    @cached_property
    def _headers(self) -> tuple[HtmlElement, ...]:
        """The article's own headers: a page shows many dates, nearly all of them of teasers."""
        headers = (e for name in _HEADERS for e in self.document.by_class(name))
        return tuple(header for header in headers if not is_in_teaser(header))

    def _terms(self, container: HtmlElement) -> tuple[Term, ...]:
        """Give the linked names; an item without an address ("Category", "Tag") is no section."""
        return tuple(
            Term(name=name, url=self.document.absolute(link.get("href")))
            for link in container.iter("a")
            if (link.get("href") or "").strip() and (name := visible_text(link))
        )

    def _neighbour(self, side: str) -> Link | None:
        """Read the theme's block, whose title stands apart from its caption, else what others print."""
        for element in self.document.by_class(f"{side}-post"):
            url = self.document.absolute(element.get("href"))
            title = next(element.iter("h3"), None)
            if url:
                return Link(url=url, text=visible_text(title) or None)
        return read_neighbour(self.document, side)

    def _titled(self, box: HtmlElement) -> Iterator[Link]:
        for link in box.iter("a"):
            url, text = self.document.absolute(link.get("href")), visible_text(link)
            if url and text:
                yield Link(url=url, text=text)
