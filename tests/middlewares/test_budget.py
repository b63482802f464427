"""What a run may cost."""

from __future__ import annotations

from datetime import time

import pytest
from scrapy.settings import Settings

from capitalcities_crawler.middlewares.budget import Budget, SettingError, read_budget

NOON = time(12)


def test_no_limits_by_default() -> None:
    assert Budget().why_spent(10**9, 10**9, NOON) is None
    assert read_budget(Settings({"HARVEST_MAX_REQUESTS": 0, "HARVEST_QUIET_HOURS": ""})) == Budget()


def test_requests() -> None:
    budget = Budget(requests=3)
    assert [budget.why_spent(asked, 0, NOON) for asked in (0, 2, 3)] == [
        None, None, "budget-requests",
    ]  # fmt: skip


def test_minutes() -> None:
    budget = Budget(minutes=0.5)
    assert budget.why_spent(0, 29.9, NOON) is None
    assert budget.why_spent(0, 30, NOON) == "budget-minutes"


@pytest.mark.parametrize(
    ("span", "quiet", "loud"),
    [
        ("07:00-22:30", ["07:00", "12:00", "22:29:59"], ["06:59:59", "22:30", "00:00"]),
        ("22:30-07:00", ["22:30", "23:59:59", "00:00", "06:59"], ["07:00", "12:00", "22:29"]),
    ],
)
def test_quiet_hours(span: str, quiet: list[str], loud: list[str]) -> None:
    budget = read_budget(Settings({"HARVEST_QUIET_HOURS": span}))
    for text in quiet:
        assert budget.why_spent(0, 0, time.fromisoformat(text)) == "quiet-hours", text
    for text in loud:
        assert budget.why_spent(0, 0, time.fromisoformat(text)) is None, text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HARVEST_MAX_REQUESTS", "many"),
        ("HARVEST_MAX_REQUESTS", "-1"),
        ("HARVEST_MAX_MINUTES", "nan"),
        ("HARVEST_MAX_MINUTES", "inf"),
        ("HARVEST_QUIET_HOURS", "25"),
        ("HARVEST_QUIET_HOURS", "07:00-25:00"),
        ("HARVEST_QUIET_HOURS", "7-8-9"),
        ("HARVEST_QUIET_ZONE", "Mars/Base"),
        ("HARVEST_QUIET_ZONE", "../etc/passwd"),
    ],
)
def test_settings_that_make_no_sense(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        read_budget(Settings({name: value}))
