"""Connections: the only module that treats SQLite and PostgreSQL differently."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    SQLAlchemyError,
    StatementError,
)

from capitalcities_crawler.archive.errors import ArchiveError, UnstorableError

BUSY_SECONDS = 60
"""How long a writer waits for another one."""

_WRITER_LOCK = 0x43617043
"""PostgreSQL's advisory lock of this program: any number that no one else uses."""

_to_json = partial(json.dumps, ensure_ascii=False, default=str)


def open_engine(url: str, *, write: bool) -> Engine:
    """Make the engine for an archive's address.

    Raises:
        ArchiveError: the address is not one, or the file is missing and only to be read.
    """
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return _sqlite(address, write=write)
        if address.get_backend_name() == "postgresql":
            return create_engine(address, json_serializer=_to_json, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        msg = (
            f"ARCHIVE_URL {url!r} is not a database address, such as sqlite:///data/archive.sqlite"
        )
        raise ArchiveError(msg) from error
    except ImportError as error:
        msg = f"ARCHIVE_URL {shown(url)} needs the PostgreSQL driver: pip install 'psycopg[binary]'"
        raise ArchiveError(msg) from error
    msg = f"ARCHIVE_URL {shown(url)}: only sqlite:/// and postgresql:// are supported"
    raise ArchiveError(msg)


def file_of(url: str) -> Path | None:
    """Give the file of an SQLite archive; ``None`` of another database."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        return None
    return Path(address.database)


def shown(url: str) -> str:
    """Give an address fit to be printed: without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return url


@contextmanager
def one_line_errors(url: str) -> Iterator[None]:
    """Turn what the database says into one line that names the archive."""
    try:
        yield
    except (OverflowError, UnicodeError) as error:  # a driver's own, before the database
        msg = f"archive {shown(url)}: {error}"
        raise UnstorableError(msg) from error
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()
        msg = f"archive {shown(url)}: {cause[0] if cause else type(error).__name__}"
        raise (UnstorableError if _is_about_values(error) else ArchiveError)(msg) from error


def _is_about_values(error: SQLAlchemyError) -> bool:
    """Tell errors of what was to be stored from errors of the database itself."""
    if isinstance(error, DBAPIError):
        # 54: PostgreSQL's class of limits, such as a text too long for an index.
        limit = str(getattr(error.orig, "sqlstate", None) or "").startswith("54")
        return limit or isinstance(error, DataError | IntegrityError)
    return isinstance(error, StatementError)


def lock_for_writing(connection: Connection) -> None:
    """Let one writer in at a time, until its transaction ends; SQLite's BEGIN IMMEDIATE did already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER_LOCK})


def use_wal(engine: Engine) -> None:
    """Let readers read on while a writer writes (kept in the SQLite file itself)."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            raw.close()


def _sqlite(address: URL, *, write: bool) -> Engine:
    path = Path(address.database or "")
    if not address.database or address.database == ":memory:":
        msg = "ARCHIVE_URL must name a file: sqlite:///data/archive.sqlite"
        raise ArchiveError(msg)
    if write:
        _make_folder(path)
    elif not path.is_file():
        msg = f"no archive at {path}: run a crawl first, or set ARCHIVE_URL"
        raise ArchiveError(msg)
    else:
        address = _read_only(path)
    engine = create_engine(
        address, json_serializer=_to_json, connect_args={"timeout": BUSY_SECONDS}
    )
    event.listen(engine, "connect", _on_connect)
    begin = "BEGIN IMMEDIATE" if write else "BEGIN"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"cannot make the folder of {path}: {error.strerror}"
        raise ArchiveError(msg) from error


def _read_only(path: Path) -> URL:
    """Give the address that cannot write; a folder that cannot be written either has no WAL."""
    query = {"mode": "ro", "uri": "true"}
    if not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists():
        query["immutable"] = "1"
    return URL.create("sqlite", database=path.absolute().as_uri(), query=query)


def _on_connect(connection: Any, _record: Any) -> None:
    # sqlite3 shall not begin transactions by itself: it would begin them too late.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")  # safe with WAL, and spares a sync a batch
    cursor.execute("PRAGMA cache_size = -65536")  # 64 MiB: indexes of text on a large archive
    cursor.close()
