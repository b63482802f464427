"""Numbers become geometry."""

from __future__ import annotations

import doctest
from datetime import date, timedelta
from itertools import pairwise

import pytest

from capitalcities_crawler.places import cities
from capitalcities_crawler.report import filters
from capitalcities_crawler.report.charts import calendar as calendars
from capitalcities_crawler.report.charts import ticks as axis
from capitalcities_crawler.report.charts import worldmap
from capitalcities_crawler.report.charts.calendar import calendar
from capitalcities_crawler.report.charts.columns import HEIGHT, TOP, columns
from capitalcities_crawler.report.charts.worldmap import LEAST, Site, project, world_map


@pytest.mark.parametrize("module", [axis, calendars, filters, worldmap])
def test_the_examples_are_true(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("highest", [0, 1, 4, 5, 6, 99, 100, 101, 12_345, 1_000_000])
def test_ticks_are_few_even_and_reach_the_highest(highest: int) -> None:
    found = axis.ticks(highest)
    assert found[0] == 0
    assert found[-1] >= max(1, highest)
    assert len({later - earlier for earlier, later in pairwise(found)}) == 1
    assert 2 <= len(found) <= 6


def test_the_parts_of_a_column_stand_on_each_other() -> None:
    chart = columns([("2025-06", {"stored": 30, "explained": 0, "missing": 10})])
    stored, missing = chart.parts
    assert stored.y + stored.height == TOP + HEIGHT
    assert missing.y + missing.height == pytest.approx(stored.y)
    assert stored.height == pytest.approx(3 * missing.height)
    assert missing.title == "2025-06: 10 missing"


def test_a_chart_of_nothing_has_an_axis() -> None:
    chart = columns([])
    assert (chart.parts, chart.labels) == ([], [])
    assert [tick.label for tick in chart.ticks] == ["0", "1"]


def test_years_are_named_at_their_january() -> None:
    months = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    chart = columns([(month, {"stored": 1}) for month in months[2:]])
    assert [label.text for label in chart.labels] == ["2024-03", "2025"]
    chart = columns([(month, {"stored": 1}) for month in months[10:]])
    assert [label.text for label in chart.labels] == ["2025"]  # no room for 2024-11


def test_a_calendar_begins_and_ends_with_the_articles() -> None:
    first, last = date(2024, 2, 28), date(2025, 1, 2)
    found = calendar({first: 3, last: 1})
    assert [year.number for year in found.years] == [2025, 2024]
    assert [len(year.cells) for year in found.years] == [2, 308]  # 2024 has a 29 February
    assert found.years[1].busiest == (first, 3)
    assert found.years[1].cells[0].title == "Wednesday 2024-02-28: 3 articles"


def test_the_days_of_a_week_stand_below_each_other() -> None:
    monday = date(2025, 6, 2)
    week = {monday + timedelta(days=number): 1 for number in range(8)}
    cells = calendar(week).years[0].cells
    assert len({cell.x for cell in cells[:7]}) == 1
    assert [cell.y for cell in cells[:7]] == sorted(cell.y for cell in cells[:7])
    assert cells[7].x > cells[6].x
    assert cells[7].y == cells[0].y


def test_a_day_without_articles_is_level_0_and_the_busiest_the_highest() -> None:
    start = date(2025, 6, 1)
    found = calendar({start + timedelta(days=2 * number): number + 1 for number in range(20)})
    levels = [cell.level for cell in found.years[0].cells]
    assert levels[1] == 0
    assert max(levels) == levels[-1] == len(found.bounds) == 4


def test_a_calendar_without_days_is_empty() -> None:
    assert calendar({}).years == []


def test_the_projection_is_the_published_one() -> None:
    """The pole's line is 0.59 times the equator in Equal Earth; south is below north, east right."""
    equator = project(0, 180)[0] - project(0, -180)[0]
    pole = project(90, 180)[0] - project(90, -180)[0]
    assert equator == pytest.approx(worldmap.WIDTH, rel=1e-3)
    assert pole / equator == pytest.approx(0.59, abs=5e-3)
    assert project(-30, 0)[1] > project(30, 0)[1]


def test_every_city_lies_on_the_drawing() -> None:
    for city in cities():
        x, y = project(city.latitude, city.longitude)
        assert 0 <= x <= worldmap.WIDTH, city
        assert 0 <= y <= worldmap.HEIGHT, city


def test_areas_are_in_proportion_and_none_is_too_small_to_see() -> None:
    sites = [Site("small", 0, 0, 1), Site("large", 10, 10, 400), Site("middle", 20, 20, 100)]
    large, middle, small = world_map(sites, []).circles
    assert large.radius == pytest.approx(2 * middle.radius)
    assert small.radius == LEAST
    assert small.title == "small: 1 article"


def test_dots_on_the_same_spot_are_drawn_once() -> None:
    assert world_map([], [(10, 10), (10.01, 10.01), (-40, 100)]).ground.count("M") == 2
