"""What an operator relies on: the lock, the budget, the summary."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select, update

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.models import HarvestLock
from capitalcities_crawler.archive.robots import RobotsText
from fixtures.replica.server import ServedSite
from tests.e2e.harness import (
    ROOT,
    JsonObject,
    asked_in_vain,
    command,
    crawl,
    environment,
    scrapy,
    stored,
)


@pytest.fixture
def running(site: ServedSite, sqlite_url: str) -> Iterator[subprocess.Popen[str]]:
    """Give a slow run that holds the lock."""
    words = ("crawl", "archive", "-a", f"base_url={site.url}", "-s", "DOWNLOAD_DELAY=5")
    line = command(*words, archive_url=sqlite_url, fast=False)
    with subprocess.Popen(
        line, cwd=ROOT, env=environment(), stderr=subprocess.PIPE, text=True
    ) as run:
        while not site.requests:
            assert run.poll() is None
        yield run
        run.kill()


def test_a_second_run_is_refused_until_the_first_is_dead(
    site: ServedSite, sqlite_url: str, running: subprocess.Popen[str], tmp_path: Path
) -> None:
    log = tmp_path / "summary.jsonl"
    words = ("crawl", "latest", "-a", f"base_url={site.url}", "-s", f"HARVEST_SUMMARY={log}")
    second = scrapy(*words, archive_url=sqlite_url)
    assert second.returncode == 5
    assert f"process {running.pid}" in second.stderr
    assert len(second.stderr.splitlines()) == 1
    running.kill()
    running.wait()
    third = scrapy(*words, archive_url=sqlite_url)
    assert third.returncode == 0, third.stderr
    locked, whole = lines(log)
    assert (locked["exit_status"], whole["exit_status"]) == (5, 0)
    assert locked.keys() == whole.keys()
    assert stored(sqlite_url).keys() == site.world.truth(site.url).keys()


_FAST_HEART = (
    "from scrapy import cmdline; from capitalcities_crawler.extensions import heartbeat;"
    "heartbeat.EVERY = 0.1; cmdline.execute()"
)


def test_a_run_that_lost_its_lock_stops(site: ServedSite, sqlite_url: str) -> None:
    words = ("crawl", "archive", "-a", f"base_url={site.url}", "-s", "DOWNLOAD_DELAY=0.3")
    line = command(*words, archive_url=sqlite_url, fast=False)
    line[1:3] = ["-c", _FAST_HEART]
    with subprocess.Popen(
        line, cwd=ROOT, env=environment(), stderr=subprocess.PIPE, text=True
    ) as run:
        while len(site.requests) < 5:
            assert run.poll() is None
        lock = held(sqlite_url)
        assert lock.heartbeat_at > lock.acquired_at
        take_from(sqlite_url)
        _, errors = run.communicate(timeout=30)
    assert run.returncode == 5, errors
    assert "another run took over this site" in errors
    assert held(sqlite_url).token == "another's"
    with Archive(sqlite_url) as archive:
        checkpoint = archive.checkpoint("capitalcities", site.url)
    assert checkpoint is None or not checkpoint.is_complete


def test_a_run_lets_its_lock_go(site: ServedSite, sqlite_url: str) -> None:
    assert crawl("archive", sqlite_url, base_url=site.url, limit="1").returncode == 0
    with Archive(sqlite_url) as archive, archive.session() as session:
        assert session.scalars(select(HarvestLock)).all() == []


def test_the_age_of_a_dead_lock_must_make_sense(sqlite_url: str) -> None:
    run = scrapy("crawl", "latest", "-s", "HARVEST_LOCK_STALE=30", archive_url=sqlite_url)
    assert run.returncode == 2
    assert run.stderr == (
        "scrapy crawl: HARVEST_LOCK_STALE='30' is no number of seconds above 60\n"
    )


def held(archive_url: str) -> HarvestLock:
    """Give the one lock that is held."""
    with Archive(archive_url) as archive, archive.session() as session:
        return session.scalars(select(HarvestLock)).one()


def take_from(archive_url: str) -> None:
    """Take the lock as a run on another machine would."""
    with Archive(archive_url, write=True) as archive, archive.writing() as session:
        session.execute(update(HarvestLock).values(token="another's", host="elsewhere"))


def test_robots_txt_is_asked_once_a_day(site: ServedSite, sqlite_url: str) -> None:
    for spider in ("archive", "latest"):
        assert crawl(spider, sqlite_url, base_url=site.url).returncode == 0
    asked = [exchange.path for exchange in site.requests]
    assert asked.count("/robots.txt") == 1
    site.clear()
    assert crawl("latest", sqlite_url, base_url=site.url).returncode == 0
    assert len(site.requests) == 1


def test_the_rules_of_a_copy_are_obeyed(site: ServedSite, sqlite_url: str) -> None:
    first, second, *_ = site.world.truth(site.url)
    rules = f"User-agent: *\nDisallow: {urlsplit(first).path}\n"
    with Archive(sqlite_url, write=True) as archive:
        archive.keep_robots(RobotsText(f"{site.url}/robots.txt", datetime.now(UTC), 200, rules))
    run = crawl("article", sqlite_url, base_url=site.url, urls=f"{first},{second}")
    assert run.returncode == 0, run.stderr
    assert asked_in_vain(sqlite_url) == {first: ("refused", "robots-txt")}
    assert [exchange.path for exchange in site.requests] == [urlsplit(second).path]


@pytest.mark.parametrize("most", [1, 4, 20])
def test_not_one_request_more_than_the_budget(
    site: ServedSite, sqlite_url: str, tmp_path: Path, most: int
) -> None:
    log = tmp_path / "summary.jsonl"
    settings = ("-s", f"HARVEST_MAX_REQUESTS={most}", "-s", f"HARVEST_SUMMARY={log}")
    words = ("crawl", "archive", "-a", f"base_url={site.url}", *settings)
    run = scrapy(*words, archive_url=sqlite_url)
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr
    assert len(site.requests) == most
    (line,) = lines(log)
    assert (line["stopped_by"], line["requests"]) == ("budget-requests", most)
    fetched = sum(e.path.startswith("/20") and e.status == 200 for e in site.requests)
    assert line["fetched"] <= fetched
    assert len(stored(sqlite_url)) == line["new"]
    assert crawl("archive", sqlite_url, base_url=site.url).returncode == 0
    assert stored(sqlite_url).keys() == site.world.truth(site.url).keys()


def test_what_is_fetched_in_time_is_kept(site: ServedSite, sqlite_url: str, tmp_path: Path) -> None:
    log = tmp_path / "summary.jsonl"
    settings = ("HARVEST_MAX_MINUTES=0.05", f"HARVEST_SUMMARY={log}", "DOWNLOAD_DELAY=0.2")
    words = ["crawl", "archive", "-a", f"base_url={site.url}"]
    for setting in settings:
        words += ["-s", setting]
    run = scrapy(*words, archive_url=sqlite_url, fast=False)
    assert run.returncode == 0, run.stderr
    assert "Ended after 0.05 minutes" in run.stderr
    (line,) = lines(log)
    assert line["stopped_by"] == "budget-minutes"
    assert 2 < line["seconds"] < 8
    assert 0 < line["new"] == len(stored(sqlite_url)) < 40
    assert f"{line['pending']} left for the next run" in run.stderr
    assert line["pending"] > 0


class Busy(BaseHTTPRequestHandler):
    """Asks everyone to come back in ten minutes."""

    def do_GET(self) -> None:
        self.send_response(503)
        self.send_header("Retry-After", "600")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_time_is_up_while_the_site_asks_to_wait(sqlite_url: str) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Busy)
    Thread(target=server.serve_forever, daemon=True).start()
    words = ("crawl", "archive", "-a", f"base_url=http://127.0.0.1:{server.server_port}")
    began = time.monotonic()
    run = scrapy(*words, "-s", "HARVEST_MAX_MINUTES=0.03", archive_url=sqlite_url)
    server.shutdown()
    server.server_close()
    assert run.returncode == 0, run.stderr
    assert "Ended after 0.03 minutes" in run.stderr
    assert time.monotonic() - began < 15


def test_nothing_is_asked_in_quiet_hours(site: ServedSite, sqlite_url: str) -> None:
    hour = datetime.now(UTC).hour
    quiet = f"HARVEST_QUIET_HOURS={hour:02}:00-{(hour + 2) % 24:02}:00"
    words = ["crawl", "archive", "-a", f"base_url={site.url}", "-s", quiet]
    words += ["-s", "HARVEST_QUIET_ZONE=UTC", "-s", "HARVEST_SUMMARY=-"]
    run = scrapy(*words, archive_url=sqlite_url)
    assert run.returncode == 0
    assert len(run.stderr.splitlines()) == 1
    assert "nothing is asked in the quiet hours" in run.stderr
    assert site.requests == []
    line = json.loads(run.stdout)
    assert (line["stopped_by"], line["crawl_id"], line["requests"]) == ("quiet-hours", None, 0)


def test_quiet_hours_that_begin_during_a_run(site: ServedSite, sqlite_url: str) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=6)
    quiet = f"HARVEST_QUIET_HOURS={soon:%H:%M:%S}-{soon + timedelta(hours=1):%H:%M:%S}"
    words = ["crawl", "archive", "-a", f"base_url={site.url}", "-s", quiet]
    words += ["-s", "HARVEST_QUIET_ZONE=UTC", "-s", "DOWNLOAD_DELAY=0.5"]
    run = scrapy(*words, archive_url=sqlite_url, fast=False)
    assert run.returncode == 0, run.stderr
    assert "Nothing is asked in the quiet hours" in run.stderr
    assert 0 < len(site.requests) < 20
    assert datetime.now(UTC) < soon + timedelta(seconds=5)


def test_a_budget_that_makes_no_sense(site: ServedSite, sqlite_url: str) -> None:
    words = ("crawl", "archive", "-a", f"base_url={site.url}", "-s", "HARVEST_QUIET_HOURS=25")
    run = scrapy(*words, archive_url=sqlite_url)
    assert run.returncode == 2
    assert run.stderr == (
        "scrapy crawl: HARVEST_QUIET_HOURS='25' is no span of hours: write 07:00-22:30\n"
    )
    assert site.requests == []


def test_the_summary_of_a_whole_harvest(site: ServedSite, sqlite_url: str) -> None:
    words = ("crawl", "archive", "-a", f"base_url={site.url}", "-s", "HARVEST_SUMMARY=-")
    run = scrapy(*words, archive_url=sqlite_url)
    line = json.loads(run.stdout)
    assert line["requests"] == len(site.requests)
    assert (line["outcome"], line["exit_status"], line["pending"]) == ("done", 0, 0)
    assert line["coverage"] == 1.0
    assert line["new"] == line["fetched"] == len(stored(sqlite_url))
    assert line["reasons"]["refused"] == {"password-protected": 1}


def test_the_summary_of_an_interrupted_run(
    site: ServedSite, sqlite_url: str, tmp_path: Path
) -> None:
    log = tmp_path / "new" / "summary.jsonl"
    words = ("crawl", "archive", "-a", f"base_url={site.url}", "-s", f"HARVEST_SUMMARY={log}")
    line = command(*words, "-s", "DOWNLOAD_DELAY=0.3", archive_url=sqlite_url, fast=False)
    with subprocess.Popen(line, cwd=ROOT, env=environment(), stderr=subprocess.DEVNULL) as run:
        while len(site.requests) < 6:
            assert run.poll() is None
        run.send_signal(signal.SIGINT)
    (found,) = lines(log)
    assert (found["outcome"], found["exit_status"]) == ("interrupted", 130)
    assert found["new"] == len(stored(sqlite_url))
    assert found["pending"] > 0


def test_the_summary_of_a_site_that_cannot_be_reached(sqlite_url: str) -> None:
    words = ("crawl", "latest", "-a", "base_url=http://127.0.0.1:9", "-s", "HARVEST_SUMMARY=-")
    found = json.loads(scrapy(*words, archive_url=sqlite_url).stdout)
    assert (found["exit_status"], found["stopped_by"]) == (4, "unreachable")


def test_a_summary_that_cannot_be_written(site: ServedSite, sqlite_url: str) -> None:
    words = ("crawl", "archive", "-a", f"base_url={site.url}", "-a", "limit=1")
    run = scrapy(*words, "-s", "HARVEST_SUMMARY=/proc/summary", archive_url=sqlite_url)
    assert run.returncode == 0
    assert "HARVEST_SUMMARY /proc/summary cannot be written: " in run.stderr
    assert "Traceback" not in run.stderr


def lines(log: Path) -> list[JsonObject]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
