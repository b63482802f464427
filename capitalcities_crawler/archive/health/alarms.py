"""When a run reads less from its pages than the runs before it. Pure: tallies in, alarms out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from capitalcities_crawler.archive.health.chance import Share, chance_of_fall, is_large_fall
from capitalcities_crawler.archive.health.tally import OPTIONAL, Tally, total

IMPROBABLE = 1e-5
"""Below this chance an alarm is raised: with some 30 questions a run and a run an hour, chance alone
would raise two or three a year if a fall had not to be large besides."""

FEW = 20
"""Articles: a smaller run is looked at alone and together with the runs just before it."""

_DO_FIELD = (
    "If the site's pages still show it, the layout has changed: compare a page with what "
    "`scrapy extract` reads from it"
)
_DO = {
    "refused": "Read the site's robots.txt; `scrapy coverage --missing` names the reasons",
    "not_article": "The layout may have changed: `scrapy coverage --missing` names them",
    "failed": "The next run tries them again; the log says why each failed",
}
_WORDS = {"refused": "were refused", "not_article": "held no article", "failed": "failed"}
_SOURCES = {"jsonld": "linked data", "meta": "metadata", "fallback": "the text at large"}


class Alarm(NamedTuple):
    """Something that an operator should look at."""

    name: str
    """Short and stable: ``field/tags``, ``trouble/refused``, ``silent/World > ASIA``."""
    message: str
    """One line: what fell, from what to what, over how many articles, what to do."""


class _Fall(NamedTuple):
    now: Share
    before: Share
    chance: float


_Parts = tuple[Tally, Tally]
"""What the recent runs found, and what those before them did."""


def alarms(run: Tally, earlier: Sequence[Tally]) -> list[Alarm]:
    """Compare a run with earlier ones of its site, the latest of them first."""
    parts = list(_parted(run, earlier))
    return [*_field_alarms(run, parts), *_trouble_alarms(run, parts)]


def _field_alarms(run: Tally, parts: Sequence[_Parts]) -> Iterator[Alarm]:
    fallen: set[str] = set()
    for name in sorted({name for _, before in parts for name in before.fields}):
        field, _, source = name.partition("/")
        if field in fallen:  # a field that is gone came from its sources, too
            continue
        least = FEW if field in OPTIONAL else 1
        fall = _worst_fall(run, parts, partial(_with_field, name), least)
        if fall:
            fallen.add(name)
            yield Alarm(f"field/{name}", _field_message(field, source, fall))


def _field_message(field: str, source: str, fall: _Fall) -> str:
    what = f"'{field}' read from {_SOURCES.get(source, source)}" if source else f"'{field}'"
    now, before = fall.now, fall.before
    return (
        f"{now.percent} of the last {now.whole} articles had {what}, {before.percent} of the "
        f"{before.whole} before. {_DO_FIELD}"
    )


def _trouble_alarms(run: Tally, parts: Sequence[_Parts]) -> Iterator[Alarm]:
    for name in run.troubles:
        fall = _worst_fall(run, parts, partial(_without_trouble, name))
        if fall:
            now, before = fall.now.rest, fall.before.rest
            yield Alarm(
                f"trouble/{name}",
                f"{now.percent} of the last {now.whole} addresses {_WORDS[name]},"
                f" {before.percent} of the {before.whole} before. {_DO[name]}",
            )


def _with_field(name: str, tally: Tally) -> Share:
    return Share(tally.fields.get(name, 0), tally.articles)


def _without_trouble(name: str, tally: Tally) -> Share:
    return Share(tally.addresses - tally.troubles.get(name, 0), tally.addresses)


def _worst_fall(
    run: Tally, parts: Sequence[_Parts], share: Callable[[Tally], Share], least: int = 1
) -> _Fall | None:
    """Give the least probable fall in ``least`` pages or more, if it is alarming.

    There is none when the run itself is as good as those before it: what was broken is mended.
    """
    falls = []
    for recent, before in parts:
        now, usual = share(recent), share(before)
        large = is_large_fall(share(run), usual) and is_large_fall(now, usual)
        if large and now.whole >= least:
            falls.append(_Fall(now, usual, chance_of_fall(now, usual)))
    worst = min(falls, key=lambda fall: fall.chance, default=None)
    return worst if worst and worst.chance < IMPROBABLE else None


def _parted(run: Tally, earlier: Sequence[Tally]) -> Iterator[_Parts]:
    """Part the runs into recent and former ones, in each way that leaves few recent articles."""
    recent = run
    for number, tally in enumerate(earlier):
        yield recent, total(earlier[number:])
        if recent.addresses >= FEW:
            return
        recent += tally
