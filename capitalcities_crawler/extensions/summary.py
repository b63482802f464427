"""One line of JSON a run: for those who watch many harvests."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from capitalcities_crawler.archive import Archive, ArchiveError
from capitalcities_crawler.archive.coverage import coverage, share
from capitalcities_crawler.archive.database import shown
from capitalcities_crawler.extensions.verdict import ASKED_FOR, EXIT_STATUS, Ending, problems
from capitalcities_crawler.items import JsonObject

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from capitalcities_crawler.spiders.arguments import Arguments
    from capitalcities_crawler.spiders.site import SiteSpider

logger = logging.getLogger(__name__)

_STATES = ("refused", "gone", "not_article", "failed")
_CHANGES = ("new", "changed", "unchanged", "moved", "gone", "returned")


class Summary:
    """Write ``HARVEST_SUMMARY`` at the end of each run, also of one that failed."""

    def __init__(self, crawler: Crawler, target: str) -> None:
        self._stats = crawler.stats
        self._archive_url = str(crawler.settings["ARCHIVE_URL"])
        self._target = target

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the extension.

        Raises:
            NotConfigured: no summary is asked for.
        """
        target = crawler.settings["HARVEST_SUMMARY"]
        if not target:
            raise NotConfigured
        summary = cls(crawler, str(target))
        crawler.signals.connect(summary.spider_closed, signals.spider_closed)
        return summary

    def spider_closed(self, spider: SiteSpider, reason: str) -> None:
        """Write the line; after ``CrawlLog``, which says how the run ended."""
        stats = self._stats.get_stats()
        line = {
            **described(spider.name, spider.arguments, spider.given, self._archive_url),
            **numbers(stats),
            "stopped_by": reason if reason in ASKED_FOR - {"finished"} else None,
            **self._standing(spider.arguments),
        }
        write(self._target, line)

    def _standing(self, arguments: Arguments) -> JsonObject:
        """Say how complete the archive is now."""
        own = (arguments.site.key, arguments.base_url)
        try:
            with Archive(self._archive_url) as archive:
                with archive.session() as session:
                    months = [m for m in coverage(session) if (m.site, m.base_url) == own]
                return {"pending": len(archive.unfinished_pages(*own)), "coverage": share(months)}
        except ArchiveError as error:
            return {"pending": None, "coverage": None, "error": str(error)}


def described(
    spider: str, arguments: Arguments, given: Mapping[str, str], archive_url: str
) -> JsonObject:
    """Say which run it was."""
    return {
        "site": arguments.site.key,
        "base_url": arguments.base_url,
        "spider": spider,
        "arguments": dict(given),
        "archive": shown(archive_url),
    }


def numbers(stats: Mapping[str, Any]) -> JsonObject:
    """Give the numbers of a run from its statistics."""
    ending = stats.get("crawl/ending", Ending.INCOMPLETE)
    return {
        "crawl_id": stats.get("archive/crawl_id"),
        "started": _iso(stats.get("start_time")),
        "finished": _iso(stats.get("finish_time")),
        "seconds": round(stats.get("elapsed_time_seconds", 0.0), 1),
        "outcome": str(ending),
        "exit_status": EXIT_STATUS[ending],
        "via": stats.get("crawl/via"),
        "requests": stats.get("downloader/request_count", 0),
        "bytes": stats.get("downloader/response_bytes", 0),
        "found": stats.get("crawl/found", 0),
        "fetched": stats.get("crawl/fetched", 0),
        **{name: stats.get(f"archive/{name}", 0) for name in _CHANGES},
        "reasons": {state: dict(problems(stats, state)) for state in _STATES},
        "alarms": {
            key.removeprefix("alarm/"): text
            for key, text in sorted(stats.items())
            if key.startswith("alarm/")
        },
    }


def locked(
    spider: str, arguments: Arguments, given: Mapping[str, str], archive_url: str
) -> JsonObject:
    """Give the line of a run that did not begin, since another one holds the lock."""
    line = described(spider, arguments, given, archive_url)
    return {**line, **numbers({"crawl/ending": Ending.LOCKED})}


def write(target: str, line: JsonObject) -> None:
    """Add the line to its file, or print it."""
    text = json.dumps(line, ensure_ascii=False) + "\n"
    if target == "-":
        sys.stdout.write(text)
        return
    try:
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        message = "HARVEST_SUMMARY %s cannot be written: %s"
        logger.error(message, target, error.strerror)  # noqa: TRY400 - one line for people


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
