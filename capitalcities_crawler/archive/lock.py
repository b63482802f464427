"""One harvest of a site at a time: a lock in the archive, with a heartbeat.

A run that was killed must not keep the next one out: its lock is taken over at once where its process
is known to be dead, which only its own machine can tell, and elsewhere when its heartbeat stops.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple, cast
from uuid import uuid4

from sqlalchemy import ColumnElement, CursorResult, Delete, Update, delete, update
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.archive import Archive
from capitalcities_crawler.archive.errors import ArchiveError
from capitalcities_crawler.archive.models import HarvestLock
from capitalcities_crawler.archive.process import Process, is_dead, this_process
from capitalcities_crawler.archive.writing.sites import upsert_site
from capitalcities_crawler.sites import Site


class LockedError(ArchiveError):
    """Raised when another run holds the lock; the message says who, since when, and what to do."""


class Lock(NamedTuple):
    """A lock that this run holds, or held."""

    site_id: int
    token: str


def acquire(
    archive: Archive, site: Site, base_url: str, *, now: datetime, stale_after: timedelta
) -> Lock:
    """Take the lock of a site, also from a run that is dead.

    Args:
        archive: an open archive, to be written.
        site: the profile.
        base_url: root of the site, without a slash at the end.
        now: the time, which the holder's last heartbeat is compared with.
        stale_after: how long its holder may give no sign of life.

    Raises:
        LockedError: another run holds it, and lives.
    """
    with archive.writing() as session:  # which keeps other contenders out
        site_id = upsert_site(session, site, base_url).id
        held = session.get(HarvestLock, site_id)
        if held is not None:
            if _lives(held, now, stale_after):
                raise LockedError(_message(held, base_url, stale_after))
            session.delete(held)
            session.flush()
        lock = Lock(site_id, uuid4().hex)
        session.add(_row(lock, now))
        return lock


def beat(archive: Archive, lock: Lock, now: datetime) -> bool:
    """Give a sign of life; tell whether the lock is still held."""
    with archive.writing() as session:
        query = update(HarvestLock).where(*_is(lock)).values(heartbeat_at=now)
        return _rows(session, query) == 1


def release(archive: Archive, lock: Lock) -> bool:
    """Give the lock back; tell whether it was still held."""
    with archive.writing() as session:
        return _rows(session, delete(HarvestLock).where(*_is(lock))) == 1


def _row(lock: Lock, now: datetime) -> HarvestLock:
    holder = this_process()._asdict()
    return HarvestLock(**lock._asdict(), **holder, acquired_at=now, heartbeat_at=now)


def _lives(held: HarvestLock, now: datetime, stale_after: timedelta) -> bool:
    if is_dead(Process(held.host, held.pid, held.mark)):
        return False
    return now - held.heartbeat_at <= stale_after


def _message(held: HarvestLock, base_url: str, stale_after: timedelta) -> str:
    return (
        f"another run is harvesting {base_url}: process {held.pid} on {held.host}, since"
        f" {held.acquired_at:%Y-%m-%d %H:%M:%S} UTC, last sign of life at"
        f" {held.heartbeat_at:%H:%M:%S}. Wait for it, or stop it; if it is dead, its lock ends"
        f" {stale_after.total_seconds():.0f} s after that (HARVEST_LOCK_STALE)"
    )


def _is(lock: Lock) -> tuple[ColumnElement[bool], ...]:
    return HarvestLock.site_id == lock.site_id, HarvestLock.token == lock.token


def _rows(session: Session, query: Update | Delete) -> int:
    result = cast("CursorResult[object]", session.execute(query))
    return result.rowcount
