"""A calendar: one square per day, weeks side by side, darker where more was published."""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

CELL = 13
"""Of a day, with the gap to the next."""

LEFT, TOP = 34, 18
"""Room for the weekdays and the months."""

LEVELS = 4
"""Shades of a day with articles."""


class Cell(NamedTuple):
    """A day."""

    x: int
    y: int
    level: int
    """0, nothing published, to ``LEVELS``."""
    title: str


class Label(NamedTuple):
    """The name of a month, above its first week."""

    x: int
    text: str


class Year(NamedTuple):
    """A year of days."""

    number: int
    articles: int
    days: int
    """Days with articles."""
    busiest: tuple[date, int]
    cells: list[Cell]
    months: list[Label]
    width: int
    height: int


class Calendar(NamedTuple):
    """Years, the last one first, and what the shades mean."""

    years: list[Year]
    bounds: list[int]
    """The least number of articles of each shade."""


def calendar(volume: Mapping[date, int]) -> Calendar:
    """Draw each year; the first begins with the first day with articles, the last ends with the last."""
    bounds = _bounds(volume.values())
    first, last = min(volume, default=None), max(volume, default=None)
    if first is None or last is None:
        return Calendar([], bounds)
    numbers = sorted({day.year for day in volume}, reverse=True)
    return Calendar([_year(year, volume, bounds, (first, last)) for year in numbers], bounds)


def level(articles: int, bounds: list[int]) -> int:
    """Tell the shade of a day.

    >>> [level(articles, [1, 3, 5, 9]) for articles in (0, 1, 4, 12)]
    [0, 1, 2, 4]
    """
    return sum(articles >= bound for bound in bounds)


def _bounds(numbers: Iterable[int]) -> list[int]:
    """Part the days with articles into shades of about as many days each."""
    ordered = sorted(number for number in numbers if number)
    if not ordered:
        return []
    return sorted({1, *(ordered[len(ordered) * part // LEVELS] for part in range(1, LEVELS))})


def _year(
    year: int, volume: Mapping[date, int], bounds: list[int], span: tuple[date, date]
) -> Year:
    of_year = {day: number for day, number in volume.items() if day.year == year}
    busiest = max(of_year, key=lambda day: (of_year[day], day))
    shown = [day for day in _days(year) if span[0] <= day <= span[1]]
    return Year(
        number=year,
        articles=sum(of_year.values()),
        days=len(of_year),
        busiest=(busiest, of_year[busiest]),
        cells=[_cell(day, shown[0], of_year.get(day, 0), bounds) for day in shown],
        months=[
            Label(LEFT + _week(day, shown[0]) * CELL, month_abbr[day.month])
            for day in shown
            if day.day == 1
        ],
        width=LEFT + (_week(shown[-1], shown[0]) + 3) * CELL,
        height=TOP + 7 * CELL,
    )


def _days(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def _cell(day: date, start: date, articles: int, bounds: list[int]) -> Cell:
    noun = "article" if articles == 1 else "articles"
    return Cell(
        x=LEFT + _week(day, start) * CELL,
        y=TOP + day.weekday() * CELL,
        level=level(articles, bounds),
        title=f"{day:%A} {day.isoformat()}: {articles} {noun}",
    )


def _week(day: date, start: date) -> int:
    """Tell the column of a day: weeks begin on Monday."""
    return ((day - start).days + start.weekday()) // 7
