"""What an article's page says of it besides its text: each field from its most trusted source.

For each field the candidates stand in one list, most trusted first. The first one wins; its
source is recorded, and so is every other source that contradicts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
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
from capitalcities_crawler.pages.names import is_name, split_names
from capitalcities_crawler.pages.text import clean
from capitalcities_crawler.sites import Site
from capitalcities_crawler.urls import date_in_url

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
        published = self._choose("published", self._published())
        modified = self._choose("modified", self._modified())
        return Fields(
            url=self.url,
            post_id=self._choose("post_id", post_id(self.document, self.head)),
            title=self._choose("title", self._title()),
            subtitle=self.layout.subtitle,
            authors=self._choose("authors", self._authors()) or (),
            published=published.moment if published else None,
            modified=modified.moment if modified else None,
            published_precision=published.precision if published else None,
            language=self.head.language,
            categories=tuple(
                (term,) for term in self._choose("categories", self._categories()) or ()
            ),
            tags=self._choose("tags", self._tags()) or (),
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
        if self.layout.title:
            yield Candidate(self.layout.title, Source.MARKUP)
        for value in self.head.metas("og:title", "twitter:title"):
            yield Candidate(value, Source.META)
        if self.article.get("headline"):
            yield Candidate(clean(str(self.article["headline"])), Source.JSONLD)
        if self.head.title:
            yield Candidate(self.head.title, Source.META)

    def _authors(self) -> Iterator[Candidate[tuple[Author, ...]]]:
        if self.layout.authors:
            yield Candidate(self.layout.authors, Source.MARKUP)
        people = self.linked.named(self.article.get("author"))
        names = [str(person["name"]) for person in people if is_name(str(person.get("name") or ""))]
        yield Candidate(tuple(Author(name=clean(name)) for name in names), Source.JSONLD)
        names = [n for value in self.head.metas("author") for n in split_names(value) if is_name(n)]
        yield Candidate(tuple(Author(name=name) for name in names), Source.META)

    def _published(self) -> Iterator[Candidate[Dated]]:
        metas = ("article:published_time", "og:published_time", "datepublished", "dc.date.issued")
        yield from self._isos(self.head.metas(*metas), Source.META)
        nodes = (self.article, self.linked.page)
        yield from self._isos((n.get("datePublished") for n in nodes), Source.JSONLD)
        for text in self.layout.dates:
            dated = parse_visible(text, self._languages, self.site.zone)
            if dated:
                yield Candidate(dated, Source.MARKUP)
        day = date_in_url(self.url)
        if day:
            yield Candidate(Dated(day, Precision.DAY), Source.URL)

    def _modified(self) -> Iterator[Candidate[Dated]]:
        metas = ("article:modified_time", "og:updated_time", "datemodified")
        yield from self._isos(self.head.metas(*metas), Source.META)
        nodes = (self.article, self.linked.page)
        yield from self._isos((n.get("dateModified") for n in nodes), Source.JSONLD)

    def _isos(self, values: Iterable[object], source: Source) -> Iterator[Candidate[Dated]]:
        for value in values:
            dated = parse_iso(str(value or ""), self.site.zone)
            if dated:
                yield Candidate(dated, source)

    @property
    def _languages(self) -> tuple[str, ...]:
        own = (self.head.language or "").split("-")[0].lower()
        return self.site.languages or ((own,) if own else ())

    def _categories(self) -> Iterator[Candidate[tuple[Term, ...]]]:
        yield Candidate(self.layout.categories, Source.MARKUP)
        yield Candidate(_terms(self.article.get("articleSection")), Source.JSONLD)
        yield Candidate(_terms(list(self.head.metas("article:section"))), Source.META)

    def _tags(self) -> Iterator[Candidate[tuple[Term, ...]]]:
        yield Candidate(self.layout.tags, Source.MARKUP)
        yield Candidate(_terms(self.article.get("keywords")), Source.JSONLD)
        yield Candidate(_terms(list(self.head.metas("article:tag"))), Source.META)


def _terms(value: object) -> tuple[Term, ...]:
    texts = value if isinstance(value, list) else str(value or "").split(",")
    names = (clean(text) for text in texts if isinstance(text, str))
    return tuple(Term(name=name) for name in dict.fromkeys(names) if name)
