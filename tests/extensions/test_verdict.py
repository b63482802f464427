"""How a run ended."""

from __future__ import annotations

from typing import Any

import pytest

from capitalcities_crawler.extensions.verdict import EXIT_STATUS, ending, summary

WELL = {"crawl/found": 3, "crawl/fetched": 3, "crawl/answered": 4}


@pytest.mark.parametrize(
    ("stats", "reason", "status"),
    [
        (WELL, "finished", 0),
        (WELL, "limit", 0),
        (WELL, "budget-requests", 0),
        ({}, "budget-minutes", 0),
        ({}, "quiet-hours", 0),
        (WELL | {"crawl/failed/http-500": 1}, "budget-requests", 3),
        (WELL, "lock-lost", 5),
        (WELL | {"crawl/refused/password-protected": 2}, "finished", 0),
        (WELL | {"crawl/gone/http-404": 2}, "finished", 0),
        (WELL | {"crawl/failed/http-500": 1}, "finished", 3),
        (WELL | {"crawl/failed/http-500": 1}, "limit", 3),
        (WELL | {"crawl/listing-failed": 1}, "finished", 3),
        (WELL | {"crawl/item-error": 1}, "finished", 3),
        (WELL | {"spider_exceptions/count": 1}, "finished", 3),
        (WELL, "start_error", 3),
        (WELL | {"crawl/failed/http-500": 20}, "failures-in-a-row", 3),
        ({"crawl/failed/connection": 2}, "finished", 4),
        ({"crawl/failed/http-403": 2}, "failures-in-a-row", 4),
        ({"crawl/refused/robots-txt": 2}, "finished", 4),
        ({}, "unreachable", 4),
        ({"crawl/answered": 5}, "no-open-route", 4),
        ({"crawl/answered": 3}, "no-such-section", 2),
        ({}, "no-such-section", 4),
        (WELL, "shutdown", 130),
        ({}, "finished", 0),
    ],
)
def test_exit_status(stats: dict[str, Any], reason: str, status: int) -> None:
    assert EXIT_STATUS[ending(stats, reason)] == status


def test_summary_names_every_reason() -> None:
    stats = WELL | {
        "crawl/refused/password-protected": 2,
        "crawl/failed/http-500": 1,
        "crawl/failed/timeout": 3,
    }
    assert summary(stats, 61.4) == (
        "3 to fetch, 3 articles fetched in 61 s, 2 refused (password-protected 2), "
        "4 failed (timeout 3, http-500 1)"
    )


def test_summary_tells_what_became_of_articles() -> None:
    names = ("new", "changed", "unchanged", "moved", "gone", "returned")
    stats = {f"archive/{name}": number for number, name in enumerate(names, start=1)}
    assert summary(WELL | stats | {"crawl/pending": 7}, 1.0) == (
        "3 to fetch, 3 articles fetched in 1 s, 1 new, 2 changed, 3 unchanged, 4 moved, "
        "5 articles gone, 6 returned, 7 left for the next run"
    )
