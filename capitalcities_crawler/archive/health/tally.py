"""What a run found on the pages that it read, in numbers: kept in the run's stats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from capitalcities_crawler.events import FetchedArticle, Outcome, PageState
from capitalcities_crawler.items import Article

LONG_BODY = 50
"""Words: a shorter body is a caption or a remnant. News in brief has more."""

FIELDS: dict[str, Callable[[Article], object]] = {
    "title": lambda article: article.title,
    "authors": lambda article: article.authors,
    "published": lambda article: article.published,
    "modified": lambda article: article.modified,
    "tags": lambda article: article.tags,
    "breadcrumb": lambda article: article.breadcrumb,
    "categories": lambda article: article.categories,
    "body": lambda article: article.word_count >= LONG_BODY,
    "headings": lambda article: article.headings,
    "toc": lambda article: article.toc,
    "tables": lambda article: article.tables,
    "images": lambda article: article.images,
    "neighbours": lambda article: article.previous or article.next,
    "related": lambda article: article.related,
    "source": lambda article: article.source_headline or article.source_publisher,
}
"""Name in the stats -> whether an article has it."""

OPTIONAL = frozenset({"modified", "headings", "toc", "tables", "images", "related", "source"})
"""What an author may well leave out: a few articles without it tell nothing."""

SOURCED = {
    "title": "title",
    "authors": "authors",
    "published": "published",
    "categories": "categories",
    "tags": "tags",
    "body": "blocks",
}
"""Fields that several sources give, and their names in ``Article.field_sources``. When a layout
changes, another source may step in, and what it says is not quite the same."""

TROUBLES = (PageState.REFUSED, PageState.NOT_ARTICLE, PageState.FAILED)
"""States of addresses that gave no article and should have."""

_THE_AUTHORS_WISH = frozenset({"password-protected"})
"""Reasons that tell nothing of the site or of us."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Articles that were read, how many had each field, and addresses that gave none, by state."""

    articles: int = 0
    fields: Mapping[str, int] = field(default_factory=dict)
    troubles: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, stats: Mapping[str, Any]) -> Tally:
        """Read the stats of a run."""
        return cls(
            stats.get("read/articles", 0), _below("field/", stats), _below("trouble/", stats)
        )

    @property
    def addresses(self) -> int:
        """Articles and troubles together."""
        return self.articles + sum(self.troubles.values())

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.articles + other.articles,
            _sum(self.fields, other.fields),
            _sum(self.troubles, other.troubles),
        )


def counted(event: FetchedArticle | Outcome) -> Iterator[str]:
    """Name the counters that an event raises by one."""
    if isinstance(event, FetchedArticle):
        yield "read/articles"
        yield from (f"field/{name}" for name in _fields(event.article))
    elif event.state in TROUBLES and event.reason not in _THE_AUTHORS_WISH:
        yield f"trouble/{event.state}"


def total(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    return sum(tallies, start=Tally())


def _fields(article: Article) -> Iterator[str]:
    """Name the fields that an article has, and as ``tags/markup`` where they were read."""
    yield from (name for name, has in FIELDS.items() if has(article))
    for name, key in SOURCED.items():
        if key in article.field_sources:
            yield f"{name}/{article.field_sources[key]}"


def _below(prefix: str, stats: Mapping[str, Any]) -> dict[str, int]:
    found = ((name, number) for name, number in stats.items() if name.startswith(prefix))
    return {name.removeprefix(prefix): number for name, number in found}


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {name: one.get(name, 0) + other.get(name, 0) for name in {**one, **other}}
