"""Where the site's own numbers contradict each other, or what is stored contradicts them.

None is chosen in silence: each contradiction names the numbers, who says so, and what is known
that accounts for the difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from capitalcities_crawler.archive.coverage.bearers import address, is_within
from capitalcities_crawler.archive.coverage.claims import Claim, Said
from capitalcities_crawler.archive.coverage.facts import Facts
from capitalcities_crawler.archive.coverage.listings import listings
from capitalcities_crawler.archive.coverage.terms import TREE, Meaning, bearers, meaning_of
from capitalcities_crawler.archive.coverage.totals import Total
from capitalcities_crawler.items import JsonObject

STORED = "stored"
PROTECTED = "password-protected"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Numbers that ought to agree and do not."""

    about: str
    numbers: tuple[Said, ...]
    explanation: str | None = None
    """What is known that accounts for all of the difference."""

    def to_json(self) -> JsonObject:
        """Give plain JSON types."""
        numbers = [
            {
                "source": said.source,
                "count": said.count,
                "observed_at": said.observed_at.isoformat() if said.observed_at else None,
            }
            for said in self.numbers
        ]
        return {"about": self.about, "numbers": numbers, "explanation": self.explanation}


def contradictions(facts: Facts, totals: list[Total]) -> list[Contradiction]:
    """Compare all numbers that speak of the same: the whole site, terms, listings."""
    return [*_of_totals(facts, totals), *_of_terms(facts), *_of_trees(facts), *_of_listings(facts)]


def _of_totals(facts: Facts, totals: list[Total]) -> Iterator[Contradiction]:
    said = [Said(t.source, t.numbers.advertised, t.observed_at, t.crawl_id) for t in totals]
    if len({number.count for number in said}) > 1:
        highest = max(said, key=lambda number: number.count)
        reasons = [
            _left_out(facts, number, highest) or _time(facts, set(facts.articles), number, highest)
            for number in said
            if number.count != highest.count
        ]
        told = "; ".join(reason for reason in reasons if reason)
        yield Contradiction("all articles", tuple(said), told if all(reasons) else None)


def _left_out(facts: Facts, less: Said, more: Said) -> str | None:
    """Tell whether protected articles account for a sitemap that lists less than there is."""
    lack, protected = more.count - less.count, facts.reasons[PROTECTED]
    if less.source != "sitemap" or not 0 < lack <= protected:
        return None
    known = "the" if lack == protected else f"{lack} of the"
    return f"{known} {protected} password-protected articles are not in the sitemap"


def _time(facts: Facts, articles: set[int], one: Said, other: Said) -> str | None:
    """Tell whether what came and went between two looks accounts for a difference."""
    looks = [said for said in (one, other) if said.observed_at]
    if len(looks) < 2:
        return None
    older, newer = sorted(looks, key=lambda said: (said.observed_at, said.crawl_id))
    if older.observed_at is None:
        return None
    gone = facts.history.gone_since(articles, older.observed_at)
    new = facts.history.new_after(articles, older.crawl_id)
    if not (gone or new) or not -gone <= newer.count - older.count <= new:
        return None
    return f"{older.source} was seen earlier: {gone} gone and {new} stored since"


def _of_terms(facts: Facts) -> Iterator[Contradiction]:
    """Compare counts of a term that mean the same."""
    groups: dict[tuple[str, str, Meaning], list[Claim]] = defaultdict(list)
    for claim in (*facts.of_kind("section"), *facts.of_kind("tag")):
        groups[claim.kind, address(claim.key), meaning_of(claim)].append(claim)
    for (kind, _, _), claims in groups.items():
        if len({claim.count for claim in claims}) > 1:
            low, *_, high = sorted(claims, key=lambda claim: claim.count)
            reason = _time(facts, bearers(facts, low) or set(), low.said, high.said)
            yield Contradiction(f"{kind} {low.name}", tuple(claim.said for claim in claims), reason)


def _of_trees(facts: Facts) -> Iterator[Contradiction]:
    """Hold a tree's count against REST's of the same section and of those below it.

    It is no less than the section's own count, and no more than all of them together (an article
    may stand in several).
    """
    own = {address(c.key): c for c in facts.of_kind("section") if c.source == "rest"}
    for claim in facts.of_kind("section"):
        top = _place(facts, claim) if claim.source == TREE else None
        if top not in own:
            continue
        below = [other for place, other in own.items() if is_within(place, top)]
        other = _bound(claim.count, own[top], below)
        if other:
            reason = _time(facts, bearers(facts, claim) or set(), claim.said, other)
            yield Contradiction(f"section {claim.name}", (claim.said, other), reason)


def _bound(count: int, own: Claim, below: list[Claim]) -> Said | None:
    """Give the number that a tree's count falls short of, or exceeds."""
    if count < own.count:
        return own.said
    highest = sum(claim.count for claim in below)
    if count <= highest:
        return None
    oldest = min(below, key=lambda claim: claim.observed_at)
    return Said("rest, added up", highest, oldest.observed_at, oldest.crawl_id)


def _place(facts: Facts, claim: Claim) -> str:
    """Give the address of a claim's section, also where a dropdown has none."""
    found = facts.sections.find(claim) or ()
    places = (facts.sections.addresses.get(section) for section in found)
    return next((place for place in places if place), address(claim.key))


def _of_listings(facts: Facts) -> Iterator[Contradiction]:
    """Hold what is stored, and what else the site says, against listings' page numbers."""
    for listing in listings(facts):
        said = [number for number in listing.others if not listing.allows(number.count)]
        if not listing.allows_stored:
            said.append(Said(STORED, listing.stored))
        if said:
            yield Contradiction(f"listing {listing.key}", (*listing.bounds, *said))
