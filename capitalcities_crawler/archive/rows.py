"""The flat rows of the view ``articles``, as columns and values for a table on disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Date, column, select, table
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models.base import UtcDateTime
from capitalcities_crawler.archive.records import article_ids
from capitalcities_crawler.archive.selection import Selection
from capitalcities_crawler.archive.writing.bulk import pieces
from capitalcities_crawler.records import iso

_TIMES = ("published_at", "modified_at", "first_seen_at", "last_seen_at", "gone_at")

COLUMNS = (
    *("url", "post_id", "title", "subtitle", "authors", "published_at", "published_on"),
    *("published_precision", "modified_at", "language", "region", "country", "city"),
    *("breadcrumb", "tags", "word_count", "source_headline", "source_publisher"),
    *("duplicate_group", "revisions", "first_seen_at", "last_seen_at", "gone_at", "body_text"),
)

_VIEW = table(
    "articles",
    column("article_id"),
    *(
        column(
            name, UtcDateTime() if name in _TIMES else Date() if name == "published_on" else None
        )
        for name in COLUMNS
    ),
)


def flat_rows(session: Session, selection: Selection) -> Iterator[tuple[Any, ...]]:
    """Give the column names, then one row an article; times in ISO 8601, in UTC."""
    yield COLUMNS
    for ids in pieces(article_ids(session, selection)):
        query = select(_VIEW).where(_VIEW.c.article_id.in_(ids))
        rows = {row[0]: tuple(row[1:]) for row in session.execute(query)}
        yield from (tuple(map(_plain, rows[article_id])) for article_id in ids)


def _plain(value: Any) -> Any:
    return iso(value) if hasattr(value, "isoformat") else value
