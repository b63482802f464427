"""What the page numbers of the site's listings say of a month, a section or a tag."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from capitalcities_crawler.archive.coverage.claims import Claim, Said, latest
from capitalcities_crawler.archive.coverage.facts import Facts
from capitalcities_crawler.archive.coverage.terms import TREE
from capitalcities_crawler.urls import Kind, month_in_url, parse_address


class Listing(NamedTuple):
    """A listing whose page numbers bound what it holds."""

    key: str
    least: Claim
    most: Claim
    stored: int
    """Articles of the archive that belong there."""
    newer: int
    """Of these, those that only a later run found."""
    vacant: int
    """Articles that the listing may count and the archive cannot have: explained, or gone since."""
    others: tuple[Said, ...]
    """What else the site said in the same run of how many there are."""

    @property
    def bounds(self) -> tuple[Said, Said]:
        """The lowest and the highest number that the pages can hold."""
        return (
            replace(self.least.said, source="its pages, at least"),
            replace(self.most.said, source="its pages, at most"),
        )

    def allows(self, count: int) -> bool:
        """Whether so many articles fit on its pages."""
        return self.least.count <= count <= self.most.count

    @property
    def allows_stored(self) -> bool:
        """Whether the archive can be right, given what came and went since."""
        enough = self.stored + self.vacant >= self.least.count
        return enough and self.stored - self.newer <= self.most.count


def listings(facts: Facts) -> Iterator[Listing]:
    """Give the listings with bounds, as they were seen last."""
    lowest = {claim.key: claim for claim in facts.of_kind("at_least")}
    highest = {claim.key: claim for claim in facts.of_kind("at_most")}
    others = _others(facts)
    for key, most in highest.items():
        least = lowest.get(key)
        if least is None or least.crawl_id != most.crawl_id:
            continue
        articles = _articles(facts, most)
        thing = month_in_url(facts.base_url + key, facts.base_url) or key
        rivals = [claim for claim in others[thing] if claim.crawl_id == most.crawl_id]
        yield Listing(
            key=key,
            least=least,
            most=most,
            stored=facts.history.living(articles),
            newer=facts.history.new_after(articles, most.crawl_id),
            vacant=facts.explained_posts + facts.history.gone_after(articles, least.crawl_id),
            others=(latest(rivals).said,) if rivals else (),
        )


def _others(facts: Facts) -> dict[str, list[Claim]]:
    """Group by month or address the numbers that count what a listing shows."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in facts.claims:
        if claim.kind in {"month", "tag"} or claim.source == TREE:
            groups[claim.key].append(claim)
    return groups


def _articles(facts: Facts, claim: Claim) -> set[int]:
    """Give the articles that belong into a listing, living or gone."""
    address = facts.base_url + claim.key
    kind = parse_address(address, facts.base_url).kind
    if kind is Kind.MONTH:
        return facts.in_month(month_in_url(address, facts.base_url) or "")
    if kind is Kind.TAG:
        return facts.tags.bearers(claim)
    return facts.sections.below(facts.sections.find(claim) or frozenset(), claim.key)
