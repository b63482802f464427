"""``scrapy report``: the archive on one page, to read and to pass on."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from capitalcities_crawler.archive_command import ArchiveCommand, CommandError, no_arguments
from capitalcities_crawler.exports.files import whole
from capitalcities_crawler.report import render


class Command(ArchiveCommand):
    """Write the report."""

    example = "scrapy report -O report.html"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Write one HTML page about the archive: completeness, volume, places, changes"

    def long_desc(self) -> str:
        """Explain what comes out."""
        return (
            "Write one HTML page about the archive: completeness, volume, places, sources, changes,"
            " near-duplicates, runs and failures. It needs no network and no other file, and can be"
            " mailed or printed. docs/report.md"
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument(
            "-O",
            "--overwrite-output",
            dest="output",
            default="report.html",
            metavar="FILE",
            help="where to write, over what is there; - for standard output (default: report.html)",
        )

    def execute(self, args: list[str], opts: Namespace) -> int:
        """Write it."""
        no_arguments(args)
        with self.open_archive() as archive:
            page = render(archive, made_at=datetime.now(UTC))
        if opts.output == "-":
            sys.stdout.write(page)
            return 0
        try:
            with whole(Path(opts.output)) as draft:
                draft.write_text(page, encoding="utf-8")
        except OSError as error:
            msg = f"cannot write {opts.output}: {error.strerror or error}"
            raise CommandError(msg) from None
        print(f"written: {opts.output}")
        return 0
