"""One line of JSON a run (``HARVEST_SUMMARY``)."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from capitalcities_crawler.archive import Archive, ArchiveError
from capitalcities_crawler.archive.coverage import coverage, share
from capitalcities_crawler.archive.database import shown
from capitalcities_crawler.extensions.run_summary import Asked, RunSummary, of_run

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from capitalcities_crawler.spiders.arguments import Arguments
    from capitalcities_crawler.spiders.site import SiteSpider

logger = logging.getLogger(__name__)


class Summary:
    """Write the line at the end of each run, also of one that failed.

    Args:
        crawler: the run.
        target: file to add to, or ``-`` for the standard output.
    """

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
        asked = asked_for(spider.name, spider.arguments, spider.given, self._archive_url)
        write(self._target, of_run(asked, self._stats.get_stats(), reason, self._share(asked)))

    def _share(self, asked: Asked) -> float | None:
        """Say how much of the site the archive holds now."""
        try:
            with Archive(self._archive_url) as archive, archive.session() as session:
                months = coverage(session)
        except ArchiveError as error:
            logger.warning("The summary of this run says no coverage: %s", error)
            return None
        own = (asked.site, asked.base_url)
        return share([month for month in months if (month.site, month.base_url) == own])


def asked_for(
    spider: str, arguments: Arguments, given: Mapping[str, str], archive_url: str
) -> Asked:
    """Say which run it is."""
    return Asked(
        site=arguments.site.key,
        base_url=arguments.base_url,
        spider=spider,
        arguments=dict(given),
        archive=shown(archive_url),
    )


def write(target: str, summary: RunSummary) -> None:
    """Add the line to its file, or print it."""
    line = json.dumps(summary.to_json(), ensure_ascii=False) + "\n"
    if target == "-":
        sys.stdout.write(line)
        return
    try:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(line)
    except OSError as error:
        message = "HARVEST_SUMMARY %s cannot be written: %s"
        logger.error(message, target, error.strerror)  # noqa: TRY400 - one line for people
