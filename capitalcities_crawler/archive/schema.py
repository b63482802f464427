"""The schema's version: read it, check it, bring it up to date."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.errors import ArchiveError
from capitalcities_crawler.archive.views import create_views, drop_views
from capitalcities_crawler.archive.writing.placing import place_sections
from capitalcities_crawler.archive.writing.publishers import key_publishers

_SCRIPTS = Path(__file__).parent / "migrations"


@cache
def known_versions() -> tuple[str, ...]:
    """List all schema versions that this program knows, oldest first."""
    files = (_SCRIPTS / "versions").glob("v[0-9]*_*.py")
    return tuple(sorted(file.name[1:].partition("_")[0] for file in files))


def newest_version() -> str:
    """Give the version that this program works with."""
    return known_versions()[-1]


def stored_version(connection: Connection) -> str | None:
    """Give a database's schema version; ``None`` when the database is empty.

    Raises:
        ArchiveError: it holds something else.
    """
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if not {"alembic_version", "page", "article", "revision"} <= tables:
        msg = "this database holds other tables and no archive: give another ARCHIVE_URL"
        raise ArchiveError(msg)
    version: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return version


def table_names(session: Session) -> list[str]:
    """List all tables of a database, those that the database itself works with included."""
    return inspect(session.connection()).get_table_names()


def check_version(version: str | None) -> None:
    """Make sure that this program can work with a schema of that version.

    Raises:
        ArchiveError: it cannot, and what to do about it.
    """
    if version is None:
        msg = "this database is empty: run a crawl first, or set ARCHIVE_URL"
        raise ArchiveError(msg)
    if version not in known_versions():
        msg = (
            f"the archive's schema is {version}, newer than this program's {newest_version()}:"
            " update the program"
        )
        raise ArchiveError(msg)
    if version != newest_version():
        msg = (
            f"the archive's schema is {version}, older than {newest_version()}: run scrapy migrate"
        )
        raise ArchiveError(msg)


def migrate(connection: Connection) -> None:
    """Create the schema or bring it up to date, within the connection's transaction.

    What follows from the program's own lists and rules is derived anew.
    """
    from alembic import command  # noqa: PLC0415 - a quarter of a second that most runs spare
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    drop_views(connection)
    command.upgrade(config, "head")
    with Session(connection) as session:
        place_sections(session)
        key_publishers(session)
    create_views(connection)
