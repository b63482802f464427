"""A crawl that is killed and started again ends with the same archive as one that was not."""

from __future__ import annotations

import random
import signal
import subprocess
import time

from fixtures.replica.server import ServedSite
from tests.e2e.harness import ROOT, command, crawl, environment, stored, unstored


def start(archive_url: str, base_url: str) -> subprocess.Popen[str]:
    line = command("crawl", "archive", "-a", f"base_url={base_url}", archive_url=archive_url)
    return subprocess.Popen(line, cwd=ROOT, env=environment(), stderr=subprocess.PIPE, text=True)


def wait_for_requests(site: ServedSite, number: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while len(site.requests) < number and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.005)


def timeless(records: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """Leave out what tells when a page was fetched, and where its record lies."""
    times = {"first_seen", "last_seen", "fetched", "warc_file", "warc_offset"}
    return {u: {k: v for k, v in r.items() if k not in times} for u, r in records.items()}


def test_killed_at_five_random_moments(quiet_site: ServedSite, archive_url: str) -> None:
    moments = random.Random(2026)
    for _ in range(5):
        quiet_site.clear()
        process = start(archive_url, quiet_site.url)
        wait_for_requests(quiet_site, moments.randint(3, 45), process)
        time.sleep(moments.random() / 20)
        process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
    run = crawl("archive", archive_url, base_url=quiet_site.url)
    assert run.returncode == 0, run.stderr
    truth = quiet_site.world.truth(quiet_site.url)
    records = stored(archive_url)
    assert records.keys() == truth.keys()
    assert all(record["revision"] == 1 for record in records.values())
    assert unstored(archive_url).keys() == set(quiet_site.world.protected(quiet_site.url))


def test_same_records_as_without_a_kill(
    quiet_site: ServedSite, sqlite_url: str, postgresql_url: str
) -> None:
    quiet_site.clear()
    process = start(sqlite_url, quiet_site.url)
    wait_for_requests(quiet_site, 60, process)
    process.kill()
    process.communicate()
    assert crawl("archive", sqlite_url, base_url=quiet_site.url).returncode == 0
    assert crawl("archive", postgresql_url, base_url=quiet_site.url).returncode == 0
    assert timeless(stored(sqlite_url)) == timeless(stored(postgresql_url))


def test_ctrl_c_keeps_the_data_and_says_so(quiet_site: ServedSite, sqlite_url: str) -> None:
    quiet_site.clear()
    process = start(sqlite_url, quiet_site.url)
    wait_for_requests(quiet_site, 30, process)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    kept = stored(sqlite_url)
    articles = [e for e in quiet_site.requests if e.path.startswith("/20") and e.status == 200]
    assert 0 < len(kept) <= len(articles)
    quiet_site.clear()
    assert crawl("archive", sqlite_url, base_url=quiet_site.url).returncode == 0
    again = {quiet_site.url + exchange.path for exchange in quiet_site.requests}
    assert not again & kept.keys()
