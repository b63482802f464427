"""How a run ended, in one word, one exit status and one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any


class Ending(StrEnum):
    """The outcome of a run, as the run ledger keeps it."""

    DONE = "done"
    INCOMPLETE = "incomplete"
    """Some pages failed after all retries; the next run tries them again."""
    UNREACHABLE = "unreachable"
    """The site could not be reached, or refused us."""
    LOCKED = "locked"
    """Another harvest of the site is running, or has taken over."""
    INTERRUPTED = "interrupted"
    WRONG_ARGUMENTS = "wrong_arguments"


EXIT_STATUS = {
    Ending.DONE: 0,
    Ending.WRONG_ARGUMENTS: 2,
    Ending.INCOMPLETE: 3,
    Ending.UNREACHABLE: 4,
    Ending.LOCKED: 5,
    Ending.INTERRUPTED: 130,
}
"""Of ``scrapy crawl`` (docs/crawl.md)."""

CHANGES = ("new", "changed", "unchanged", "moved", "gone", "returned")
"""What a run does to articles, as ``archive/<change>`` of its statistics counts it."""

STATES = ("refused", "gone", "not_article", "failed")
"""How addresses end that give no article, as ``crawl/<state>/<reason>`` counts them."""

_CLOSED = {
    "shutdown": Ending.INTERRUPTED,
    "unreachable": Ending.UNREACHABLE,
    "no-open-route": Ending.UNREACHABLE,
    "lock-lost": Ending.LOCKED,
    "no-such-section": Ending.WRONG_ARGUMENTS,
}
"""Endings that the reason for closing the spider decides alone."""

ASKED_FOR = frozenset({"finished", "limit", "budget-requests", "budget-minutes", "quiet-hours"})
"""Reasons for closing the spider that are no fault."""

_ERRORS = ("crawl/listing-failed", "spider_exceptions/count", "crawl/item-error")


def ending(stats: Mapping[str, Any], reason: str) -> Ending:
    """Judge a run by its numbers and the reason why its spider was closed."""
    failed = sum(number for _, number in problems(stats, "failed"))
    refused = sum(number for _, number in problems(stats, "refused"))
    if reason in _CLOSED:
        never = reason == "no-such-section" and not stats.get("crawl/answered")
        return Ending.UNREACHABLE if never else _CLOSED[reason]
    if (failed or refused) and not stats.get("crawl/answered"):
        return Ending.UNREACHABLE
    clean = reason in ASKED_FOR and not any(stats.get(name) for name in _ERRORS)
    return Ending.DONE if clean and not failed else Ending.INCOMPLETE


def problems(stats: Mapping[str, Any], state: str) -> list[tuple[str, int]]:
    """List the reasons for which addresses came to a state, with their numbers, largest first."""
    prefix = f"crawl/{state}/"
    found = [(key.removeprefix(prefix), n) for key, n in stats.items() if key.startswith(prefix)]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def summary(stats: Mapping[str, Any], seconds: float) -> str:
    """Tell a run in one sentence."""
    return ", ".join(_clauses(stats, seconds))


def _clauses(stats: Mapping[str, Any], seconds: float) -> Iterator[str]:
    fetched = stats.get("crawl/fetched", 0)
    yield f"{stats.get('crawl/found', 0)} to fetch"
    yield f"{fetched} articles fetched in {seconds:.0f} s"
    for name in CHANGES:
        if number := stats.get(f"archive/{name}", 0):
            yield f"{number} {'articles gone' if name == 'gone' else name}"
    for state in STATES:
        reasons = problems(stats, state)
        if reasons:
            words = ", ".join(f"{reason} {number}" for reason, number in reasons)
            yield f"{sum(n for _, n in reasons)} {state.replace('_', ' ')} ({words})"
    if pending := stats.get("crawl/pending", 0):
        yield f"{pending} left for the next run"
