"""The coverage of an archive as text for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from capitalcities_crawler.archive.coverage.chain import Break, Chain
from capitalcities_crawler.archive.coverage.claims import Said
from capitalcities_crawler.archive.coverage.contradictions import Contradiction
from capitalcities_crawler.archive.coverage.missing import NotStored, Standing
from capitalcities_crawler.archive.coverage.months import Month
from capitalcities_crawler.archive.coverage.numbers import Numbers
from capitalcities_crawler.archive.coverage.report import SiteReport
from capitalcities_crawler.archive.coverage.terms import Meaning, Term

TABLES = ("month", "section", "tag")

_LINE = "{:<25}{:>11}{:>9}{:>10}{:>6}{:>9}{:>9}"
_NAME = 25
_HEAD = ("advertised", "stored", "explained", "gone", "missing", "percent")
_FEW = 5
"""Contradictions shown before the rest is only counted."""

_SOURCES = {
    "months": "sum of months",
    "rest": "REST",
    "tag_cloud": "tag cloud",
    "categories": "categories widget",
    "category_tree": "categories widget",
    "archives": "archives widget",
}
_HEADS = {
    ("tag", Meaning.OWN): "tag",
    ("section", Meaning.OWN): "section, own articles",
    ("section", Meaning.WITH_BELOW): "section, with all below",
}


class Wanted(NamedTuple):
    """What is to be shown."""

    by: tuple[str, ...] = ("month",)
    missing: bool = False
    chain: bool = False


def lines(found: Sequence[SiteReport], wanted: Wanted) -> Iterator[str]:
    """Give the lines for all sites."""
    if not found:
        yield "No articles are stored, and no month is advertised."
    for number, report in enumerate(found):
        if number:
            yield ""
        yield f"{report.site} {report.base_url}"
        for name in wanted.by:
            yield from _month_lines(report) if name == "month" else _term_lines(report, name)
        yield from _contradiction_lines(report.contradictions)
        if wanted.missing:
            yield from _missing_lines(report)
        if wanted.chain:
            yield from _chain_lines(report.chain)
        yield ""
        yield _summary(report)


def percent(value: float) -> str:
    """Write a share in percent, rounded down: 100 means that nothing is missing."""
    return f"{int(value * 1000 + 1e-9) / 10:.1f}%"


# --- Tables


def _month_lines(report: SiteReport) -> Iterator[str]:
    yield _LINE.format("month", *_HEAD)
    yield from map(_month_line, report.months)
    for total in report.totals:
        yield _row(f"total, {source_name(total.source)}", total.numbers)
    if report.basis and len({total.numbers.share for total in report.totals}) > 1:
        source = source_name(report.basis.source)
        yield f"The percentage that counts is that of 'total, {source}': it shows most missing."


def _month_line(month: Month) -> str:
    advertised = "-" if month.advertised is None else month.advertised
    numbers = (month.stored, month.explained, month.gone, month.missing)
    share = "-" if month.share is None else percent(month.share)
    return _LINE.format(month.month, advertised, *numbers, share)


def _term_lines(report: SiteReport, kind: str) -> Iterator[str]:
    terms = report.tags if kind == "tag" else report.sections
    if not terms:
        yield f"The site states no number of any {kind}."
    for meaning, group in groupby(terms, key=lambda term: term.meaning):
        if shown := _worth_showing(list(group)):
            yield _LINE.format(_HEADS[kind, meaning], *_HEAD)
            yield from map(_term_line, shown)
    if any(term.numbers and term.numbers.explained for term in terms):
        yield f"<= at most: nobody sees the {kind}s of {report.hidden_terms} explained articles."


def _worth_showing(terms: list[Term]) -> list[Term]:
    """Leave out the terms without articles, unless they stand above others."""
    used = [t.place for t in terms if t.numbers is None or t.numbers.advertised or t.numbers.stored]
    return [term for term in terms if any(place.startswith(term.place) for place in used)]


def _term_line(term: Term) -> str:
    name = _indented(term)
    if term.numbers is None:
        return _LINE.format(_short(name), term.claim.count, *"-----")
    return _row(name, term.numbers, bound="<=")


def _indented(term: Term) -> str:
    """Show the place in the tree: a dropdown names what stands above, an address shows it."""
    *above, name = term.name.split(" > ")
    depth = len(above) or max(0, term.key.strip("/").count("/") - 1)
    return "  " * depth + name if term.kind == "section" else term.name


def _row(name: str, numbers: Numbers, bound: str = "") -> str:
    explained = f"{bound}{numbers.explained}" if numbers.explained else "0"
    return _LINE.format(
        _short(name),
        numbers.advertised,
        numbers.stored,
        explained,
        numbers.gone,
        numbers.missing,
        percent(numbers.share),
    )


def _short(name: str) -> str:
    return name if len(name) < _NAME else f"{name[: _NAME - 2]}…"


# --- Lists


def _contradiction_lines(found: Sequence[Contradiction]) -> Iterator[str]:
    if found:
        open_ones = sum(1 for each in found if each.explanation is None)
        yield ""
        yield f"Numbers that contradict each other: {len(found)}, {open_ones} of them unexplained"
    unexplained_first = sorted(found, key=lambda each: each.explanation is not None)
    for each in unexplained_first[:_FEW]:
        yield f"  {each.about}: {', '.join(map(_said, each.numbers))}"
        yield f"    {each.explanation or 'nothing known accounts for it'}"
    if len(found) > _FEW:
        yield f"  and {len(found) - _FEW} more (--json)"


def _said(number: Said) -> str:
    return f"{source_name(number.source)} {number.count}"


def source_name(name: str) -> str:
    """Say in words who counted."""
    return _SOURCES.get(name, name)


def _missing_lines(report: SiteReport) -> Iterator[str]:
    for standing in (Standing.MISSING, Standing.EXPLAINED):
        pages = report.addresses(standing)
        yield ""
        yield f"{standing.value.capitalize()} ({len(pages)} known addresses)"
        for page in pages:
            yield f"  {page.url}  {_why(page)}"
    if report.nameless:
        months = ", ".join(f"{month} ({number})" for month, number in report.nameless.items())
        yield f"Missing, and no route has shown where: {months}"


def _why(page: NotStored) -> str:
    return ", ".join(word for word in (page.state, page.reason, page.error) if word)


def _chain_lines(chain: Chain) -> Iterator[str]:
    yield ""
    if not chain.linked:
        yield "Chain: no article links to its neighbours, so it proves nothing."
        return
    parts = _count(chain.parts, "part")
    yield f"Chain: {chain.articles} articles in {parts}, {_count(len(chain.breaks), 'break')}"
    yield from map(_break_line, chain.breaks)
    if chain.is_whole:
        yield "  whole: nothing is missing between the oldest and the newest article"


def _break_line(each: Break) -> str:
    return f"  {each.url}  {each.rel} {each.target or 'none'}, {each.reason}"


def _summary(report: SiteReport) -> str:
    """Say in one line what else there is."""
    missing, explained = (len(report.addresses(s)) for s in (Standing.MISSING, Standing.EXPLAINED))
    chain = _count(len(report.chain.breaks), "break") if report.chain.linked else "not shown"
    return (
        f"Addresses: {missing} missing, {explained} explained (--missing). Gone: {report.gone}."
        f" Chain: {chain} (--chain)."
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
