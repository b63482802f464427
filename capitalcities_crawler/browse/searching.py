"""What the search page is asked, by its address."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass, field
from typing import Any

from capitalcities_crawler.archive.search.grammar import QueryError, parse
from capitalcities_crawler.archive.search.match import to_fts5
from capitalcities_crawler.archive.search.words import folded_words
from capitalcities_crawler.archive.selection import Selection
from capitalcities_crawler.archive_command import CommandError
from capitalcities_crawler.selection_options import read_selection

FIELDS = ("since", "until", "place", "tag", "author", "publisher")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and its filters, as typed and as understood."""

    query: str
    typed: dict[str, str]
    """The filters' fields, empty where nothing was typed."""
    selection: Selection = field(default_factory=Selection)
    error: str | None = None
    """What cannot be understood."""


def to_match(typed: str) -> str:
    """Write a query for FTS5; what is not in the archive's language is searched for word by word.

    >>> to_match("São OR Türkiye"), to_match('"unbalanced')
    ('("sao") OR ("turkiye")', '"unbalanced"')
    """
    try:
        return to_fts5(parse(typed))
    except QueryError:
        return " ".join(f'"{word}"' for word in folded_words(typed)) or '""'


def read_query(arguments: Any) -> Asked:
    """Read the arguments of an address: ``q`` and the filters of ``scrapy search``."""
    query = (arguments.get("q") or "").strip()
    typed = {name: (arguments.get(name) or "").strip() for name in FIELDS}
    given = Namespace(**{name: text or None for name, text in typed.items()})
    try:
        return Asked(query, typed, read_selection(given))
    except CommandError as error:
        return Asked(query, typed, error=str(error).replace("--", ""))
