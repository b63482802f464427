"""An article page -> ``Article``.

One parse, one index; metadata against markup is weighed in ``fields``, and everything else is
read from its own small part of the page.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Any

from capitalcities_crawler.items import Article, Block, Heading, Image, Link, Source, Term, TocEntry
from capitalcities_crawler.pages.body import Body, read_body
from capitalcities_crawler.pages.breadcrumb import clean_trail, with_ancestors, without_tags
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.errors import PageError
from capitalcities_crawler.pages.fallback import fallback_blocks
from capitalcities_crawler.pages.fields import Fields, read_fields
from capitalcities_crawler.pages.headings import place_headings
from capitalcities_crawler.pages.layout import Layout
from capitalcities_crawler.pages.layouts import JNewsLayout, choose
from capitalcities_crawler.pages.multipage import Paging, read_paging
from capitalcities_crawler.pages.refuse import refuse
from capitalcities_crawler.pages.source import OriginalSource, read_source
from capitalcities_crawler.pages.toc import read_toc
from capitalcities_crawler.pages.widgets import read_site_facts
from capitalcities_crawler.sites import Site, site_of
from capitalcities_crawler.urls import canonical_url


class ArticlePage:
    """The page of one article.

    Args:
        html: the page, decoded or as bytes.
        url: where it came from.
        site: the profile of its site; unless given, the one whose host ``url`` names, else
            ``wordpress``, which assumes nothing: dates in any language, times without a zone in
            UTC, no original source in the lead image.
    """

    def __init__(self, html: str | bytes, url: str = "", site: Site | None = None) -> None:
        self.document = Document(html, url)
        self.site = site or site_of(url)

    def to_item(self) -> Article:
        """Read the whole page.

        Raises:
            PageError: it is no article; ``reason`` says what it is instead.
        """
        refuse(self.document, self.layout)
        fields = self.fields
        if not fields.title:
            raise PageError("no-title", f"no title on {self._name}", published_on=self._day)
        if self._is_empty:
            raise PageError("empty-body", f"no text in {self._name}", published_on=self._day)
        markup = self._markup()
        sources = {name: Source.MARKUP for name, value in markup.items() if value}
        if self._is_fallback:
            sources["blocks"] = Source.FALLBACK
        return Article(
            url=self._url,
            post_id=fields.post_id,
            title=fields.title,
            subtitle=fields.subtitle,
            authors=fields.authors,
            published=fields.published,
            modified=fields.modified,
            published_precision=fields.published_precision,
            language=fields.language,
            categories=with_ancestors(self._categories, self.breadcrumb),
            tags=fields.tags,
            page_number=self.paging.number,
            page_count=self.paging.count,
            site_facts=read_site_facts(self.document),
            field_sources=sources | fields.field_sources,
            disagreements=fields.disagreements,
            **markup,
        )

    def _markup(self) -> dict[str, Any]:
        """Give the fields that have no other source than the visible page."""
        return {
            "breadcrumb": self.breadcrumb,
            "blocks": self.blocks,
            "headings": self.headings,
            "toc": self.toc,
            "tables": tuple(self.body.tables),
            "images": self.images,
            "links": tuple(self.body.links),
            "previous": self.layout.previous,
            "next": self.layout.next,
            "related": self.layout.related,
            "source_headline": self.source.headline,
            "source_publisher": self.source.publisher,
        }

    @cached_property
    def layout(self) -> Layout:
        """How the page's theme marks things up."""
        return choose(self.document, self.site)

    @cached_property
    def fields(self) -> Fields:
        """What metadata and markup say between them."""
        return read_fields(self.document, self.layout, self.site)

    @cached_property
    def body(self) -> Body:
        """What the body element holds, empty when the page has none."""
        root = self.layout.body_root
        return read_body(root, self.document) if root is not None else Body()

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The body's text, found by trafilatura when the layout knows no place for it."""
        if self._is_fallback:
            return fallback_blocks(self.document)
        return tuple(self.body.blocks)

    @property
    def _is_fallback(self) -> bool:
        """An empty body in JNews is empty: a guess would take the sidebar for it."""
        return not self.body.blocks and not isinstance(self.layout, JNewsLayout)

    @property
    def _is_empty(self) -> bool:
        """An article of images alone is one; so is an empty last page of a longer post."""
        return not (self.blocks or self.body.tables or self.body.images or self.paging.number > 1)

    @cached_property
    def toc(self) -> tuple[TocEntry, ...]:
        """The table of contents."""
        levels = {b.anchor: b.level for b in self.blocks if b.anchor and b.level}
        return read_toc(self.document, levels)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings with their passages."""
        return place_headings(self.blocks, frozenset(entry.anchor or "" for entry in self.toc))

    @property
    def breadcrumb(self) -> tuple[Term, ...]:
        """The visible trail, from the top."""
        return clean_trail(self.layout.breadcrumb, self.layout.title)

    @cached_property
    def images(self) -> tuple[Image, ...]:
        """The lead images, then those in the body that are others."""
        images: dict[str, Image] = {}
        for image in (*self.layout.lead_images, *self.body.images):
            images.setdefault(image.url, image)
        return tuple(images.values())

    @cached_property
    def source(self) -> OriginalSource:
        """Where a republished article first appeared, on sites that say so in the lead image."""
        leads = self.layout.lead_images
        return read_source(leads[0] if self.site.source_in_image and leads else None)

    @cached_property
    def paging(self) -> Paging:
        """Which page of the post this is."""
        return read_paging(self.document)

    @property
    def continuation_urls(self) -> tuple[str, ...]:
        """Addresses of the pages 2..N of a post in pages, asked on its first page."""
        return tuple(url for number, url in self.paging.links if number > 1)

    @property
    def popup_next(self) -> tuple[Link, ...]:
        """Newer posts that a pop-up offers: a hint where there is no neighbour block."""
        return self.layout.popup_next if isinstance(self.layout, JNewsLayout) else ()

    @property
    def _categories(self) -> tuple[tuple[Term, ...], ...]:
        fields = self.fields
        if fields.field_sources.get("categories") is Source.JSONLD:
            return without_tags(fields.categories, fields.tags)
        return fields.categories

    @property
    def _url(self) -> str:
        """The post's own address, also on its later pages, which call themselves canonical."""
        first = dict(self.paging.links).get(1) if self.paging.number > 1 else None
        return canonical_url(first) if first else self.fields.url

    @property
    def _day(self) -> date | None:
        """The local day of publication, for pages that are refused."""
        published = self.fields.published
        return published.date() if isinstance(published, datetime) else published

    @property
    def _name(self) -> str:
        return self.document.url or "the page"
