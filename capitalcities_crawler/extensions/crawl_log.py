"""The run ledger: the only writer of runs."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Self, cast

from scrapy import signals

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.extensions.verdict import ending

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from capitalcities_crawler.spiders.site import SiteSpider

logger = logging.getLogger(__name__)


class CrawlLog:
    """Enter each run when it begins, and how it ended: done, incomplete, interrupted ...

    A run that was killed stays without an end.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._archive = Archive(crawler.settings["ARCHIVE_URL"], write=True)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the extension."""
        log = cls(crawler)
        crawler.signals.connect(log.spider_opened, signals.spider_opened)
        crawler.signals.connect(log.spider_closed, signals.spider_closed)
        crawler.signals.connect(log.item_error, signals.item_error)
        return log

    def spider_opened(self, spider: SiteSpider) -> None:
        """Enter the run, and leave its number for the store."""
        crawl_id = self._archive.start_crawl(
            site=spider.arguments.site,
            base_url=spider.arguments.base_url,
            spider=spider.name,
            arguments=spider.given,
            started_at=datetime.now(UTC),
        )
        self._crawler.stats.set_value("archive/crawl_id", crawl_id)

    def spider_closed(self, reason: str) -> None:
        """Enter the end, also after a stop by signal."""
        stats = self._crawler.stats
        stats.set_value("crawl/pending", self._pending())
        stats.set_value("crawl/ending", ending(stats.get_stats(), reason))
        self._archive.finish_crawl(
            stats.get_value("archive/crawl_id"),
            finished_at=datetime.now(UTC),
            outcome=stats.get_value("crawl/ending"),
            stats={key: _plain(value) for key, value in sorted(stats.get_stats().items())},
        )
        self._archive.close()

    def _pending(self) -> int:
        """Count the articles that the next run will ask for."""
        arguments = cast("SiteSpider", self._crawler.spider).arguments
        return len(self._archive.unfinished_pages(arguments.site.key, arguments.base_url))

    def item_error(self) -> None:
        """Note that something could not be stored: the run is not complete."""
        self._crawler.stats.inc_value("crawl/item-error")


def _plain(value: Any) -> Any:
    """Give a value as JSON knows it."""
    return value.isoformat() if isinstance(value, date) else value
