"""What of an article is searched, as rows of ``search_text``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from capitalcities_crawler.archive.search.keys import pair_keys
from capitalcities_crawler.archive.search.words import folded_words

MOST_WORDS = 16_000
"""Words of a body that are indexed: a place beyond 16,383 means nothing to PostgreSQL."""


def row(
    article_id: int,
    title: Iterable[str | None],
    names: Iterable[str | None],
    body: str,
    marks: Iterable[str],
) -> dict[str, Any]:
    """Fold an article's texts into a row, with the keys of what it is filtered by."""
    fields = (_words(title), _words(dict.fromkeys(names)), folded_words(body)[:MOST_WORDS])
    columns = (*fields, dict.fromkeys(marks), pair_keys(*fields))
    joined = map(" ".join, columns)
    names_of = ("title", "names", "body", "marks", "pairs")
    return {"article_id": article_id} | dict(zip(names_of, joined, strict=True))


def _words(texts: Iterable[str | None]) -> list[str]:
    return [word for text in texts if text for word in folded_words(text)]
