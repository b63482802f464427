"""``scrapy coverage``: what is stored against what the site says it has."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from itertools import groupby

from capitalcities_crawler.archive.coverage import Month, NotStored, coverage, not_stored, share
from capitalcities_crawler.archive_command import BELOW, ArchiveCommand, no_arguments

_LINE = "{:<9}{:>11}{:>9}{:>11}{:>9}{:>9}"


class Command(ArchiveCommand):
    """Show stored against advertised, month by month."""

    example = "scrapy coverage --missing --at-least 0.99"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Show what is stored against what the site advertises, month by month"

    def long_desc(self) -> str:
        """Explain the columns."""
        return (
            "Show what is stored against what the site advertises, month by month. Explained are"
            " articles that the site counts and nobody can read: password-protected, refused by"
            " robots.txt. Exit status: 0, or 3 when below --at-least."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument(
            "--missing", action="store_true", help="list the addresses not stored, and why"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--at-least",
            type=_fraction,
            metavar="SHARE",
            help="exit with status 3 when less than this share (0.99) is stored or explained",
        )

    def execute(self, args: list[str], opts: Namespace) -> int:
        """Print the table or the JSON object."""
        no_arguments(args)
        with self.open_archive() as archive, archive.session() as session:
            months = coverage(session)
            pages = not_stored(session) if opts.missing else []
        if opts.json:
            print(_json(months, pages, with_pages=opts.missing))
        else:
            print("\n".join([*table(months), *(missing_lines(pages) if opts.missing else ())]))
        reached = share(months)
        too_low = opts.at_least is not None and (reached is None or reached < opts.at_least)
        return BELOW if too_low else 0


def table(months: Sequence[Month]) -> Iterator[str]:
    """Give the lines of the table, one part for each site."""
    if not months:
        yield "No articles are stored, and no month is advertised."
    for (site, base_url), group in groupby(months, key=lambda m: (m.site, m.base_url)):
        lines = list(group)
        yield f"{site} {base_url}"
        yield _LINE.format("month", "advertised", "stored", "explained", "missing", "percent")
        yield from (_line(month.month, [month]) for month in lines)
        yield _line("total", lines)


def missing_lines(pages: Sequence[NotStored]) -> Iterator[str]:
    """Give the lines of the addresses not stored, explained ones apart."""
    for title, explained in (("Missing", False), ("Explained", True)):
        chosen = [page for page in pages if page.is_explained is explained]
        yield ""
        yield f"{title} ({len(chosen)} known addresses)"
        for page in chosen:
            why = ", ".join(word for word in (page.state, page.reason, page.error) if word)
            yield f"  {page.url}  {why}"


def _line(name: str, months: Sequence[Month]) -> str:
    known = [month.advertised for month in months if month.advertised is not None]
    reached = share(months)
    return _LINE.format(
        name,
        sum(known) if known else "-",
        sum(month.stored for month in months),
        sum(month.explained for month in months),
        sum(month.missing for month in months),
        "-" if reached is None else _percent(reached),
    )


def _percent(value: float) -> str:
    """Write a share in percent, rounded down: 100 means that nothing is missing."""
    return f"{int(value * 1000 + 1e-9) / 10:.1f}%"


def _json(months: Sequence[Month], pages: Sequence[NotStored], *, with_pages: bool) -> str:
    result: dict[str, object] = {
        "share": share(months),
        "months": [month.to_json() for month in months],
    }
    if with_pages:
        for key, explained in (("missing", False), ("explained", True)):
            result[key] = [
                {"url": page.url, "state": page.state, "reason": page.reason, "error": page.error}
                for page in pages
                if page.is_explained is explained
            ]
    return json.dumps(result, ensure_ascii=False, indent=2)


def _fraction(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        msg = f"{text!r} is not a share between 0 and 1, such as 0.99"
        raise ArgumentTypeError(msg)
    return value
