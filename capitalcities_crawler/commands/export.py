"""``scrapy export``: the articles as a file."""

from __future__ import annotations

import csv
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from capitalcities_crawler.archive.records import Period, records
from capitalcities_crawler.archive.rows import flat_rows
from capitalcities_crawler.archive_command import ArchiveCommand, CommandError, parse_day
from capitalcities_crawler.items import JsonObject

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
        is_csv = ending_of(args[0]) == ".csv"
        period = Period(parse_day(opts.since, "--since"), parse_day(opts.until, "--until"))
        with self.open_archive() as archive, archive.session() as session, whole(args[0]) as out:
            if is_csv:
                number = write_csv(flat_rows(session, period), out)
            else:
                number = write_jsonl(records(session, period), out)
        sys.stderr.write(f"{number} articles exported to {args[0]}\n")
        return 0


def ending_of(name: str) -> str:
    """Give the ending that chooses the format.

    Raises:
        CommandError: no format has that ending.
    """
    ending = ".jsonl" if name == "-" else Path(name).suffix.lower()
    if ending not in {".jsonl", ".csv"}:
        msg = f"cannot tell the format of {name!r}: the name must end in .jsonl or .csv"
        raise CommandError(msg)
    return ending


def write_jsonl(lines: Iterable[JsonObject], out: IO[str]) -> int:
    """Write nested records, one a line; give their number."""
    number = 0
    for record in lines:
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
        number += 1
    return number


def write_csv(rows: Iterable[Iterable[Any]], out: IO[str]) -> int:
    """Write flat rows, the column names first; give the number of the others."""
    writer = csv.writer(out)
    number = -1
    for row in rows:
        writer.writerow([harmless(value) for value in row])
        number += 1
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
