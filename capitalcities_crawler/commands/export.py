"""``scrapy export``: the articles as a file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.records import records
from capitalcities_crawler.archive.selection import Selection
from capitalcities_crawler.archive_command import ArchiveCommand, CommandError
from capitalcities_crawler.exports.columns import MissingExtraError
from capitalcities_crawler.exports.files import whole
from capitalcities_crawler.exports.formats import FORMATS, export
from capitalcities_crawler.exports.nested import write_jsonl
from capitalcities_crawler.selection_options import add_selection_options, read_selection


class Command(ArchiveCommand):
    """Write the articles to a file."""

    example = "scrapy export news.parquet --place Iraq --since 2025-06-01"

    def syntax(self) -> str:
        """Give the arguments."""
        return "[options] OUT.jsonl|OUT.csv|OUT.parquet|-"

    def short_desc(self) -> str:
        """Say what the command does."""
        return (
            "Export articles: nested records (.jsonl), flat rows (.csv), typed columns (.parquet)"
        )

    def long_desc(self) -> str:
        """Explain the formats."""
        return (
            "Export articles: nested records, one a line (.jsonl, or - for standard output), one flat"
            " row each (.csv), or typed columns (.parquet). The file appears under its name when it"
            " is whole."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        add_selection_options(parser)

    def execute(self, args: list[str], opts: Namespace) -> int:
        """Write the file and say how many articles it holds."""
        if len(args) != 1:
            msg = "give one file name: OUT.jsonl, OUT.csv or OUT.parquet (see --help)"
            raise CommandError(msg)
        name, selection = args[0], read_selection(opts)
        ending = ending_of(name)
        with self.open_archive() as archive:
            if name == "-":
                with archive.session() as session:
                    number = write_jsonl(records(session, selection), sys.stdout)
            else:
                number = write_file(archive, selection, Path(name), ending)
        sys.stderr.write(f"{number} articles exported to {name}\n")
        return 0


def ending_of(name: str) -> str:
    """Give the ending that chooses the format.

    Raises:
        CommandError: no format has that ending.
    """
    ending = ".jsonl" if name == "-" else Path(name).suffix.lower()
    if ending not in FORMATS:
        msg = f"cannot tell the format of {name!r}: the name must end in .jsonl, .csv or .parquet"
        raise CommandError(msg)
    return ending


def write_file(archive: Archive, selection: Selection, path: Path, ending: str) -> int:
    """Write a file; give the number of articles in it.

    Raises:
        CommandError: it cannot be written.
    """
    try:
        with whole(path) as part:
            return export(archive, selection, part, ending)
    except OSError as error:
        raise CommandError(f"cannot write {path}: {error.strerror}") from error
    except MissingExtraError as error:
        raise CommandError(str(error)) from None
