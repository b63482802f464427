"""What an article's page says of it besides its text: each field from its most trusted source.

For each field the candidates stand in one list, most trusted first. The first one wins; its
source is recorded, and so is every other source that contradicts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from html import unescape
from typing import TypeVar

from capitalcities_crawler.items import (
    Author,
    Disagreement,
    JsonObject,
    Moment,
    Precision,
    Source,
    Term,
)
from capitalcities_crawler.pages.candidate import Candidate
from capitalcities_crawler.pages.dates import Dated, parse_iso, parse_visible
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.head import Head
from capitalcities_crawler.pages.identity import page_url, post_id
from capitalcities_crawler.pages.jsonld import LinkedData
from capitalcities_crawler.pages.layout import Layout
from capitalcities_crawler.pages.names import is_nobody
from capitalcities_crawler.pages.stated import (
    stated_authors,
    stated_categories,
    stated_tags,
    without_names,
)
from capitalcities_crawler.pages.text import clean
from capitalcities_crawler.pages.titles import better_title, fold, site_names, without_site_name
from capitalcities_crawler.sites import Site
from capitalcities_crawler.urls import date_in_url, month_in_url

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """An article's fields, named as in ``items.Article``."""

    url: str
    post_id: int | None = None
    title: str | None = None
    subtitle: str | None = None
    authors: tuple[Author, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    published_precision: Precision | None = None
    language: str | None = None
    categories: tuple[tuple[Term, ...], ...] = ()
    tags: tuple[Term, ...] = ()
    field_sources: dict[str, Source] = field(default_factory=dict)
    disagreements: tuple[Disagreement, ...] = ()


def read_fields(document: Document, layout: Layout, site: Site) -> Fields:
    """Read every field of an article page from its most trusted source."""
    return _Reader(document, layout, site).read()


class _Reader:
    """Weighs the head, the linked data, the layout and the address against each other."""

    def __init__(self, document: Document, layout: Layout, site: Site) -> None:
        self.document, self.layout, self.site = document, layout, site
        self.head, self.linked = Head(document), LinkedData(document)
        self.sources: dict[str, Source] = {}
        self.disagreements: list[Disagreement] = []

    def read(self) -> Fields:
        authors = self._choose("authors", self._authors()) or ()
        published = self._choose("published", self._published())
        modified = self._choose("modified", self._modified())
        return Fields(
            url=self.url,
            post_id=self._choose("post_id", post_id(self.document, self.head)),
            title=self._choose("title", self._title()),
            subtitle=self.layout.subtitle,
            authors=authors,
            published=published.moment if published else None,
            modified=modified.moment if modified else None,
            published_precision=published.precision if published else None,
            language=self.head.language,
            categories=tuple(
                (term,) for term in self._choose("categories", self._categories()) or ()
            ),
            tags=self._choose("tags", self._tags(authors)) or (),
            field_sources=self.sources,
            disagreements=tuple(self.disagreements),
        )

    def _choose(self, name: str, candidates: Iterable[Candidate[T]]) -> T | None:
        chosen: Candidate[T] | None = None
        for candidate in candidates:
            if not candidate.value:
                continue
            chosen = chosen or candidate
        if chosen is None:
            return None
        self.sources[name] = chosen.source
        return chosen.value

    @cached_property
    def url(self) -> str:
        return page_url(self.document, self.head)

    @property
    def article(self) -> JsonObject:
        return self.linked.article

    def _title(self) -> Iterator[Candidate[str]]:
        names = site_names(self.document, self.head)
        stated = [
            Candidate(without_site_name(title, names), source)
            for title, source in (
                *((value, Source.META) for value in self.head.metas("og:title", "twitter:title")),
                (_text(self.article.get("headline")), Source.JSONLD),
                (self.head.title or "", Source.META),
            )
            if title
        ]
        printed = self.layout.title
        if printed:
            better = better_title(printed, [candidate.value for candidate in stated])
            yield from (candidate for candidate in stated if candidate.value == better)
            yield Candidate(printed, Source.MARKUP)
        yield from stated

    def _authors(self) -> Iterator[Candidate[tuple[Author, ...]]]:
        printed = self.layout.authors
        known = {fold(author.name): author for author in printed}
        for candidate in stated_authors(self.head, self.linked):
            people = (a for a in candidate.value if not self._is_impersonal(a.name))
            yield Candidate(tuple(known.get(fold(a.name), a) for a in people), candidate.source)
        yield Candidate(printed, Source.MARKUP)
        yield from stated_authors(self.head, self.linked)  # the site's own name, before nobody

    def _is_impersonal(self, name: str) -> bool:
        return is_nobody(name) or fold(name) in self._site_names

    def _published(self) -> Iterator[Candidate[Dated]]:
        metas = ("article:published_time", "og:published_time", "datepublished", "dc.date.issued")
        yield from self._isos(self.head.metas(*metas), Source.META)
        nodes = (self.article, self.linked.page)
        yield from self._isos((node.get("datePublished") for node in nodes), Source.JSONLD)
        yield from self._printed_dates()
        if self._url_day:
            yield Candidate(Dated(self._url_day, Precision.DAY), Source.URL)

    def _printed_dates(self) -> Iterator[Candidate[Dated]]:
        """Give the visible dates; one that contradicts the permalink is of something else."""
        for text in self.layout.dates:
            dated = parse_visible(text, self._languages, self.site.zone) or self._in_url_month(text)
            if dated and (self._url_day is None or abs(dated.day - self._url_day).days <= 1):
                yield Candidate(dated, Source.MARKUP)

    def _in_url_month(self, text: str) -> Dated | None:
        """Read "Mar 12" with the year of a permalink such as ``/2011/03/slug/``."""
        month = month_in_url(self.document.url) or month_in_url(self.url)
        if month is None or len(text) > 20:
            return None
        dated = parse_visible(f"{text} {month[:4]}", self._languages, self.site.zone)
        return dated if dated and f"{dated.day:%Y-%m}" == month else None

    @cached_property
    def _url_day(self) -> date | None:
        return date_in_url(self.document.url) or date_in_url(self.url)

    def _modified(self) -> Iterator[Candidate[Dated]]:
        metas = ("article:modified_time", "og:updated_time", "datemodified")
        yield from self._isos(self.head.metas(*metas), Source.META)
        nodes = (self.article, self.linked.page)
        yield from self._isos((node.get("dateModified") for node in nodes), Source.JSONLD)

    def _isos(self, values: Iterable[object], source: Source) -> Iterator[Candidate[Dated]]:
        for value in values:
            dated = parse_iso(_text(value), self.site.zone)
            if dated:
                yield Candidate(dated, source)

    @property
    def _languages(self) -> tuple[str, ...]:
        own = self.head.language
        return self.site.languages or ((own,) if own else ())

    @cached_property
    def _site_names(self) -> frozenset[str]:
        return frozenset(fold(name) for name in site_names(self.document, self.head))

    def _categories(self) -> Iterator[Candidate[tuple[Term, ...]]]:
        yield Candidate(self.layout.categories, Source.MARKUP)
        yield from stated_categories(self.head, self.linked)

    def _tags(self, authors: tuple[Author, ...]) -> Iterator[Candidate[tuple[Term, ...]]]:
        yield Candidate(without_names(self.layout.tags, authors), Source.MARKUP)
        for candidate in stated_tags(self.head, self.linked):
            yield Candidate(without_names(candidate.value, authors), candidate.source)


def _text(value: object) -> str:
    """Give a scalar of linked data as text, its HTML entities decoded."""
    return clean(unescape(value)) if isinstance(value, str) else ""
