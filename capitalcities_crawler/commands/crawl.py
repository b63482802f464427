"""``scrapy crawl``, with arguments checked first and an exit status that means something."""

from __future__ import annotations

import logging
import sys
from argparse import Namespace
from typing import cast

from scrapy.commands import crawl
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError

from capitalcities_crawler.archive import Archive, ArchiveError
from capitalcities_crawler.extensions.verdict import EXIT_STATUS, Ending
from capitalcities_crawler.spiders.arguments import SpiderArgumentError
from capitalcities_crawler.spiders.site import SiteSpider


class Command(crawl.Command):
    """Run a spider."""

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Harvest a site into the archive"

    def long_desc(self) -> str:
        """Say it with an example."""
        return (
            "Harvest a site into the archive. Spiders: archive, section, article; all take "
            "-a site= -a base_url= -a since= -a until= -a limit=. Exit status: 0 all done, 2 wrong "
            "arguments, 3 some pages failed and will be tried again next time, 4 the site could "
            "not be reached or refused us, 130 interrupted. "
            "Example: scrapy crawl archive -a since='3 days ago'"
        )

    def run(self, args: list[str], opts: Namespace) -> None:
        """Check everything that can be checked without a request, then crawl."""
        spider = self._spider(args)
        try:
            spider.read_arguments(opts.spargs)
            Archive(process_of(self).settings["ARCHIVE_URL"], write=True).close()
        except (SpiderArgumentError, ArchiveError) as error:
            sys.stderr.write(f"scrapy crawl {spider.name}: {error}\n")
            self.exitcode = EXIT_STATUS[Ending.WRONG_ARGUMENTS]
            return
        self.exitcode = EXIT_STATUS[run_spider(self, spider, opts.spargs)]

    def _spider(self, args: list[str]) -> type[SiteSpider]:
        loader = process_of(self).spider_loader
        known = ", ".join(sorted(loader.list()))
        if len(args) != 1:
            raise UsageError(f"give one spider: {known}", print_help=False)
        if args[0] not in loader.list():
            msg = f"unknown spider {args[0]!r}: choose one of {known}"
            raise UsageError(msg, print_help=False)
        return cast("type[SiteSpider]", loader.load(args[0]))


def run_spider(
    command: crawl.Command, spider: type[SiteSpider], arguments: dict[str, str]
) -> Ending:
    """Run a spider in a command's process to its end."""
    process = process_of(command)
    if process.settings["LOG_LEVEL"] != "DEBUG":  # Scrapy's INFO lines speak to programmers
        logging.getLogger("scrapy").setLevel(logging.WARNING)
    crawler = command._create_crawler(spider)  # noqa: SLF001 - what Scrapy's own command does
    process.crawl(crawler, **arguments)
    process.start()
    ending = crawler._stats and crawler.stats.get_value("crawl/ending")  # noqa: SLF001
    return ending or Ending.INCOMPLETE


def process_of(command: crawl.Command) -> AsyncCrawlerProcess:
    """Give the process that Scrapy made for a command before running it."""
    return cast("AsyncCrawlerProcess", command.crawler_process)
