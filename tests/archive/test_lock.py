"""One harvest of a site at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from typing import Any

import pytest
from sqlalchemy import select, update

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.lock import Lock, LockedError, acquire, beat, release
from capitalcities_crawler.archive.models import HarvestLock
from capitalcities_crawler.archive.process import Process, is_dead, process_of, this_process
from capitalcities_crawler.sites import get_site

SITE = get_site("wordpress")
NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
STALE = timedelta(minutes=5)


def take(archive: Archive, now: datetime = NOON, base_url: str = "https://example.org") -> Lock:
    return acquire(archive, SITE, base_url, now=now, stale_after=STALE)


def change(archive: Archive, **values: Any) -> None:
    with archive.writing() as session:
        session.execute(update(HarvestLock).values(**values))


def test_a_second_run_is_told_who_holds_it(archive: Archive) -> None:
    take(archive)
    with pytest.raises(LockedError) as error:
        take(archive, NOON + STALE)
    message = str(error.value)
    assert f"process {os.getpid()} on {this_process().host}" in message
    assert "since 2026-01-15 12:00:00 UTC" in message
    assert "\n" not in message


def test_each_site_has_its_own(archive: Archive) -> None:
    take(archive)
    assert take(archive, base_url="https://other.example.org")


def test_it_is_free_after_release(archive: Archive) -> None:
    lock = take(archive)
    assert release(archive, lock)
    assert take(archive) != lock
    assert not release(archive, lock)


def test_a_silent_run_loses_it(archive: Archive) -> None:
    lost = take(archive)
    held = take(archive, NOON + STALE + timedelta(seconds=1))
    assert not beat(archive, lost, NOON + STALE)
    assert not release(archive, lost)
    assert beat(archive, held, NOON + STALE)


def test_a_heartbeat_keeps_it(archive: Archive) -> None:
    lock = take(archive)
    assert beat(archive, lock, NOON + STALE)
    with pytest.raises(LockedError):
        take(archive, NOON + 2 * STALE)


def test_of_a_dead_process_it_is_taken_at_once(archive: Archive) -> None:
    take(archive)
    change(archive, **dead_process()._asdict())
    assert take(archive)


def test_of_another_machine_it_is_not_taken_at_once(archive: Archive) -> None:
    take(archive)
    change(archive, **dead_process()._replace(host="elsewhere")._asdict())
    with pytest.raises(LockedError, match="on elsewhere"):
        take(archive)


def test_another_process_with_its_number_does_not_keep_it(archive: Archive) -> None:
    own = this_process()
    if not own.mark:
        pytest.skip("this system does not tell when a process began")
    take(archive)
    change(archive, mark=f"{own.mark.rpartition(' ')[0]} 1")
    assert take(archive)


def test_a_container_with_the_same_host_name_is_another_machine() -> None:
    dead = dead_process()
    if not dead.mark:
        pytest.skip("this system does not tell containers apart")
    assert is_dead(dead)
    assert not is_dead(dead._replace(mark="other-boot pid:[1] 7"))


def test_a_process_that_its_parent_has_not_buried_is_dead() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    process = process_of(child.pid)
    assert not is_dead(process)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert is_dead(process)
    child.communicate()


def dead_process() -> Process:
    line = (
        "from capitalcities_crawler.archive.process import this_process as p; print(*p(), sep='|')"
    )
    run = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    host, pid, mark = run.stdout.strip().split("|")
    return Process(host, int(pid), mark)


def contend(url: str, begin: Any, results: Any) -> None:
    """Try to take the lock at the same moment as all others."""
    with Archive(url, write=True) as archive:
        begin.wait()
        try:
            results.put(acquire(archive, SITE, "https://e.org", now=NOON, stale_after=STALE).token)
        except LockedError:
            results.put(None)
        begin.wait()  # a process that has ended would lose it


def run_together(target: Callable[..., None], url: str, number: int) -> list[str | None]:
    context = get_context("spawn")
    begin, results = context.Barrier(number), context.Queue()
    processes = [context.Process(target=target, args=(url, begin, results)) for _ in range(number)]
    for process in processes:
        process.start()
    found = [results.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    return found


def test_of_several_at_once_one_gets_it(archive: Archive) -> None:
    found = run_together(contend, archive.url, 4)
    winners = [token for token in found if token]
    assert len(winners) == 1
    with archive.session() as session:
        assert session.scalars(select(HarvestLock.token)).all() == winners
