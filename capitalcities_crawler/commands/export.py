"""``scrapy export``: the articles as a file."""

from __future__ import annotations

import csv
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sqlalchemy.orm import Session

from capitalcities_crawler.archive.records import Period, records
from capitalcities_crawler.archive.rows import flat_rows
from capitalcities_crawler.archive_command import ArchiveCommand, CommandError, parse_day

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would calculate (OWASP, CSV injection)."""


class Command(ArchiveCommand):
    """Write the articles to a file."""

    example = "scrapy export news.jsonl --since 2025-06-01 --until 'last month'"

    def syntax(self) -> str:
        """Give the arguments."""
        return "[options] OUT.jsonl|OUT.csv|-"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Export articles: nested records (.jsonl), or one flat row each (.csv)"

    def long_desc(self) -> str:
        """Explain the formats."""
        return (
            "Export articles: nested records, one a line (.jsonl, or - for standard output), or one"
            " flat row each (.csv). The file appears under its name when it is whole."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--since", metavar="DAY", help="first day: 2025-06-01, '3 days ago'")
        parser.add_argument("--until", metavar="DAY", help="last day")

    def execute(self, args: list[str], opts: Namespace) -> int:
        """Write the file and say how many articles it holds."""
        if len(args) != 1:
            msg = "give one file name: OUT.jsonl or OUT.csv (see --help)"
            raise CommandError(msg)
        write = writer_for(args[0])
        period = Period(parse_day(opts.since, "--since"), parse_day(opts.until, "--until"))
        with self.open_archive() as archive, archive.session() as session, whole(args[0]) as out:
            number = write(session, period, out)
        sys.stderr.write(f"{number} articles exported to {args[0]}\n")
        return 0


def writer_for(name: str) -> Callable[[Session, Period, IO[str]], int]:
    """Choose the format by the name's ending.

    Raises:
        CommandError: no format has that ending.
    """
    ending = Path(name).suffix.lower()
    if name == "-" or ending == ".jsonl":
        return write_jsonl
    if ending == ".csv":
        return write_csv
    msg = f"cannot tell the format of {name!r}: the name must end in .jsonl or .csv"
    raise CommandError(msg)


def write_jsonl(session: Session, period: Period, out: IO[str]) -> int:
    """Write nested records, one a line; give their number."""
    number = 0
    for number, record in enumerate(records(session, period), start=1):  # noqa: B007 - the last counts
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return number


def write_csv(session: Session, period: Period, out: IO[str]) -> int:
    """Write the rows of the view ``articles``; give their number."""
    writer = csv.writer(out)
    rows = flat_rows(session, period)
    writer.writerow(next(rows))
    number = 0
    for number, row in enumerate(rows, start=1):  # noqa: B007 - the last counts
        writer.writerow([harmless(value) for value in row])
    return number


def harmless(value: Any) -> Any:
    """Mark a text that a spreadsheet would take for a formula, with an apostrophe.

    >>> harmless("=1+1"), harmless("plain"), harmless(-3)
    ("'=1+1", 'plain', -3)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


@contextmanager
def whole(name: str) -> Iterator[IO[str]]:
    """Open a file that gets its name only when everything is in it; ``-`` is standard output.

    Raises:
        CommandError: it cannot be written.
    """
    if name == "-":
        yield sys.stdout
        return
    path = Path(name)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            yield out
        part.replace(path)
    except OSError as error:
        msg = f"cannot write {name}: {error.strerror}"
        raise CommandError(msg) from error
    finally:
        part.unlink(missing_ok=True)
