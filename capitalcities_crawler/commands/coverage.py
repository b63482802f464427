"""``scrapy coverage``: what is stored against what the site says it has."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from capitalcities_crawler.archive.coverage import reports
from capitalcities_crawler.archive.coverage.report import share, to_json
from capitalcities_crawler.archive_command import BELOW, ArchiveCommand, no_arguments
from capitalcities_crawler.coverage_text import TABLES, Wanted, lines


class Command(ArchiveCommand):
    """Show stored against advertised, and what is missing."""

    example = "scrapy coverage --by month --by section --missing --at-least 0.99"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Show what is stored against what the site advertises, and what is missing"

    def long_desc(self) -> str:
        """Explain the columns."""
        return (
            "Show what is stored against what the site advertises: by month, section or tag, and"
            " where the site's own numbers contradict each other. Explained are articles that the"
            " site counts and nobody can read: password-protected, refused by robots.txt. Gone are"
            " those that vanished since the site's number was seen. docs/coverage.md tells what"
            " is proven. Exit status: 0, or 3 when below --at-least."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument(
            "--by",
            action="append",
            type=_tables,
            metavar="|".join(TABLES),
            help="what a line of the table is; several: --by section --by tag (default: month)",
        )
        parser.add_argument(
            "--missing", action="store_true", help="list the addresses not stored, and why"
        )
        parser.add_argument(
            "--chain",
            action="store_true",
            help="follow the links between neighbours, and list where they break",
        )
        parser.add_argument(
            "--json", action="store_true", help="print all of it as one JSON object"
        )
        parser.add_argument(
            "--at-least",
            type=_fraction,
            metavar="SHARE",
            help="exit with status 3 when more than the rest of this share (0.99) is missing",
        )

    def execute(self, args: list[str], opts: Namespace) -> int:
        """Print the tables or the JSON object."""
        no_arguments(args)
        with self.open_archive() as archive, archive.session() as session:
            found = reports(session)
        if opts.json:
            print(json.dumps(to_json(found), ensure_ascii=False, indent=2))
        else:
            by = tuple(dict.fromkeys(name for names in opts.by or [["month"]] for name in names))
            wanted = Wanted(by=by, missing=opts.missing, chain=opts.chain)
            print("\n".join(lines(found, wanted)))
        reached = share(found)
        too_low = opts.at_least is not None and (reached is None or reached < opts.at_least)
        return BELOW if too_low else 0


def _tables(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    unknown = next((name for name in names if name not in TABLES), None)
    if unknown is not None:
        msg = f"{unknown!r} is not one of {', '.join(TABLES)}"
        raise ArgumentTypeError(msg)
    return names


def _fraction(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        msg = f"{text!r} is not a share between 0 and 1, such as 0.99"
        raise ArgumentTypeError(msg)
    return value
