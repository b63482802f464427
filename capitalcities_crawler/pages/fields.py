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
from capitalcities_crawler.pages.disagreement import contradicts, plain
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.head import Head
from capitalcities_crawler.pages.identity import page_url, post_id
from capitalcities_crawler.pages.jsonld import LinkedData, text_value
from capitalcities_crawler.pages.layout import Layout
from capitalcities_crawler.pages.names import is_nobody
from capitalcities_crawler.pages.publication import Publication
from capitalcities_crawler.pages.stated import (
    stated_authors,
    stated_categories,
    stated_tags,
    without_names,
)
from capitalcities_crawler.pages.titles import better_title, fold, site_names, without_site_name
from capitalcities_crawler.sites import Site

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
        dates = Publication(self.document, self.head, self.linked, self.layout, self.site)
        published = self._choose("published", dates.published())
        modified = self._choose("modified", dates.modified())
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
        """Take the first candidate; note the first word of every other source against it."""
        chosen: Candidate[T] | None = None
        heard: set[Source] = set()
        for candidate in candidates:
            if not candidate.value or candidate.source in heard:
                continue
            heard.add(candidate.source)
            if chosen is None:
                chosen = candidate
                self.sources[name] = candidate.source
            elif contradicts(candidate.value, chosen.value):
                value = plain(candidate.value)
                self.disagreements.append(
                    Disagreement(field=name, source=candidate.source, value=value)
                )
        return chosen.value if chosen else None

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
                (text_value(self.article.get("headline")), Source.JSONLD),
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
            people = [a for a in candidate.value if not self._is_impersonal(a.name)]
            if people and {fold(a.name) for a in people} < known.keys():
                yield Candidate(printed, Source.MARKUP)  # SEO plugins name the first of several
            yield Candidate(tuple(known.get(fold(a.name), a) for a in people), candidate.source)
        yield Candidate(printed, Source.MARKUP)
        yield from stated_authors(self.head, self.linked)  # the site's own name, before nobody

    def _is_impersonal(self, name: str) -> bool:
        return is_nobody(name) or fold(name) in self._site_names

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
