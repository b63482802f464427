"""The archive: one object to open, read and write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive import known, schema
from capitalcities_crawler.archive.checkpoints import count_known, read_checkpoint
from capitalcities_crawler.archive.coverage import unfinished_pages
from capitalcities_crawler.archive.database import (
    lock_for_writing,
    one_line_errors,
    open_engine,
    use_wal,
)
from capitalcities_crawler.archive.errors import ArchiveError
from capitalcities_crawler.archive.known import Known
from capitalcities_crawler.archive.models import Crawl
from capitalcities_crawler.archive.models import Site as SiteRow
from capitalcities_crawler.archive.robots import RobotsText, keep_copy, newest_copy
from capitalcities_crawler.archive.search import Found, search
from capitalcities_crawler.archive.selection import Selection
from capitalcities_crawler.archive.writing.batch import Batch
from capitalcities_crawler.archive.writing.orphans import clear_orphans
from capitalcities_crawler.archive.writing.sites import upsert_site
from capitalcities_crawler.events import Checkpoint, Event
from capitalcities_crawler.items import JsonObject
from capitalcities_crawler.sites import Site


class Archive:
    """A relational archive on SQLite or PostgreSQL.

    Args:
        url: ``sqlite:///data/archive.sqlite`` or ``postgresql://user@host/name``.
        write: whether it may be changed. An empty database is then filled with the schema, and an
            older SQLite archive is brought up to date; PostgreSQL asks for ``scrapy migrate``.

    Raises:
        ArchiveError: it cannot be opened, with what to do in one line.
    """

    def __init__(self, url: str, *, write: bool = False) -> None:
        self.url = url
        self.engine = open_engine(url, write=write)
        try:
            self._prepare(write=write)
        except BaseException:
            self.engine.dispose()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def session(self) -> Session:
        """Open a session for queries over ``archive.models``."""
        return Session(self.engine)

    def search(self, query: str, selection: Selection | None = None, *, limit: int = 10) -> Found:
        """Find articles by their words, best first; see ``docs/search.md`` for the query language.

        Raises:
            ArchiveError: the query cannot be read, or no article bears a name of the selection.
        """
        with self._reading() as session:
            return search(session, query, selection, limit=limit)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with one_line_errors(self.url), self.session() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a transaction that keeps other writers out; database errors become one line."""
        # Nothing of the session is used after its end, so nothing has to be marked as out of date.
        writer = Session(self.engine, autoflush=False, expire_on_commit=False)
        with one_line_errors(self.url), writer as session:
            lock_for_writing(session.connection())
            yield session
            session.commit()

    def start_crawl(
        self,
        *,
        site: Site,
        base_url: str,
        spider: str,
        arguments: JsonObject,
        started_at: datetime,
    ) -> int:
        """Note that a run begins, and give its number."""
        with self.writing() as session:
            clear_orphans(session)
            crawl = Crawl(
                site=upsert_site(session, site, base_url),
                spider=spider,
                arguments=arguments,
                started_at=started_at,
                software_version=version("capitalcities-crawler"),
            )
            session.add(crawl)
            session.flush()
            return crawl.id

    def finish_crawl(
        self, crawl_id: int, *, finished_at: datetime, outcome: str, stats: JsonObject
    ) -> None:
        """Note how a run ended."""
        with self.writing() as session:
            crawl = session.get_one(Crawl, crawl_id)
            crawl.finished_at, crawl.outcome, crawl.stats = finished_at, outcome, stats

    def known_pages(self, site_key: str, base_url: str, urls: Iterable[str]) -> dict[str, Known]:
        """Tell what is known of those addresses that the ledger has."""
        with self._reading() as session:
            return known.known_pages(session, site_key, base_url, urls)

    def known_posts(
        self, site_key: str, base_url: str, post_ids: Iterable[int]
    ) -> dict[int, Known]:
        """Tell where the articles with those post numbers live, or lived last."""
        with self._reading() as session:
            return known.known_posts(session, site_key, base_url, post_ids)

    def living(self, site_key: str, base_url: str) -> dict[str, int | None]:
        """Give every address at which an article lives, with its post number."""
        with self._reading() as session:
            return known.living(session, site_key, base_url)

    def neighbours(self, site_key: str, base_url: str, url: str) -> tuple[str | None, str | None]:
        """Give the addresses before and after the article at ``url``, as it was stored last."""
        with self._reading() as session:
            return known.neighbours(session, site_key, base_url, url)

    def checkpoint(self, site_key: str, base_url: str) -> Checkpoint | None:
        """Tell how far the site's changes are known; ``None`` before the first look at them."""
        with self._reading() as session:
            return read_checkpoint(session, known.on_site(site_key, base_url))

    def known_count(self, site_key: str, base_url: str) -> int:
        """Count the articles that live and the addresses that are explained: not to be had."""
        with self._reading() as session:
            site = session.scalars(select(SiteRow.id).where(known.on_site(site_key, base_url)))
            return count_known(session, site.one())

    def robots_copy(self, url: str, since: datetime) -> RobotsText | None:
        """Give the newest copy of a robots.txt fetched since then."""
        with self._reading() as session:
            return newest_copy(session, url, since)

    def keep_robots(self, copy: RobotsText) -> None:
        """Keep a copy of a robots.txt."""
        with self.writing() as session:
            keep_copy(session, copy)

    def last_capture(self, url: str) -> tuple[str, datetime, str] | None:
        """Give address, time and digest of the last answer of an address that was kept as received."""
        with self._reading() as session:
            return known.last_capture(session, url)

    def unfinished_pages(self, site_key: str, base_url: str | None = None) -> list[str]:
        """List the article addresses that are still to be fetched, newest first."""
        site = known.on_site(site_key, base_url) if base_url else SiteRow.key == site_key
        with self._reading() as session:
            return unfinished_pages(session, site)

    def save(self, events: Sequence[Event], *, crawl_id: int) -> dict[str, int]:
        """Save a batch in one transaction; give counts such as ``articles/new``.

        Safe to repeat: what is there already stays as it is.
        """
        with self.writing() as session:
            crawl = session.get(Crawl, crawl_id)
            if crawl is None:
                msg = f"archive has no run {crawl_id}: start_crawl comes before save"
                raise ArchiveError(msg)
            return Batch(session, crawl, events).save()

    def _prepare(self, *, write: bool) -> None:
        with one_line_errors(self.url), self.engine.begin() as connection:
            if write:
                lock_for_writing(connection)
                stored = schema.stored_version(connection)
                sqlite = connection.dialect.name == "sqlite"
                if stored is None or (sqlite and stored in schema.known_versions()[:-1]):
                    schema.migrate(connection)
            schema.check_version(schema.stored_version(connection))
        if write:
            use_wal(self.engine)


def migrate(url: str) -> tuple[str, str]:
    """Bring an archive's schema up to date; give its version before and after.

    Raises:
        ArchiveError: there is no archive, or it is newer than this program.
    """
    open_engine(url, write=False).dispose()  # makes no file where there is none
    engine = open_engine(url, write=True)
    try:
        with one_line_errors(url), engine.begin() as connection:
            lock_for_writing(connection)
            before = schema.stored_version(connection)
            if before in schema.known_versions():
                schema.migrate(connection)
            schema.check_version(after := schema.stored_version(connection))
            return str(before), str(after)
    finally:
        engine.dispose()
