"""Columns side by side, each a stack of parts: coverage and changes by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from capitalcities_crawler.report.charts.ticks import ticks

HEIGHT = 180
"""Of the drawing area."""

LEFT, TOP, BELOW = 46, 10, 26
"""Room for the axis at the left, above the highest tick, and for the labels below."""

WIDTH, GAP = 15, 3
"""Of a column, and between two."""


class Part(NamedTuple):
    """A rectangle, with what it stands for in words."""

    x: float
    y: float
    height: float
    kind: str
    title: str


class Tick(NamedTuple):
    """A line across, with its number."""

    y: float
    label: str


class Label(NamedTuple):
    """A text below the columns."""

    x: float
    text: str


class Columns(NamedTuple):
    """A chart of columns."""

    width: int
    height: int
    parts: list[Part]
    ticks: list[Tick]
    labels: list[Label]


def columns(stacks: Sequence[tuple[str, Mapping[str, int]]]) -> Columns:
    """Draw one column per month (``2025-06``); its parts stand on each other in the order given."""
    numbers = ticks(max((sum(parts.values()) for _, parts in stacks), default=0))
    scale = HEIGHT / numbers[-1]
    floor = TOP + HEIGHT
    found = []
    for place, (month, stack) in enumerate(stacks):
        top = float(floor)
        for kind, number in stack.items():
            if number:
                top -= number * scale
                title = f"{month}: {number:,} {kind}"
                found.append(Part(_x(place), top, number * scale, kind, title))
    return Columns(
        width=round(_x(max(len(stacks), 12))) + GAP,
        height=floor + BELOW,
        parts=found,
        ticks=[Tick(floor - number * scale, f"{number:,}") for number in numbers],
        labels=_labels([month for month, _ in stacks]),
    )


def _x(place: int) -> float:
    return LEFT + place * (WIDTH + GAP)


def _labels(months: Sequence[str]) -> list[Label]:
    """Name each January by its year, and the first month where the year's label leaves it room."""
    found = [
        Label(_x(place), month[:4]) for place, month in enumerate(months) if month[5:7] == "01"
    ]
    if months and (not found or found[0].x > _x(4)):
        found.insert(0, Label(_x(0), months[0]))
    return found
