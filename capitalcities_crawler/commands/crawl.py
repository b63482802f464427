"""``scrapy crawl``, with arguments checked first and an exit status that means something."""

from __future__ import annotations

import logging
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import cast

from scrapy.commands import ScrapyCommand, crawl
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import BaseSettings, Settings
from scrapy.spiderloader import get_spider_loader

from capitalcities_crawler.archive import Archive, ArchiveError
from capitalcities_crawler.archive.lock import Lock, LockedError, acquire, release
from capitalcities_crawler.budget import SettingError, read_budget
from capitalcities_crawler.extensions.heartbeat import EVERY, Heartbeat
from capitalcities_crawler.extensions.run_summary import RunSummary, of_none
from capitalcities_crawler.extensions.summary import asked_for, write
from capitalcities_crawler.extensions.verdict import EXIT_STATUS, Ending
from capitalcities_crawler.middlewares.warc_settings import read_settings as read_warc_settings
from capitalcities_crawler.spiders.arguments import Arguments, SpiderArgumentError
from capitalcities_crawler.spiders.site import SiteSpider


class Command(crawl.Command):
    """Run a spider."""

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Harvest a site into the archive"

    def long_desc(self) -> str:
        """Say it with an example."""
        return (
            "Harvest a site into the archive. Spiders: archive, latest, section, article, warc; all take "
            "-a site= -a base_url= -a since= -a until= -a limit=. Exit status: 0 all done, 2 wrong "
            "arguments, 3 some pages failed and will be tried again next time, 4 the site could "
            "not be reached or refused us, 5 another run is harvesting the site, 130 interrupted; what "
            "you limit (limit=, HARVEST_MAX_REQUESTS, HARVEST_QUIET_HOURS ...) ends with 0. "
            "Example: scrapy crawl archive -a since='3 days ago'"
        )

    def process_options(self, args: list[str], opts: Namespace) -> None:
        """Check all that can be checked without a request; end the program when it is wrong."""
        super().process_options(args, opts)
        settings = cast("BaseSettings", self.settings)
        try:
            spider = find_spider(args, settings)
            asked = spider.read_arguments(opts.spargs)
            spider.update_settings(own := settings.copy())
            silence_libraries(settings)
            read_budget(settings, asked.site.zone)
            read_stale_after(settings)
            read_warc_settings(own)
            Archive(settings["ARCHIVE_URL"], write=True).close()
        except (SpiderArgumentError, ArchiveError, SettingError) as error:
            sys.stderr.write(f"scrapy crawl: {error}\n")
            sys.exit(EXIT_STATUS[Ending.WRONG_ARGUMENTS])

    def run(self, args: list[str], opts: Namespace) -> None:
        """Crawl, and end with the status that says how it went."""
        settings, now = cast("BaseSettings", self.settings), datetime.now(UTC)
        arguments = find_spider(args, settings).read_arguments(opts.spargs)
        asked = asked_for(args[0], arguments, opts.spargs, settings["ARCHIVE_URL"])
        quiet = read_budget(settings, arguments.site.zone).quiet
        if quiet and quiet.hold(now):
            message = f"nothing is asked in the quiet hours {quiet} (HARVEST_QUIET_HOURS)"
            self._not_begun(message, of_none(asked, Ending.DONE, "quiet-hours", now))
            return
        try:
            self.exitcode = EXIT_STATUS[run_spider(self, args[0], opts.spargs)]
        except LockedError as error:
            self._not_begun(str(error), of_none(asked, Ending.LOCKED, "locked", now))

    def _not_begun(self, message: str, summary: RunSummary) -> None:
        """Say why there was nothing to crawl, here and to those who watch."""
        sys.stderr.write(f"scrapy crawl: {message}\n")
        target = cast("BaseSettings", self.settings)["HARVEST_SUMMARY"]
        if target:
            write(str(target), summary)
        self.exitcode = summary.exit_status


def find_spider(args: list[str], settings: BaseSettings) -> type[SiteSpider]:
    """Give the spider that the command line names.

    Raises:
        SpiderArgumentError: there is none of that name, or the line names none or several.
    """
    loader = get_spider_loader(cast("Settings", settings))
    known = ", ".join(sorted(loader.list()))
    if len(args) != 1:
        raise SpiderArgumentError(f"give one spider of {known}; its arguments go behind -a")
    if args[0] not in loader.list():
        raise SpiderArgumentError(f"unknown spider {args[0]!r}: choose one of {known}")
    return cast("type[SiteSpider]", loader.load(args[0]))


def run_spider(command: ScrapyCommand, name: str, arguments: dict[str, str]) -> Ending:
    """Run a spider in a command's process to its end.

    Raises:
        LockedError: another run harvests the same site.
    """
    process = cast("AsyncCrawlerProcess", command.crawler_process)
    if process.settings["LOG_LEVEL"] != "DEBUG":
        logging.getLogger("scrapy").setLevel(logging.WARNING)
    asked = find_spider([name], process.settings).read_arguments(arguments)
    with held_lock(process.settings, asked) as (archive, lock):
        crawler = process.create_crawler(name)
        Heartbeat(crawler, archive, lock).listen()
        process.crawl(crawler, **arguments)
        process.start()
    ending: Ending | None = crawler.stats.get_value("crawl/ending")
    return ending or Ending.INCOMPLETE


@contextmanager
def held_lock(settings: BaseSettings, asked: Arguments) -> Iterator[tuple[Archive, Lock]]:
    """Hold the lock of the site that a spider is to harvest.

    Raises:
        LockedError: another run holds it.
    """
    with Archive(settings["ARCHIVE_URL"], write=True) as archive:
        now, stale_after = datetime.now(UTC), read_stale_after(settings)
        lock = acquire(archive, asked.site, asked.base_url, now=now, stale_after=stale_after)
        try:
            yield archive, lock
        finally:
            with suppress(ArchiveError):  # the lock of a dead process is free anyway
                release(archive, lock)


def read_stale_after(settings: BaseSettings) -> timedelta:
    """Read ``HARVEST_LOCK_STALE``.

    Raises:
        SettingError: it is not longer than the time between two heartbeats.
    """
    given = str(settings["HARVEST_LOCK_STALE"])
    if not given.isascii() or not given.isdecimal() or int(given) <= 2 * EVERY:
        msg = f"HARVEST_LOCK_STALE={given!r} is no number of seconds above {2 * EVERY:.0f}"
        raise SettingError(msg)
    return timedelta(seconds=int(given))


def silence_libraries(settings: BaseSettings) -> None:
    """Keep libraries' INFO lines, which speak to programmers, out of a log for people."""
    if settings["LOG_LEVEL"] != "DEBUG":
        logging.getLogger("alembic").setLevel(logging.WARNING)
        logging.getLogger("scrapy.utils.log").addFilter(_is_warning)


def _is_warning(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING
