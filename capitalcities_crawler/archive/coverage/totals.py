"""Stored against advertised, for the whole site: by each number that says how large it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from capitalcities_crawler.archive.coverage.claims import latest
from capitalcities_crawler.archive.coverage.facts import Facts
from capitalcities_crawler.archive.coverage.numbers import Numbers, fill
from capitalcities_crawler.items import JsonObject

MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Total:
    """The whole site, as one source counts it."""

    source: str
    """``months`` for their sum, else the route that counted: ``rest``, ``sitemap``."""
    observed_at: datetime
    crawl_id: int
    numbers: Numbers

    def to_json(self) -> JsonObject:
        """Give plain JSON types."""
        at = self.observed_at.isoformat()
        return {"source": self.source, "observed_at": at} | self.numbers.to_json()


def totals(facts: Facts) -> list[Total]:
    """Give the totals of all sources, the months' first."""
    return [*_by_months(facts), *_by_routes(facts)]


def basis(lines: Sequence[Total]) -> Total | None:
    """Give the total that the percentage is of: the one that shows most missing."""
    return min(lines, key=lambda line: line.numbers.share, default=None)


def _by_months(facts: Facts) -> Iterator[Total]:
    """Add up the months that the site counts; more in one does not make up for another."""
    claims, months = facts.of_kind("month"), [m for m in facts.months if m.advertised is not None]
    if not claims or not months:
        return
    seen = latest(claims)
    lines = [
        fill(month.advertised or 0, month.stored, gone=month.gone, explained=month.explained)
        for month in months
    ]
    numbers = Numbers(
        advertised=sum(line.advertised for line in lines),
        stored=sum(line.stored for line in lines),
        explained=sum(line.explained for line in lines),
        gone=sum(line.gone for line in lines),
        missing=sum(line.missing for line in lines),
    )
    yield Total(MONTHS, seen.observed_at, seen.crawl_id, numbers)


def _by_routes(facts: Facts) -> Iterator[Total]:
    articles = set(facts.articles)
    for claim in facts.of_kind("total"):
        # a sitemap may list pages, too, that turned out to be no articles
        everything = claim.source == "sitemap"
        numbers = fill(
            claim.count,
            facts.history.living(articles),
            gone=facts.history.gone_after(articles, claim.crawl_id),
            explained=len(facts.explained) if everything else facts.explained_posts,
        )
        yield Total(claim.source, claim.observed_at, claim.crawl_id, numbers)
