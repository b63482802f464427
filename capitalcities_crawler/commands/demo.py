"""``scrapy demo``: the whole job, on the bundled replica of a site, without the internet."""

from __future__ import annotations

import shutil
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO, cast

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.coverage import Month, coverage, share
from capitalcities_crawler.archive.records import records
from capitalcities_crawler.commands.crawl import run_spider, silence_libraries
from capitalcities_crawler.extensions.verdict import EXIT_STATUS
from capitalcities_crawler.items import JsonObject
from capitalcities_crawler.report import render

DATABASE = Path("data/demo.sqlite")
WARC_DIR = Path("data/demo-warc")
REPORT = Path("data/demo-report.html")
BROWSE = f"scrapy browse -s ARCHIVE_URL=sqlite:///{DATABASE} -s WARC_DIR={WARC_DIR} --open"
QUERY = "SELECT country, count(*) FROM articles GROUP BY country ORDER BY 2 DESC LIMIT 5"


class Command(ScrapyCommand):
    """Crawl the replica and look at what was stored."""

    requires_project = True

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Crawl a local replica of a news site, to see how everything works"

    def long_desc(self) -> str:
        """Say it with an example."""
        return (
            "Start the bundled replica of a news site on a free local port, crawl it with the real "
            f"spider into {DATABASE}, and show what was stored. Needs no internet. "
            "Example: scrapy demo --posts 1000"
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument(
            "--posts", type=int, default=400, metavar="N", help="size of the site (default: 400)"
        )

    def process_options(self, args: list[str], opts: Namespace) -> None:
        """Begin with an empty database."""
        super().process_options(args, opts)
        settings = cast("BaseSettings", self.settings)
        settings.set("ARCHIVE_URL", f"sqlite:///{DATABASE}", priority="cmdline")
        settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")  # our own machine
        settings.set("WARC_DIR", str(WARC_DIR), priority="cmdline")
        silence_libraries(settings)
        for end in ("", "-wal", "-shm"):
            Path(f"{DATABASE}{end}").unlink(missing_ok=True)
        shutil.rmtree(WARC_DIR, ignore_errors=True)

    def run(self, args: list[str], opts: Namespace) -> None:
        """Serve, crawl, show."""
        if args:
            raise UsageError(f"the demo takes no argument such as {args[0]!r}", print_help=False)
        with replica(opts.posts) as base_url:
            print(f"A replica of a news site with {opts.posts} posts is served at {base_url}\n")
            print(f"$ scrapy crawl archive -a base_url={base_url}", flush=True)
            ending = run_spider(self, "archive", {"base_url": base_url})
        self.exitcode = EXIT_STATUS[ending]
        with Archive(f"sqlite:///{DATABASE}") as archive, archive.session() as session:
            months = coverage(session)
            print(*coverage_lines(months), sep="\n")
            print("\nWhat is stored\n")
            for record in islice(records(session), 0, None, max(1, opts.posts // 3)):
                print(*article_lines(record), sep="\n")
            REPORT.write_text(render(archive, made_at=datetime.now(UTC)), encoding="utf-8")
        print(f"A report is in {REPORT}: open it in a browser.")
        print(f"Every answer of the site is kept as received in {WARC_DIR}/.")
        print(f'All of it is in {DATABASE}. Try\n\n    sqlite3 {DATABASE} "{QUERY}"\n    {BROWSE}')
        if share(months) != 1.0:
            self.exitcode = self.exitcode or 3


@contextmanager
def replica(posts: int) -> Iterator[str]:
    """Serve a replica in a process of its own while the block runs; give its address."""
    line = [sys.executable, "-m", "fixtures.replica", "--posts", str(posts), "--port", "0"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        try:
            first = cast("IO[str]", process.stdout).readline().split()
            if first[:1] != ["serving"]:
                raise SystemExit("scrapy demo: the replica did not start")
            yield first[1]
        finally:
            process.terminate()


def coverage_lines(months: list[Month]) -> Iterator[str]:
    """Show what the site counts and what is stored, month by month."""
    yield "\nCoverage\n"
    yield "month     advertised  stored  protected  missing"
    for month in months:
        numbers = (
            f"{month.advertised or 0:>10}{month.stored:>8}{month.explained:>11}{month.missing:>9}"
        )
        yield f"{month.month}   {numbers}   {month.share or 0:.0%}"
    yield f"\n{share(months) or 0:.0%} of what the site counts is stored, or known to be protected."


def article_lines(record: JsonObject) -> Iterator[str]:
    """Show one article: title, byline, place, size and outline."""
    yield f"  {record['title']}"
    yield f"    by {', '.join(record['authors'])}, {record['published'][:10]}"
    yield f"    {' > '.join(record['breadcrumb'])}"
    yield f"    {record['word_count']} words, {len(record['tags'])} tags, first seen at {record['source_publisher']}"
    yield from (f"    {'  ' * (level - 2)}- {text}" for level, text, *_ in record["toc"])
    yield ""
