"""A page that lists articles -> ``Listing``: home, section, tag, author, year, month, day, search.

Only the listing's own wrapper is read: sidebars, mega menus and footers show foreign articles on
every page. The category hero comes first; it is printed on every page of its category.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from lxml.html import HtmlElement

from capitalcities_crawler.items import Listing, SiteFacts
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.errors import PageError
from capitalcities_crawler.pages.listing_size import Size
from capitalcities_crawler.pages.teasers import read_teasers
from capitalcities_crawler.pages.text import visible_text
from capitalcities_crawler.pages.widgets import read_site_facts
from capitalcities_crawler.sites import Site, site_of
from capitalcities_crawler.urls import (
    Address,
    Kind,
    listing_page,
    parse_address,
    path_and_query,
)

_HERO = "jnews_category_hero_container"
_WRAPPERS = (
    "jnews_category_content_wrapper",
    "jnews_archive_content_wrapper",
    "jnews_author_content_wrapper",
    "jnews_search_content_wrapper",
    "jnews_latest_news",
)
_OUTSIDE = frozenset(
    # Where themes show articles that are not the listing's: menus, sidebars, footers, drawers.
    [
        "jeg_header",
        "jeg_header_wrapper",
        "jeg_navbar_mobile_wrapper",
        "jeg_sidebar",
        "jeg_footer",
        "footer-holder",
        "jeg_megamenu",
        "jeg_sidefeed",
        "jeg_newsfeed",
        "sidebar",
        "widget",
        "widget-area",
        "site-footer",
        "site-header",
        "widget_block",
        "related",
        "jp-relatedposts",
    ]
) | {"jeg_off_canvas", "jeg_sidecontent", "footer", "secondary", "colophon"}
_TITLES = ("jeg_cat_title", "jeg_archive_title", "jeg_author_name", "page-title", "archive-title")
_COUNTED = (Kind.SECTION, Kind.TAG, Kind.MONTH)
"""Listings whose articles the archive can count, too."""

_BODY_KINDS = {
    "home": Kind.HOME,
    "blog": Kind.HOME,
    "category": Kind.SECTION,
    "tag": Kind.TAG,
    "author": Kind.AUTHOR,
    "search": Kind.SEARCH,
}
_PAGE_OF = re.compile(r"(\d+)\D+(\d+)\s*$")


class ListingPage:
    """One page of a list of articles.

    Args:
        html: the page, decoded or as bytes.
        url: where it came from.
        site: the profile of its site; unless given, the one whose host ``url`` names.
    """

    def __init__(self, html: str | bytes, url: str = "", site: Site | None = None) -> None:
        self.document = Document(html, url)
        self.site = site or site_of(url)

    def to_item(self) -> Listing:
        """Read the whole page.

        Raises:
            PageError: it is a 404 page (``not-found``), though that too may show articles.
        """
        if "error404" in self.document.body_classes or self._has("jnews_404_content_wrapper"):
            raise PageError("not-found", f"a 404 page, no listing: {self.document.url}")
        return Listing(
            url=self.document.url,
            kind=self.kind.value,
            title=self.title,
            teasers=read_teasers(self._articles(), self.document, self.site),
            next_url=self.next_url,
            page_number=self.page_number,
            page_count=self.page_count,
            site_facts=self._site_facts(),
        )

    @cached_property
    def address(self) -> Address:
        """What the address says."""
        return parse_address(self.document.url, self.site.base_url or "")

    @property
    def kind(self) -> Kind:
        """What kind of listing: WordPress's body class, and for dates the address."""
        classes = self.document.body_classes
        for name, kind in _BODY_KINDS.items():
            if name in classes:
                return kind
        return self.address.kind

    @property
    def title(self) -> str | None:
        """The listing's own name; without its label where the theme marks the value."""
        for element in (e for name in _TITLES for e in self.document.by_class(name)):
            value = next(element.iter("span"), element)
            text = visible_text(value) or visible_text(element)
            if text:
                return text
        return None

    @property
    def page_number(self) -> int:
        """Counted from 1; the body class tells it where the address does not."""
        numbers = (re.fullmatch(r"paged-(\d+)", name) for name in self.document.body_classes)
        return next((int(number[1]) for number in numbers if number), self.address.page)

    @cached_property
    def page_count(self) -> int | None:
        """From "Page 1 of 4", else the highest page number that is linked."""
        for element in self._inside("page_info"):
            pages = _PAGE_OF.search(visible_text(element))
            if pages:
                return int(pages[2])
        names = ("page-numbers", "page_number")
        texts = (visible_text(e).replace(",", "") for name in names for e in self._inside(name))
        numbers = [int(text) for text in texts if text.isdecimal()]
        return max(numbers, default=None)

    @property
    def next_url(self) -> str | None:
        """Address of the next page; a "load more" button leads to none."""
        for name in (
            "page_nav",
            "page-numbers",
            "nav-previous",
            "next",
            "wp-block-query-pagination-next",
        ):
            for element in self._inside(name):
                link = element if element.tag == "a" else next(element.iter("a"), None)
                url = self.document.absolute(link.get("href")) if link is not None else None
                names = set((element.get("class") or "").split())
                if url and names & {"next", "nav-previous", "wp-block-query-pagination-next"}:
                    return url
        links = (e for e in self.document.by_tag("link") if e.get("rel") == "next")
        return next((self.document.absolute(link.get("href")) for link in links), None)

    def _articles(self) -> Iterator[HtmlElement]:
        yield from self._within(_HERO)
        yield from self._list()

    def _list(self) -> Iterator[HtmlElement]:
        """Give the articles that change from page to page."""
        for name in _WRAPPERS:
            yield from self._within(name)
        if not any(map(self._has, _WRAPPERS)):
            yield from (e for e in self._candidates() if not _is_outside(e))

    def _within(self, name: str) -> Iterator[HtmlElement]:
        for wrapper in self.document.by_class(name):
            yield from wrapper.iter("article")

    def _site_facts(self) -> SiteFacts:
        facts = read_site_facts(self.document)
        if self.kind not in _COUNTED or not self.page_count:
            return facts
        size = Size(
            key=path_and_query(listing_page(self.document.url, 1)),
            page_number=self.page_number,
            page_count=self.page_count,
            listed=_filled(self._list()),
            above=_filled(self._within(_HERO)),
        )
        return replace(facts, counts=(*facts.counts, *size.counts()))

    def _candidates(self) -> Iterator[HtmlElement]:
        """Themes without JNews's wrappers: ``article``, ``.hentry``, or the query block's items."""
        yield from self.document.by_tag("article")
        yield from (e for e in self.document.by_class("hentry") if e.tag != "article")
        yield from (e for e in self.document.by_class("wp-block-post") if e.tag == "li")

    def _inside(self, name: str) -> Iterator[HtmlElement]:
        return (e for e in self.document.by_class(name) if not _is_outside(e))

    def _has(self, name: str) -> bool:
        return bool(self.document.by_class(name))


def _filled(articles: Iterator[HtmlElement]) -> int:
    """Count articles; a hero has empty slots."""
    return sum(1 for article in articles if len(article))


def _is_outside(element: HtmlElement) -> bool:
    for ancestor in element.iterancestors():
        names = (ancestor.get("class") or "").split()
        if not _OUTSIDE.isdisjoint(names) or ancestor.get("id") in _OUTSIDE:
            return True
    return False
