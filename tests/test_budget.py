"""What a run may cost."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from scrapy.settings import Settings

from capitalcities_crawler.budget import Budget, SettingError, read_budget

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
BEIRUT = ZoneInfo("Asia/Beirut")
AT_ONCE = timedelta()


def read(**settings: object) -> Budget:
    return read_budget(Settings(settings), BEIRUT)


def test_no_limits_by_default() -> None:
    assert Budget().why_spent(10**9, timedelta(days=9), NOON) is None
    assert read(HARVEST_MAX_REQUESTS=0, HARVEST_QUIET_HOURS="") == Budget()


def test_requests() -> None:
    budget = read(HARVEST_MAX_REQUESTS="3")
    found = [budget.why_spent(asked, AT_ONCE, NOON) for asked in (0, 2, 3)]
    assert found == [None, None, "budget-requests"]


def test_minutes() -> None:
    budget = read(HARVEST_MAX_MINUTES="0.5")
    assert budget.why_spent(0, timedelta(seconds=29.9), NOON) is None
    assert budget.why_spent(0, timedelta(seconds=30), NOON) == "budget-minutes"


@pytest.mark.parametrize(
    ("span", "quiet", "loud"),
    [
        ("07:00-22:30", ["07:00", "12:00", "22:29:59"], ["06:59:59", "22:30", "00:00"]),
        ("22:30-07:00", ["22:30", "23:59:59", "00:00", "06:59"], ["07:00", "12:00", "22:29"]),
    ],
)
def test_quiet_hours(span: str, quiet: list[str], loud: list[str]) -> None:
    budget = read(HARVEST_QUIET_HOURS=span)
    for clock, reason in [*((c, "quiet-hours") for c in quiet), *((c, None) for c in loud)]:
        there = datetime.combine(NOON.date(), time.fromisoformat(clock), BEIRUT)
        assert budget.why_spent(0, AT_ONCE, there.astimezone(UTC)) == reason, clock


def test_quiet_hours_of_another_zone() -> None:
    budget = read(HARVEST_QUIET_HOURS="07:00-08:00", HARVEST_QUIET_ZONE="America/New_York")
    assert str(budget.quiet) == "07:00-08:00 America/New_York"
    assert budget.why_spent(0, AT_ONCE, NOON) == "quiet-hours"
    assert budget.why_spent(0, AT_ONCE, NOON.replace(hour=5, minute=30)) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HARVEST_MAX_REQUESTS", "many"),
        ("HARVEST_MAX_REQUESTS", "-1"),
        ("HARVEST_MAX_REQUESTS", "1.5"),
        ("HARVEST_MAX_MINUTES", "nan"),
        ("HARVEST_MAX_MINUTES", "inf"),
        ("HARVEST_QUIET_HOURS", "25"),
        ("HARVEST_QUIET_HOURS", "07:00-25:00"),
        ("HARVEST_QUIET_HOURS", "7-8-9"),
        ("HARVEST_QUIET_HOURS", "07:00-07:00"),
        ("HARVEST_QUIET_ZONE", "Mars/Base"),
        ("HARVEST_QUIET_ZONE", "../etc/passwd"),
    ],
)
def test_settings_that_make_no_sense(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        read(**{name: value})
