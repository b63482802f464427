"""The options by which commands choose articles."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from capitalcities_crawler.archive.selection import Selection
from capitalcities_crawler.archive_command import CommandError, parse_day


def add_selection_options(parser: ArgumentParser) -> None:
    """Add ``--since``, ``--until``, ``--place``, ``--tag``, ``--author`` and ``--publisher``."""
    parser.add_argument("--since", metavar="DAY", help="first day: 2025-06-01, '3 days ago'")
    parser.add_argument("--until", metavar="DAY", help="last day")
    parser.add_argument("--place", metavar="NAME", help="a section, with all below it: Iraq")
    parser.add_argument("--tag", metavar="NAME", help="a tag")
    parser.add_argument("--author", metavar="NAME", help="a name in the byline")
    parser.add_argument("--publisher", metavar="NAME", help="who published the original")


def read_selection(opts: Namespace) -> Selection:
    """Read the options.

    Raises:
        CommandError: a day is none, or the first is after the last.
    """
    since, until = parse_day(opts.since, "--since"), parse_day(opts.until, "--until")
    if since and until and since > until:
        msg = f"--since {since} is after --until {until}: nothing lies between them"
        raise CommandError(msg)
    return Selection(since, until, opts.place, opts.tag, opts.author, opts.publisher)
