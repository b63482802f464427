"""What a person sees of a run."""

from __future__ import annotations

import logging

import pytest
from scrapy import Spider
from scrapy.utils.test import get_crawler

from capitalcities_crawler.extensions.progress import Progress


def run(stats: dict[str, int], reason: str, *, is_terminal: bool) -> None:
    crawler = get_crawler(Spider)
    for name, number in stats.items():
        crawler.stats.set_value(name, number)
    progress = Progress(crawler, is_terminal=is_terminal)
    progress._show()
    progress.spider_closed(reason)


STATS = {"crawl/found": 10, "crawl/fetched": 4, "archive/new": 3, "crawl/failed/timeout": 1}


def test_one_plain_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        run(STATS, "finished", is_terminal=False)
    line, end = [r.message for r in caplog.records if r.name.endswith("progress")][:2]
    assert line.startswith("10 found, 4 fetched, 3 stored, 1 failed, about ")
    assert end == ("10 to fetch, 4 articles fetched in 0 s, 3 new, 1 failed (timeout 1)")


@pytest.mark.parametrize(
    ("reason", "words"), [("shutdown", "Interrupted: all"), ("archive-failed", "Not complete")]
)
def test_what_to_do_next(caplog: pytest.LogCaptureFixture, reason: str, words: str) -> None:
    with caplog.at_level(logging.INFO):
        run({"crawl/answered": 1}, reason, is_terminal=False)
    assert caplog.messages[-1].startswith(words)
