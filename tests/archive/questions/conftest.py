"""The small archive, filled once on each database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from sqlalchemy import make_url, text

from capitalcities_crawler.archive import Archive
from tests.archive.questions.small import fill
from tests.conftest import fresh_database


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def small(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Archive]:
    with ExitStack() as stack:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path_factory.mktemp('questions') / 'small.sqlite'}"
        else:
            server = request.getfixturevalue("postgresql_server")
            url = stack.enter_context(fresh_database(server))
        archive = stack.enter_context(Archive(url, write=True))
        if request.param == "postgresql":
            # Far from UTC, so that an answer in the reader's own time would be noticed.
            with archive.engine.begin() as connection:
                name = make_url(url).database
                connection.execute(text(f"ALTER DATABASE {name} SET TIME ZONE 'Asia/Tokyo'"))
            archive.engine.dispose()
        fill(archive)
        yield archive
