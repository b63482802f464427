"""Retry-After is obeyed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.http import Response

from capitalcities_crawler.middlewares.retry_after import RetryAfter, seconds

NOW = datetime(2026, 1, 14, 12, 0, 0, tzinfo=UTC)
REQUEST = Request("https://example.org/a/")


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("600", 600),
        (" 5 ", 5),
        ("0", 0),
        ("Wed, 14 Jan 2026 12:02:00 GMT", 120),
        ("Wed, 14 Jan 2026 11:00:00 GMT", 0),
        ("Wed, 14 Jan 2026 12:02:00 -0000", 120),
        ("soon", 0),
        ("-5", 0),
        ("", 0),
    ],
)
def test_value_of_the_header(value: str, wait: float) -> None:
    assert seconds(value, NOW) == wait


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Record what would be waited."""
    slept: list[float] = []

    async def sleep(delay: float) -> None:
        slept.append(delay)

    monkeypatch.setattr("capitalcities_crawler.middlewares.retry_after.asyncio.sleep", sleep)
    return slept


def pass_through(
    response: Response, *, crawling: bool = True, stopping: bool = False, longest: float = 600
) -> None:
    spider = SimpleNamespace(is_stopping=stopping)
    crawler = cast("Any", SimpleNamespace(crawling=crawling, spider=spider))
    middleware = RetryAfter(crawler, longest)
    assert asyncio.run(middleware.process_response(REQUEST, response)) is response


def busy(wait: str, status: int = 503) -> Response:
    return Response(REQUEST.url, status=status, headers={"Retry-After": wait})


@pytest.mark.parametrize("status", [429, 503])
def test_it_waits_as_long_as_asked(waits: list[float], status: int) -> None:
    pass_through(busy("90", status))
    assert sum(waits) == pytest.approx(90)


def test_it_waits_no_longer_than_the_setting(waits: list[float]) -> None:
    pass_through(busy("86400"), longest=30)
    assert sum(waits) == pytest.approx(30)


def test_other_answers_pass_at_once(waits: list[float]) -> None:
    pass_through(busy("90", status=200))
    pass_through(Response(REQUEST.url, status=503))
    assert waits == []


def test_a_stop_ends_the_wait(waits: list[float]) -> None:
    pass_through(busy("90"), crawling=False)
    pass_through(busy("90"), stopping=True)
    assert waits == []
