"""Alarms: what a run reads less of than the runs before it, and sections that fell silent."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Self

from scrapy import signals

from capitalcities_crawler.archive import Archive, ArchiveError
from capitalcities_crawler.archive.health import check_run, counted, known_troubles
from capitalcities_crawler.events import Event, FetchedArticle, Outcome

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from capitalcities_crawler.spiders.site import SiteSpider

logger = logging.getLogger(__name__)


class Alarms:
    """Count the fields of the articles that are read, and compare at the end.

    The counts are ``read/articles``, ``field/<name>`` and ``trouble/<state>`` of the run's stats. An
    alarm is one warning in the log and ``alarm/<name>`` in the stats; it changes nothing else.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._known_troubles: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the extension."""
        alarms = cls(crawler)
        crawler.signals.connect(alarms.spider_opened, signals.spider_opened)
        crawler.signals.connect(alarms.item_scraped, signals.item_scraped)
        crawler.signals.connect(alarms.spider_closed, signals.spider_closed)
        return alarms

    def spider_opened(self, spider: SiteSpider) -> None:
        """Remember which addresses gave no article before: they are tried again in each run."""
        arguments = spider.arguments
        with self._archive() as archive:
            self._known_troubles = known_troubles(archive, arguments.site.key, arguments.base_url)

    def item_scraped(self, item: Event) -> None:
        """Count what an article has, or that there is none."""
        is_news = not isinstance(item, Outcome) or item.url not in self._known_troubles
        if isinstance(item, FetchedArticle | Outcome) and is_news:
            for name in counted(item):
                self._crawler.stats.inc_value(name)

    def spider_closed(self) -> None:
        """Raise the alarms; before ``CrawlLog``, which keeps the stats."""
        stats = self._crawler.stats
        try:
            with self._archive() as archive:
                found = check_run(archive, stats.get_value("archive/crawl_id"), stats.get_stats())
        except ArchiveError as error:
            logger.warning("This run was not compared with earlier ones: %s", error)
            return
        for alarm in found:
            logger.warning("Alarm %s: %s", alarm.name, alarm.message)
            stats.set_value(f"alarm/{alarm.name}", alarm.message)

    def _archive(self) -> Archive:
        return Archive(self._crawler.settings["ARCHIVE_URL"])
