"""Stored against advertised, by section and by tag.

Two kinds of number are told apart: REST, and a flat list of categories, count a section's own
articles; a tree of categories counts those of all sections below it, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from capitalcities_crawler.archive.coverage.claims import Claim
from capitalcities_crawler.archive.coverage.facts import Facts
from capitalcities_crawler.archive.coverage.numbers import Numbers, fill
from capitalcities_crawler.items import JsonObject

TREE = "category_tree"
"""Source of counts that hold those of the sections below."""


class Meaning(StrEnum):
    """Which articles a count of a term is about."""

    OWN = "own"
    WITH_BELOW = "with-below"


@dataclass(frozen=True, slots=True)
class Term:
    """A line of the table of sections or tags."""

    kind: str
    key: str
    name: str
    meaning: Meaning
    claim: Claim
    """The number that the line uses: of several of the same meaning the one seen last."""
    numbers: Numbers | None
    """``None`` where the archive has several terms of this name."""

    @property
    def place(self) -> str:
        """Where it stands in the tree: a dropdown names what is above it, an address shows it."""
        return (self.name if "?" in self.key else self.key).casefold()

    def to_json(self) -> JsonObject:
        """Give plain JSON types; ``explained`` is a bound."""
        numbers = self.numbers.to_json() if self.numbers else {"advertised": self.claim.count}
        own: JsonObject = {"key": self.key, "name": self.name, "counts": self.meaning.value}
        return own | {"source": self.claim.source} | numbers


def meaning_of(claim: Claim) -> Meaning:
    """Tell which articles a claim counts."""
    return Meaning.WITH_BELOW if claim.source == TREE else Meaning.OWN


def bearers(facts: Facts, claim: Claim) -> set[int] | None:
    """Give the articles, living or gone, that a claim about a term means; ``None``: unclear which."""
    if claim.kind == "tag":
        return facts.tags.bearers(claim)
    sections = facts.sections.find(claim)
    if sections is None:
        return None
    if meaning_of(claim) is Meaning.WITH_BELOW:
        return facts.sections.below(sections, claim.key)
    return facts.sections.own(sections)


def term_lines(facts: Facts, kind: str) -> list[Term]:
    """Give a line for each term and meaning with a number: sections by address, tags by size."""
    latest: dict[tuple[Meaning, str], Claim] = {}
    for claim in sorted(facts.of_kind(kind), key=lambda claim: claim.observed_at):
        latest[meaning_of(claim), claim.key] = claim
    lines = list(_lines(facts, latest))
    if kind == "tag":
        return sorted(lines, key=lambda line: (-line.claim.count, line.name.casefold()))
    return sorted(lines, key=lambda line: (line.meaning, line.place))


def _lines(facts: Facts, latest: dict[tuple[Meaning, str], Claim]) -> Iterator[Term]:
    for (meaning, key), claim in latest.items():
        articles = bearers(facts, claim)
        numbers = (
            None
            if articles is None
            else fill(
                claim.count,
                facts.history.living(articles),
                gone=facts.history.gone_after(articles, claim.crawl_id),
                explained=facts.explained_posts,
            )
        )
        yield Term(claim.kind, key, claim.name, meaning, claim, numbers)
