"""Opening archives of every kind, and the schema's versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from capitalcities_crawler.archive import Archive, ArchiveError, schema
from capitalcities_crawler.archive.archive import migrate
from capitalcities_crawler.archive.models import Base
from capitalcities_crawler.archive.schema import newest_version
from capitalcities_crawler.archive.search.index import INDEX, VECTORS
from tests.archive.samples import begin


def execute(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def is_of_the_models(name: str | None, kind: str, _: object) -> bool:
    """Leave out what the databases' full-text searches need beside the table ``search_text``."""
    in_postgresql = kind == "column" and name in VECTORS
    indexes = {f"ix_search_text_{vector}" for vector in VECTORS}
    return not ((name or "").startswith(INDEX) or in_postgresql or name in indexes)


def test_the_migrated_schema_is_that_of_the_models(archive: Archive) -> None:
    with archive.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_of_the_models})
        assert compare_metadata(context, Base.metadata) == []


def test_the_files_of_the_migrations_bear_their_versions() -> None:
    scripts = ScriptDirectory(str(schema._SCRIPTS)).walk_revisions()
    assert list(schema.known_versions()) == [script.revision for script in scripts][::-1]


def test_every_constraint_has_a_name() -> None:
    for table in Base.metadata.tables.values():
        assert all(constraint.name for constraint in table.constraints)
        assert all(index.name for index in table.indexes)


def test_an_archive_opens_again_for_reading(archive_url: str) -> None:
    Archive(archive_url, write=True).close()
    with Archive(archive_url) as archive, archive.session() as session:
        assert session.execute(text("SELECT count(*) FROM articles")).scalar_one() == 0


def test_a_reader_cannot_write_a_sqlite_file(sqlite_url: str) -> None:
    Archive(sqlite_url, write=True).close()
    with Archive(sqlite_url) as archive, pytest.raises(ArchiveError, match="readonly"):
        begin(archive)


def test_a_newer_archive_asks_for_a_newer_program(archive_url: str) -> None:
    Archive(archive_url, write=True).close()
    execute(archive_url, "UPDATE alembic_version SET version_num = '9999'")
    for write in (False, True):
        with pytest.raises(ArchiveError, match=r"9999.*update the program"):
            Archive(archive_url, write=write)
    with pytest.raises(ArchiveError, match=r"9999.*update the program"):
        migrate(archive_url)


def test_another_database_is_left_alone(archive_url: str) -> None:
    execute(archive_url, "CREATE TABLE orders (id INTEGER)")
    for write in (False, True):
        with pytest.raises(ArchiveError, match="holds other tables"):
            Archive(archive_url, write=write)


def test_migrate_says_from_where_to_where(archive_url: str) -> None:
    Archive(archive_url, write=True).close()
    assert migrate(archive_url) == (newest_version(), newest_version())


def test_reading_a_missing_file_makes_none(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "none.sqlite"
    with pytest.raises(ArchiveError, match="run a crawl first"):
        Archive(f"sqlite:///{path}")
    with pytest.raises(ArchiveError, match="run a crawl first"):
        migrate(f"sqlite:///{path}")
    assert not path.parent.exists()


def test_an_empty_postgresql_database_asks_for_a_crawl(postgresql_url: str) -> None:
    with pytest.raises(ArchiveError, match="empty: run a crawl first"):
        Archive(postgresql_url)


@pytest.mark.parametrize("write", [False, True])
def test_a_file_of_another_kind(tmp_path: Path, *, write: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no database " * 100)
    with pytest.raises(ArchiveError, match="file is not a database"):
        Archive(f"sqlite:///{path}", write=write)
    assert path.read_text().startswith("no database")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nonsense", "is not a database address"),
        ("mysql://me:secret@localhost/x", "only sqlite:/// and postgresql://"),
        ("sqlite://", "must name a file"),
        ("postgresql://me:secret@127.0.0.1:1/x", r"me:\*\*\*@127.0.0.1:1/x: .*refused"),
    ],
)
def test_an_address_that_cannot_work(url: str, message: str) -> None:
    with pytest.raises(ArchiveError, match=message) as caught:
        Archive(url, write=True)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="cannot make the folder"):
        Archive(f"sqlite:///{tmp_path}/file/a.sqlite", write=True)
