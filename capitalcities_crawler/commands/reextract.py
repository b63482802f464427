"""``scrapy reextract``: today's extractor over the records that were kept."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from tqdm import tqdm

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.rereading import Wanted, recorded_revisions, wanted_ids
from capitalcities_crawler.archive_command import (
    BELOW,
    ArchiveCommand,
    CommandError,
    no_arguments,
    parse_day,
)
from capitalcities_crawler.reextract.run import Run

INTERRUPTED = 130

_SHOWN = 10
"""Problems that are told one by one."""


class Command(ArchiveCommand):
    """Read the stored records again."""

    example = "scrapy reextract --dry-run --since 2025-06-01"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Run today's extractor over the stored WARC records, and show what changes"

    def long_desc(self) -> str:
        """Say what is written."""
        return (
            "Run today's extractor over the records of all revisions that an older version has read,"
            " show field by field what it reads otherwise, and put that in place of what is stored,"
            " marked by the version. That is no revision of the site's: numbers, times and `changes`"
            " stay. Interrupted, the same command goes on. Exit status: 0; 3 when some records"
            " could not be read."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--dry-run", action="store_true", help="show, and write nothing")
        parser.add_argument("--all", action="store_true", help="also what this version has read")
        parser.add_argument("--since", metavar="DAY", help="articles published on or after a day")
        parser.add_argument(
            "--processes", metavar="N", help="processes that read (default: one a processor)"
        )

    def execute(self, args: list[str], opts: Namespace) -> int:
        """Read, tell and write."""
        no_arguments(args)
        processes = _processes(opts.processes)
        wanted = Wanted(parse_day(opts.since, "--since"), everything=opts.all)
        with Archive(self.archive_url, write=not opts.dry_run) as archive:
            with archive.session() as session:
                ids, recorded = wanted_ids(session, wanted), recorded_revisions(session)
            if not ids:
                print(_why_nothing(recorded))
                return 0
            folder = Path(self.warc_dir)
            run = Run(archive, folder, processes=processes, writes=not opts.dry_run)
            return self._run(run, ids, dry=opts.dry_run)

    def _run(self, run: Run, ids: list[int], *, dry: bool) -> int:
        status = 0
        with tqdm(total=len(ids), unit="revision", disable=not sys.stderr.isatty()) as bar:
            try:
                for number in run.read(ids):
                    bar.update(number)
            except KeyboardInterrupt:
                status = INTERRUPTED
        print(*run.differences.lines(), sep="\n", end="\n" if len(run.differences) else "")
        written = "would be written anew" if dry else "written anew"
        counts = run.counts
        print(f"{counts['same']} read as stored, {counts['changed']} {written}", end="")
        print(f", {len(run.problems)} could not be read" if run.problems else "")
        for problem in run.problems[:_SHOWN]:
            sys.stderr.write(f"{problem}\n")
        if len(run.problems) > _SHOWN:
            sys.stderr.write(f"and {len(run.problems) - _SHOWN} more\n")
        if status:
            sys.stderr.write("Interrupted: the same command goes on\n")
        return status or (BELOW if run.problems else 0)


def _processes(given: str | None) -> int:
    if given is None:
        return os.cpu_count() or 1
    if not given.isascii() or not given.isdecimal() or not int(given):
        msg = f"--processes {given!r} is no number of processes: write 1 or more"
        raise CommandError(msg)
    return int(given)


def _why_nothing(recorded: int) -> str:
    if not recorded:
        return "Nothing to read: no revision has a record (docs/evidence.md)"
    return (
        f"Nothing to read: this version has read all {recorded} recorded revisions that were"
        " asked for (--all reads them again)"
    )
