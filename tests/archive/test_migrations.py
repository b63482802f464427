"""An archive of an older version comes along with all its rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, Table, create_engine, insert, inspect, select, text

from capitalcities_crawler.archive import Archive, ArchiveError, schema
from capitalcities_crawler.archive.archive import migrate
from capitalcities_crawler.archive.models import Absence, Article, ArticleSection, DuplicatePair
from tests.archive.samples import BASE, NOON, fetched, full_article, later, save

Rows = dict[str, list[dict[str, Any]]]

_SITE = {"name": "Example", "timezone": "UTC", "section_root": [], "section_kinds": []}
_PAGE = {"site_id": 1, "kind": "article", "discovered_via": "sitemap", "attempts": 1}
_ARTICLE = {
    "site_id": 1,
    "title": "A title",
    "published_on": date(2025, 11, 4),
    "breadcrumb": ["World"],
    "categories": [],
    "word_count": 2,
    "body_sha256": "b",
    "context_sha256": "c",
    "first_seen_at": NOON,
    "last_seen_at": NOON,
}
_REVISION = {
    "number": 1,
    "seen_at": NOON,
    "content_sha256": "d",
    "title": "A title",
    "body_text": "Two words",
    "toc": [],
    "field_sources": {},
    "disagreements": [],
    "fingerprints": {"title": "e"},
    "changed_fields": [],
    "extractor_version": "0.1",
}


def old_rows() -> Rows:
    """Give a living article, one that is gone, and a page still to be fetched."""
    return {
        "site": [_SITE | {"id": 1, "key": "example", "base_url": BASE}],
        "crawl": [
            {
                "id": number,
                "site_id": 1,
                "spider": "archive",
                "arguments": {},
                "started_at": later(10 * number),
                "software_version": "0.1",
            }
            for number in (1, 2, 3)
        ],
        "page": [
            _PAGE
            | {"id": number, "url": f"{BASE}/{number}/", "state": state, "reason": reason}
            | {"discovered_at": NOON}
            for number, state, reason in (
                (1, "stored", None),
                (2, "gone", "http-404"),
                (3, "pending", None),
            )
        ],
        "capture": [
            {"id": n, "page_id": n, "crawl_id": 1, "fetched_at": NOON, "status": 200}
            for n in (1, 2)
        ],
        "article": [
            _ARTICLE | {"id": 1, "page_id": 1, "post_id": 101, "gone_at": None},
            _ARTICLE | {"id": 2, "page_id": 2, "post_id": 102, "gone_at": later(25)},
        ],
        "revision": [
            _REVISION | {"id": n, "article_id": n, "capture_id": n, "body_text": body}
            for n, body in ((1, "Two words"), (2, "Others"))
        ],
    }


def make_first_version(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(schema._SCRIPTS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for name, rows in old_rows().items():
            table = Table(name, MetaData(), autoload_with=connection)
            connection.execute(insert(table), rows)
        connection.execute(text("UPDATE article SET revision_id = id"))
        connection.execute(text("CREATE VIEW changes AS SELECT gone_at FROM article"))
        _advance_sequences(connection)
    engine.dispose()


def _advance_sequences(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        for name in old_rows():
            connection.execute(text(f"SELECT setval('{name}_id_seq', 100)"))


def read(url: str, columns: dict[str, list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of those columns, by table."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = {
            name: connection.execute(text(f"SELECT {', '.join(names)} FROM {name} ORDER BY id"))
            for name, names in columns.items()
        }
        found = {name: [tuple(row) for row in result] for name, result in rows.items()}
    engine.dispose()
    return found


def columns_of(url: str) -> dict[str, list[str]]:
    engine = create_engine(url)
    names = {
        name: [column["name"] for column in inspect(engine).get_columns(name)]
        for name in old_rows()
    }
    engine.dispose()
    return names


def test_rows_of_the_first_version_stay_as_they_are(archive_url: str) -> None:
    make_first_version(archive_url)
    columns = columns_of(archive_url)
    before = read(archive_url, columns)
    assert migrate(archive_url) == ("0001", schema.newest_version())
    assert read(archive_url, columns) == before
    assert "announced_at" in columns_of(archive_url)["page"]


def test_a_sqlite_archive_is_brought_up_to_date_when_it_is_opened_for_writing(
    sqlite_url: str,
) -> None:
    make_first_version(sqlite_url)
    with pytest.raises(ArchiveError, match=r"older than .*: run scrapy migrate"):
        Archive(sqlite_url)
    with Archive(sqlite_url, write=True) as archive:
        assert archive.living("example", BASE) == {f"{BASE}/1/": 101}
        assert archive.unfinished_pages("example", BASE) == [f"{BASE}/3/"]


def test_the_own_categories_of_old_articles_are_told_from_those_above(archive_url: str) -> None:
    make_first_version(archive_url)
    engine = create_engine(archive_url)
    names = {1: "World", 2: "Iraq", 3: "Peru"}
    section = {"site_id": 1, "kind": "topic", "depth": 0}
    rows: Rows = {
        "section": [
            section | {"id": n, "key": name, "name": name, "path": name}
            for n, name in names.items()
        ],
        "article_section": [
            {"article_id": article, "section_id": section, "is_primary": is_primary}
            for article, section, is_primary in ((1, 1, False), (1, 2, True), (2, 1, False))
        ]
        + [{"article_id": 1, "section_id": 3, "is_primary": False}],
    }
    with engine.begin() as connection:
        for name, values in rows.items():
            table = Table(name, MetaData(), autoload_with=connection)
            connection.execute(insert(table), values)
        article = Table("article", MetaData(), autoload_with=connection)
        categories = [["Iraq"], ["America", "Peru"]]
        connection.execute(article.update().where(article.c.id == 1).values(categories=categories))
    engine.dispose()
    migrate(archive_url)
    with Archive(archive_url) as archive, archive.session() as session:
        query = select(ArticleSection.article_id, ArticleSection.section_id)
        own = session.execute(query.where(ArticleSection.is_assigned))
        assert {tuple(row) for row in own} == {(1, 2), (1, 3)}


def test_postgresql_asks_for_the_command(postgresql_url: str) -> None:
    make_first_version(postgresql_url)
    for write in (False, True):
        with pytest.raises(ArchiveError, match="run scrapy migrate"):
            Archive(postgresql_url, write=write)


def test_the_near_duplicates_of_an_old_archive_are_found(archive_url: str) -> None:
    make_first_version(archive_url)
    engine = create_engine(archive_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE revision SET body_text = 'The same words'"))
        connection.execute(text("UPDATE article SET duplicate_group = 'exact'"))
    engine.dispose()
    migrate(archive_url)
    with Archive(archive_url) as archive, archive.session() as session:
        (pair,) = session.execute(select(DuplicatePair.article_id, DuplicatePair.other_id))
        assert tuple(pair) == (1, 2)
        assert set(session.scalars(select(Article.duplicate_group))) == {"b"}


def test_what_was_gone_before_has_its_absence_and_can_return(archive_url: str) -> None:
    make_first_version(archive_url)
    migrate(archive_url)
    with Archive(archive_url, write=True) as archive:
        article = full_article(post_id=102, url=f"{BASE}/2/")
        assert save(archive, fetched(article, later(60))) == {
            "articles/changed": 1,
            "articles/returned": 1,
        }
        with archive.session() as session:
            (absence,) = session.scalars(select(Absence))
            changes = session.execute(
                text("SELECT change, detail FROM changes WHERE change <> 'revised' ORDER BY 1")
            )
            assert [tuple(row) for row in changes] == [
                ("gone", 'http-404 ["before evidence was kept"]'),
                ("returned", None),
            ]
    assert (absence.article_id, absence.crawl_id) == (2, 2)  # run 3 began after it was gone
    assert (absence.gone_at, absence.returned_at) == (later(25), later(60))
