"""The numbers of the last run for Prometheus, as the text file that its node exporter reads."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from capitalcities_crawler.archive.health import FIELDS, Tally
from capitalcities_crawler.extensions.textfile import Gauge, TextFile
from capitalcities_crawler.extensions.verdict import CHANGES, EXIT_STATUS, STATES, Ending, problems

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from capitalcities_crawler.spiders.site import SiteSpider

logger = logging.getLogger(__name__)


class Metrics:
    """Write ``HARVEST_METRICS`` at the end of each run, also of one that failed."""

    def __init__(self, crawler: Crawler, path: Path) -> None:
        self._stats = crawler.stats
        self._path = path

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the extension.

        Raises:
            NotConfigured: no file is asked for.
        """
        path = crawler.settings["HARVEST_METRICS"]
        if not path:
            raise NotConfigured
        metrics = cls(crawler, Path(path))
        crawler.signals.connect(metrics.spider_closed, signals.spider_closed)
        return metrics

    def spider_closed(self, spider: SiteSpider) -> None:
        """Write the file; after ``CrawlLog``, which says how the run ended."""
        site = spider.arguments
        run = {"site": site.site.key, "base_url": site.base_url, "spider": spider.name}
        try:
            TextFile(self._path, run).write(gauges(self._stats.get_stats()))
        except OSError as error:
            message = "HARVEST_METRICS %s cannot be written: %s"
            logger.error(message, self._path, error.strerror)  # noqa: TRY400 - one line for people


def gauges(stats: Mapping[str, Any]) -> list[Gauge]:
    """Give the metrics of a run; each tells of the last run, not of all since some start."""
    status = EXIT_STATUS[stats.get("crawl/ending", Ending.INCOMPLETE)]
    ended = stats["finish_time"].timestamp()
    return [
        _one("last_run_timestamp_seconds", "When the last run ended.", ended),
        Gauge(
            _name("last_success_timestamp_seconds"),
            "When the last run with exit status 0 ended.",
            {} if status else {"": ended},
            is_lasting=True,
        ),
        _one("exit_status", "Exit status of the last run; 0 is all done.", status),
        *(_one(name, text, stats.get(key, 0)) for name, key, text in _PLAIN),
        *(_by(name, label, text, read(stats)) for name, label, text, read in _LABELLED),
        Gauge(
            _name("alarm"),
            "1 for each alarm of the last run that read any page; its log tells more.",
            {key.removeprefix("alarm/"): 1 for key in stats if key.startswith("alarm/")},
            label="alarm",
            is_lasting=not Tally.of(stats).addresses,
        ),
    ]


_PLAIN = (
    ("duration_seconds", "elapsed_time_seconds", "How long the last run took."),
    ("requests", "downloader/request_count", "Requests of the last run, retries included."),
    ("response_bytes", "downloader/response_bytes", "Bytes that the last run received."),
    ("read_articles", "read/articles", "Articles that the last run read."),
)
"""Name, key in the stats, help."""


def _changes(stats: Mapping[str, Any]) -> dict[str, float]:
    return {change: stats.get(f"archive/{change}", 0) for change in CHANGES}


def _addresses(stats: Mapping[str, Any]) -> dict[str, float]:
    return {state: sum(number for _, number in problems(stats, state)) for state in STATES}


def _fields(stats: Mapping[str, Any]) -> dict[str, float]:
    return {name: stats.get(f"field/{name}", 0) for name in FIELDS}


_LABELLED = (
    (
        "articles",
        "change",
        "Articles of the last run, by what it changed in the archive.",
        _changes,
    ),
    ("addresses", "state", "Addresses that gave the last run no article.", _addresses),
    ("field_articles", "field", "Articles that the last run read and that have it.", _fields),
)
"""Name, label, help, value by label."""


def _one(name: str, text: str, value: float) -> Gauge:
    return Gauge(_name(name), text, {"": value})


def _by(name: str, label: str, text: str, values: Mapping[str, float]) -> Gauge:
    return Gauge(_name(name), text, values, label)


def _name(name: str) -> str:
    return f"capitalcities_harvest_{name}"
