"""Storing in batches: by number, by time, at the end; and when the database fails."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from scrapy.utils.test import get_crawler

from capitalcities_crawler.archive import Archive, ArchiveError
from capitalcities_crawler.events import Discovery
from pipelines.store import StorePipeline
from tests.archive.samples import BASE, NOON, begin, fetched, full_article

ROOT = Path(__file__).parents[2]


def discovery(number: int) -> Discovery:
    return Discovery(url=f"{BASE}/{number}/", via="sitemap", seen_at=NOON)


def pending(url: str) -> int:
    with Archive(url) as archive:
        return len(archive.unfinished_pages("example"))


def store(url: str, batch: int = 3) -> StorePipeline:
    crawler = get_crawler(settings_dict={"ARCHIVE_URL": url, "ARCHIVE_BATCH": batch})
    crawler._apply_settings()
    with Archive(url, write=True) as archive:
        crawler.stats.set_value("archive/crawl_id", begin(archive))
    return StorePipeline.from_crawler(crawler)


def test_a_batch_is_saved_when_it_is_full_and_the_rest_at_the_end(archive_url: str) -> None:
    pipeline = store(archive_url)
    seen = []
    for number in range(5):
        pipeline.process_item(discovery(number))
        seen.append(pending(archive_url))
    pipeline.close_spider()
    assert [*seen, pending(archive_url)] == [0, 0, 3, 3, 3, 5]
    assert pipeline._crawler.stats.get_value("archive/pages/discovered") == 5


def test_articles_are_counted_for_the_summary(sqlite_url: str) -> None:
    pipeline = store(sqlite_url)
    pipeline.process_item(fetched(full_article()))
    pipeline.close_spider()
    assert pipeline._crawler.stats.get_value("archive/new") == 1


def test_one_bad_page_does_not_keep_the_others_out(archive_url: str) -> None:
    pipeline = store(archive_url)
    pipeline.process_item(fetched(full_article("bad", 2**70)))
    pipeline.process_item(discovery(1))
    pipeline.close_spider()
    with Archive(archive_url) as archive:
        assert sorted(archive.unfinished_pages("example")) == [
            f"{BASE}/1/",
            f"{BASE}/2025/11/04/bad/",
        ]
    assert pipeline._crawler.stats.get_value("archive/unstorable") == 1


def test_a_failing_database_is_said_once_and_loses_nothing(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    pipeline = store(sqlite_url)

    def fail(*_: object, **__: object) -> dict[str, int]:
        message = "archive x: disk is full"
        raise ArchiveError(message)

    monkeypatch.setattr(pipeline._archive, "save", fail)
    for number in range(7):
        pipeline.process_item(discovery(number))
    assert [record.message for record in caplog.records] == [
        "the crawl stops: archive x: disk is full"
    ]
    assert pipeline._crawler.stats.get_value("crawl/item-error") == 1
    monkeypatch.undo()
    pipeline.close_spider()
    assert pending(sqlite_url) == 7


SPIDER = """
import asyncio
import sys
from datetime import UTC, datetime

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

from capitalcities_crawler.archive import Archive
from tests.pipelines.test_store import begin, discovery, pending

URL, MODE = sys.argv[1:]


class Slow(scrapy.Spider):
    name = "slow"

    async def start(self):
        with Archive(URL, write=True) as archive:
            self.crawler.stats.set_value("archive/crawl_id", begin(archive))
        if MODE == "broken":
            self.crawler.stats.set_value("archive/crawl_id", -1)
        yield discovery(1)
        for _ in range(100):
            await asyncio.sleep(0.1)
            if pending(URL):
                break
        print("pending", pending(URL))


process = AsyncCrawlerProcess(
    {
        "ARCHIVE_URL": URL,
        "ARCHIVE_FLUSH_SECONDS": 0.2,
        "ITEM_PIPELINES": {"pipelines.store.StorePipeline": 1},
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "ERROR",
        "LOG_FORMAT": "%(message)s",
    }
)
crawler = process.create_crawler(Slow)
process.crawl(crawler)
process.start()
print(crawler.stats.get_value("finish_reason"))
"""


def crawl(url: str, mode: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(SPIDER), url, mode],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_slow_crawl_commits_by_the_clock(sqlite_url: str) -> None:
    done = crawl(sqlite_url, "sound")
    assert done.stdout.split("\n")[:2] == ["pending 1", "finished"], done.stderr


def test_a_database_that_fails_stops_the_crawl(sqlite_url: str) -> None:
    done = crawl(sqlite_url, "broken")
    assert "archive-failed" in done.stdout, done.stderr
    assert done.stderr.splitlines() == [
        "the crawl stops: archive has no run -1: start_crawl comes before save",
        "1 events could not be saved",
    ]
