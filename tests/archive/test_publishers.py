"""One publisher in several spellings is one row, on both databases, with the printed names kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import text, update

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.archive import migrate
from capitalcities_crawler.archive.models import Article
from capitalcities_crawler.archive.records import article_ids
from capitalcities_crawler.archive.selection import Selection
from capitalcities_crawler.items import Precision
from tests.archive.samples import BASE, fetched, full_article, save

NAMES = ("thecradle.co", "The Cradle", "The Cradle", "Reuters", None)
VIEW = "SELECT publisher, publisher_key, spellings, articles, first_on, last_on FROM publishers"
ROWS = [
    ("The Cradle", "cradle", 2, 3, "2025-11-01", "2025-11-03"),
    ("Reuters", "reuters", 1, 1, "2025-11-04", "2025-11-04"),
]


def fill(archive: Archive) -> None:
    for day, name in enumerate(NAMES, start=1):
        article = full_article(
            url=f"{BASE}/2025/11/0{day}/a/",
            post_id=day,
            source_publisher=name,
            published=date(2025, 11, day),
            published_precision=Precision.DAY,
        )
        save(archive, fetched(article))


def rows(archive: Archive, query: str) -> list[tuple[Any, ...]]:
    """Give all rows; SQLite has no dates of its own."""
    with archive.session() as session:
        found = session.execute(text(query)).all()
    return [tuple(str(v) if isinstance(v, date) else v for v in row) for row in found]


def test_spellings_are_counted_together(archive: Archive) -> None:
    fill(archive)
    assert rows(archive, f"{VIEW} ORDER BY articles DESC") == ROWS
    kept = rows(archive, "SELECT source_publisher FROM articles ORDER BY published_on")
    assert [name for (name,) in kept] == list(NAMES)


def test_a_publisher_is_asked_for_in_any_spelling(archive: Archive) -> None:
    fill(archive)
    with archive.session() as session:
        for name in ("the cradle", "THECRADLE.CO", "www.thecradle.co"):
            assert len(list(article_ids(session, Selection(publisher=name)))) == 3


def test_a_migration_gives_keys_to_what_was_written_before(archive: Archive) -> None:
    fill(archive)
    with archive.writing() as session:
        session.execute(update(Article).values(publisher_key="former"))
    migrate(archive.engine.url.render_as_string(hide_password=False))
    assert rows(archive, f"{VIEW} ORDER BY articles DESC") == ROWS
    assert rows(archive, "SELECT count(*) FROM article WHERE publisher_key IS NULL") == [(1,)]
