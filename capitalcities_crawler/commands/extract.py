"""``scrapy extract``: what the extractor sees on saved pages, without crawling."""

from __future__ import annotations

import gzip
import json
import re
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import HtmlResponse

from capitalcities_crawler.pages import ArticlePage, PageError
from capitalcities_crawler.sites import Site, UnknownSiteError, get_site
from capitalcities_crawler.spiders.recorded_pages import as_response
from capitalcities_crawler.warc.answers import answer_at
from capitalcities_crawler.warc.reading_block import BrokenRecordError

_WEB_ARCHIVES = (".warc", ".warc.gz", ".wacz")
_RECORD = re.compile(r"(?P<file>.+(?:\.warc|\.warc\.gz|\.wacz)(?:\.open)?)@(?P<offset>\d+)")


class ExtractError(Exception):
    """Raised when a file cannot be read; the message is one line."""


class Command(ScrapyCommand):
    """Print the JSONL records of saved pages."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Give the arguments."""
        return "[options] FILE [FILE ...]"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Print what the extractor reads on saved pages"

    def long_desc(self) -> str:
        """Say it with an example."""
        return (
            "Print the JSONL record of saved pages (.html, .html.gz, - for standard input), or of one "
            "WARC record, FILE@OFFSET as warc_file and warc_offset in the archive name it. A page "
            "that is no article gives one line on standard error. Exit status: 0 all read, "
            "2 wrong usage or a file that cannot be read, 3 some pages are no articles. "
            "Example: scrapy extract page.html --url https://example.org/2025/11/04/slug/"
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--url", default="", help="where the page came from")
        parser.add_argument(
            "--site", default="wordpress", help="profile of its site (default: wordpress)"
        )

    def run(self, args: list[str], opts: Namespace) -> None:
        """Read each file in turn."""
        if not args:
            raise UsageError("give at least one FILE", print_help=False)
        unknown = [name for name in args if name.startswith("-") and name != "-"]
        if unknown:
            raise UsageError(f"unknown option {unknown[0]}", print_help=False)
        try:
            site = get_site(opts.site)
        except UnknownSiteError as error:
            raise UsageError(str(error), print_help=False) from None
        for name in args:
            self.exitcode = max(self.exitcode, extract(name, opts.url, site), key=_weight)


def extract(name: str, url: str, site: Site) -> int:
    """Print the record of one file, or why there is none; give the exit status."""
    try:
        page, found_at = read_page(name)
        article = ArticlePage(page, url or found_at, site).to_item()
    except ExtractError as error:
        sys.stderr.write(f"scrapy extract: {error}\n")
        return 2
    except PageError as error:
        sys.stderr.write(f"{name}: no article: {error.reason}: {error}\n")
        return 3
    sys.stdout.write(json.dumps(article.to_record(), ensure_ascii=False) + "\n")
    return 0


def read_page(name: str) -> tuple[str | bytes, str]:
    """Give a saved page, unpacked, and its address where the file says that.

    Raises:
        ExtractError: there is no such file or record, or it is of another kind.
    """
    if record := _RECORD.fullmatch(name):
        return read_record(name, Path(record["file"]), int(record["offset"]))
    if name.endswith(_WEB_ARCHIVES):
        msg = f"{name}: which record? write {name}@OFFSET, or use scrapy crawl warc -a path={name}"
        raise ExtractError(msg)
    try:
        body = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body), ""
    except OSError as error:  # also gzip.BadGzipFile
        raise ExtractError(f"{name}: {error.strerror or error}") from None
    except EOFError:
        raise ExtractError(f"{name}: the compressed file is cut off") from None


def read_record(name: str, file: Path, offset: int) -> tuple[str, str]:
    """Give the page in a WARC record, and its address.

    Raises:
        ExtractError: there is no such file or record, or no page in it.
    """
    try:
        response = as_response(answer_at(file, offset))
    except OSError as error:
        raise ExtractError(f"{name}: {error.strerror}") from None
    except BrokenRecordError as error:
        raise ExtractError(f"{name}: {error}") from None
    if not isinstance(response, HtmlResponse):
        raise ExtractError(f"{name}: the answer of {response.url} is no web page")
    return response.text, response.url


def _weight(status: int) -> int:
    """Order of exit statuses: a file that cannot be read outweighs a page that is no article."""
    return {0: 0, 3: 1, 2: 2}[status]
