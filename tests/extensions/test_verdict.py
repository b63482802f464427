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
