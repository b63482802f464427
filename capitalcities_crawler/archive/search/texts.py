"""What of an article is searched, as rows of ``search_text``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from capitalcities_crawler.archive.search.words import folded_words

MOST_WORDS = 16_000
"""Words of a body that are indexed: a place beyond 16,383 means nothing to PostgreSQL."""


def row(
    article_id: int, title: Iterable[str | None], names: Iterable[str | None], body: str
) -> dict[str, Any]:
    """Fold an article's texts into a row."""
    return {
        "article_id": article_id,
        "title": _joined(title),
        "names": _joined(dict.fromkeys(names)),
        "body": " ".join(folded_words(body)[:MOST_WORDS]),
    }


def _joined(texts: Iterable[str | None]) -> str:
    return " ".join(word for text in texts if text for word in folded_words(text))
