"""``scrapy search``: articles by their words."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator

from capitalcities_crawler.archive.search import Found, Hit
from capitalcities_crawler.archive_command import ArchiveCommand, CommandError
from capitalcities_crawler.items import JsonObject
from capitalcities_crawler.selection_options import add_selection_options, read_selection

_BOLD, _PLAIN = "\033[1m", "\033[0m"


class Command(ArchiveCommand):
    """Find articles by their words."""

    example = 'scrapy search "water AND conference" --place Iraq --since 2025-06-01'

    def syntax(self) -> str:
        """Give the arguments."""
        return "[options] QUERY"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Search titles, bodies, tags, authors and places; best answers first"

    def long_desc(self) -> str:
        """Explain the language."""
        return (
            "Search titles, bodies, tags, authors and places; best answers first. Words side by side"
            ' must all be there; "in quotes" they follow each other; begin* finds beginnings; AND, OR,'
            " NOT and parentheses join. Case and accents do not count. docs/search.md"
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        add_selection_options(parser)
        parser.add_argument(
            "--limit", type=_number, default=10, metavar="N", help="answers shown (default: 10)"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def execute(self, args: list[str], opts: Namespace) -> int:
        """Print the answers."""
        if not args:
            raise CommandError('give a query, such as: scrapy search "water AND conference"')
        query, selection = " ".join(args), read_selection(opts)
        with self.open_archive() as archive:
            found = archive.search(query, selection, limit=opts.limit)
        if opts.json:
            print(json.dumps(_object(query, found), ensure_ascii=False, indent=2))
        else:
            print("\n".join(_lines(query, found)))
        return 0


def _number(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


def _lines(query: str, found: Found) -> Iterator[str]:
    marks = (_BOLD, _PLAIN) if sys.stdout.isatty() else ("«", "»")
    for hit in found.hits:
        gone = "gone from the site" if hit.is_gone else None
        facts = (str(hit.published_on or "no date"), hit.place, gone)
        yield hit.title
        yield f"  {' · '.join(fact for fact in facts if fact)}"
        yield f"  {hit.url}"
        yield f"  {hit.snippet.marked(*marks)}\n"
    yield _count(query, found)


def _count(query: str, found: Found) -> str:
    if not found.matches:
        return f"no article answers {query!r}"
    if not found.is_all:
        return (
            f"more than {found.matches} articles: the {len(found.hits)} best of those with the words in"
            " title, tags or places and of the last stored; narrow it with --since, --place or --tag"
        )
    articles = "1 article" if found.matches == 1 else f"{found.matches} articles"
    shown = f", the best {len(found.hits)} shown" if found.matches > len(found.hits) else ""
    return articles + shown


def _object(query: str, found: Found) -> JsonObject:
    return {
        "query": query,
        "matches": found.matches,
        "is_all": found.is_all,
        "hits": [_hit(hit) for hit in found.hits],
    }


def _hit(hit: Hit) -> JsonObject:
    return {
        "url": hit.url,
        "title": hit.title,
        "published_on": hit.published_on.isoformat() if hit.published_on else None,
        "place": hit.place,
        "is_gone": hit.is_gone,
        "score": hit.score,
        "snippet": hit.snippet.text,
        "matches": [list(span) for span in hit.snippet.matches],
    }
