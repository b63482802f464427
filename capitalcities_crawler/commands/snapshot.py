"""``scrapy snapshot``: a data set to be cited."""

from __future__ import annotations

import shutil
import tempfile
from argparse import Namespace
from pathlib import Path

from capitalcities_crawler.archive_command import ArchiveCommand, CommandError
from capitalcities_crawler.exports.snapshot import write_snapshot


class Command(ArchiveCommand):
    """Write a data set."""

    example = "scrapy snapshot data/snapshot-2026-11"

    def syntax(self) -> str:
        """Give the arguments."""
        return "[options] OUT_DIR"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Write a citable data set: exports, schema, dictionary, coverage, checksums"

    def long_desc(self) -> str:
        """Say what is in it."""
        return (
            "Write a citable data set into a new folder: all articles as JSONL, CSV and Parquet, the"
            " schema and data dictionary, coverage numbers, a citation, and SHA-256 sums of all files."
            " The same archive gives the same bytes. The folder appears when it is whole."
        )

    def execute(self, args: list[str], opts: Namespace) -> int:  # noqa: ARG002 - the base's
        """Write the folder and say what is in it."""
        if len(args) != 1:
            msg = "give one folder that does not exist yet: OUT_DIR (see --help)"
            raise CommandError(msg)
        folder = Path(args[0])
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            msg = f"{folder} is there already: give a new folder, a snapshot is never changed"
            raise CommandError(msg)
        with self.open_archive() as archive:
            try:
                folder.parent.mkdir(parents=True, exist_ok=True)
                with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".snapshot-") as name:
                    (whole := Path(name, "whole")).mkdir()
                    facts = write_snapshot(archive, whole)
                    shutil.rmtree(folder, ignore_errors=True)
                    whole.rename(folder)
            except OSError as error:
                raise CommandError(f"cannot write {folder}: {error.strerror}") from error
        files = sorted(path.name for path in folder.iterdir())
        print(f"{facts.articles} articles in {folder}/: {', '.join(files)}")
        return 0
