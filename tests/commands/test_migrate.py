"""``scrapy migrate``."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, text

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.schema import newest_version
from tests.commands.runner import run


def test_an_archive_that_is_up_to_date(archive_url: str) -> None:
    Archive(archive_url, write=True).close()
    result = run("migrate", archive_url)
    assert (result.status, result.err) == (0, "")
    assert result.out == f"The archive's schema is up to date ({newest_version()}).\n"


def test_views_are_made_anew(archive_url: str) -> None:
    Archive(archive_url, write=True).close()
    engine = create_engine(archive_url)
    with engine.begin() as connection:
        connection.execute(text("DROP VIEW coverage"))
    engine.dispose()
    assert run("migrate", archive_url).status == 0
    assert run("coverage", archive_url).status == 0


def test_no_archive_is_one_line_and_makes_none(tmp_path: Path) -> None:
    result = run("migrate", f"sqlite:///{tmp_path}/none.sqlite")
    assert result.status == 2
    assert result.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_newer_archive(sqlite_url: str) -> None:
    Archive(sqlite_url, write=True).close()
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    result = run("migrate", sqlite_url)
    assert result.status == 2
    assert "update the program" in result.err
