"""``scrapy migrate``: bring an older archive's schema up to date."""

from __future__ import annotations

from argparse import Namespace

from capitalcities_crawler.archive.archive import migrate
from capitalcities_crawler.archive_command import ArchiveCommand, no_arguments


class Command(ArchiveCommand):
    """Bring the archive's schema up to date."""

    example = "scrapy migrate -s ARCHIVE_URL=postgresql://me@localhost/news"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Bring an older archive's schema up to date"

    def execute(self, args: list[str], opts: Namespace) -> int:  # noqa: ARG002 - no options
        """Migrate, and say from where to where."""
        no_arguments(args)
        before, after = migrate(self.archive_url)
        if before == after:
            print(f"The archive's schema is up to date ({after}).")
        else:
            print(f"The archive's schema went from {before} to {after}.")
        return 0
