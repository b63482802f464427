"""What the commands over the archive share: opening it, errors in one line, exit statuses.

Not in ``commands/``: Scrapy takes every command class in there for a command.
"""

from __future__ import annotations

import argparse
import re
import sys
from abc import abstractmethod
from argparse import ArgumentParser, Namespace
from datetime import date
from typing import ClassVar

import dateparser
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from capitalcities_crawler.archive import Archive, ArchiveError

WRONG = 2
"""Exit status for wrong arguments, and for an archive or file that cannot be used."""

BELOW = 3
"""Exit status for a command that ran well, with a bad answer."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


class CommandError(Exception):
    """Raised to end a command with exit status 2; the message is one line."""


class ArchiveCommand(ScrapyCommand):
    """A command over the archive that the setting ARCHIVE_URL names."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar = {"LOG_ENABLED": False}

    example = ""
    """Shown at the end of ``--help``."""

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of all commands, and the example."""
        super().add_options(parser)
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.epilog = f"Example:\n  {self.example}"

    def run(self, args: list[str], opts: Namespace) -> None:
        """Do the work, and turn every expected error into one line and an exit status."""
        try:
            self.exitcode = self.execute(args, opts)
        except (ArchiveError, CommandError) as error:
            sys.stderr.write(f"{error}\n")
            self.exitcode = WRONG
        except BrokenPipeError:  # "| head" has seen enough
            sys.stderr.close()

    @abstractmethod
    def execute(self, args: list[str], opts: Namespace) -> int:
        """Do the work; give the exit status."""

    @property
    def archive_url(self) -> str:
        """The archive's address."""
        if self.settings is None:
            raise UsageError
        return str(self.settings["ARCHIVE_URL"])

    @property
    def warc_dir(self) -> str:
        """Where the WARC files are."""
        if self.settings is None:
            raise UsageError
        return str(self.settings["WARC_DIR"])

    def open_archive(self) -> Archive:
        """Open the archive for reading."""
        return Archive(self.archive_url)


def no_arguments(args: list[str]) -> None:
    """Refuse arguments where only options are expected."""
    if args:
        msg = f"unexpected argument {args[0]!r}: this command takes options only (see --help)"
        raise CommandError(msg)


def parse_day(text: str | None, option: str) -> date | None:
    """Read a day: ``2025-11-04``, or plain words such as ``3 days ago``.

    Raises:
        CommandError: it is neither.
    """
    if text is None:
        return None
    try:
        if _ISO.fullmatch(text.strip()):
            return date.fromisoformat(text.strip())
    except ValueError:
        pass
    else:
        found = dateparser.parse(text, settings={"PREFER_DAY_OF_MONTH": "first"})
        if found is not None:
            return found.date()
    msg = f"{option} {text!r} is not a day: write 2025-11-04, or words such as '3 days ago'"
    raise CommandError(msg)
