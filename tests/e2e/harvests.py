"""Archives that hold a whole site, crawled once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, make_url

from fixtures.replica import World
from fixtures.replica.server import ServedSite
from tests.e2e.harness import crawl


class Harvests:
    """Fills archives with a whole site, as ``scrapy crawl archive`` does.

    Args:
        site: serves the worlds; what it shows stays as it is.
        folder: for the copies.
    """

    def __init__(self, site: ServedSite, folder: Path) -> None:
        self.site = site
        self._folder = folder
        self._made: set[str] = set()

    def put_into(self, archive_url: str, posts: int) -> None:
        """Fill an empty archive with ``World(posts)``, as it is before any change."""
        address = make_url(archive_url)
        copy, world = f"harvest_{posts}", World(posts)
        if address.get_backend_name() == "sqlite":
            self._crawl_once(f"sqlite:///{self._folder / copy}.sqlite", world)
            shutil.copyfile(f"{self._folder / copy}.sqlite", address.database or "")
            return
        template = address.set(database=copy)
        with _server(address) as server:
            if template.database not in self._databases(server):
                server.execute(f"CREATE DATABASE {template.database}".encode())
            self._crawl_once(template.render_as_string(hide_password=False), world)
            server.execute(f"DROP DATABASE {address.database} WITH (FORCE)".encode())
            line = f"CREATE DATABASE {address.database} TEMPLATE {template.database}"
            server.execute(line.encode())

    def _databases(self, server: psycopg.Connection[Any]) -> set[str]:
        return {name for (name,) in server.execute("SELECT datname FROM pg_database")}

    def _crawl_once(self, archive_url: str, world: World) -> None:
        if archive_url in self._made:
            return
        shown = self.site.world
        self.site.show(world)
        run = crawl("archive", archive_url, base_url=self.site.url)
        assert run.returncode == 0, run.stderr
        self.site.show(shown)
        self._made.add(archive_url)


@contextmanager
def _server(address: URL) -> Iterator[psycopg.Connection[Any]]:
    url = address.set(database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection
