"""The span of days of a run."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from capitalcities_crawler.discovery import Found
from capitalcities_crawler.spiders.window import Window, local_day

BASE = "https://example.org"
NOVEMBER = Window(date(2025, 11, 1), date(2025, 11, 30))


def test_both_ends_belong_to_it() -> None:
    assert NOVEMBER.holds(date(2025, 11, 1))
    assert NOVEMBER.holds(date(2025, 11, 30))
    assert not NOVEMBER.holds(date(2025, 10, 31))
    assert not NOVEMBER.holds(date(2025, 12, 1))


def test_an_unknown_day_may_lie_inside() -> None:
    assert NOVEMBER.holds(None)


def test_a_visible_date_may_be_that_of_a_change() -> None:
    """It rules out what is older than the window, never what seems newer."""
    assert not NOVEMBER.holds_article(Found(f"{BASE}/a/", date(2025, 10, 1)), BASE)
    assert NOVEMBER.holds_article(Found(f"{BASE}/a/", date(2025, 12, 24)), BASE)


def test_the_day_in_the_address_is_believed() -> None:
    changed_later = Found(f"{BASE}/2025/10/07/a/", date(2025, 11, 24))
    assert not NOVEMBER.holds_article(changed_later, BASE)
    assert NOVEMBER.is_past(changed_later, BASE)


@pytest.mark.parametrize(
    ("path", "holds"),
    [("/2025/11/", True), ("/2025/11/page/2/", True), ("/2025/10/", False), ("/2025/12/", False),
     ("/category/asia/", True), ("/", True)],
)  # fmt: skip
def test_month_archives_outside_are_not_walked(path: str, holds: bool) -> None:
    assert NOVEMBER.holds_listing(BASE + path, BASE) is holds


def test_day_on_the_site() -> None:
    late = datetime(2025, 11, 30, 20, 0, tzinfo=UTC)
    assert local_day(late, ZoneInfo("Asia/Tokyo")) == date(2025, 12, 1)
    assert local_day(date(2025, 11, 4), ZoneInfo("Asia/Tokyo")) == date(2025, 11, 4)
    assert local_day(None, ZoneInfo("UTC")) is None
