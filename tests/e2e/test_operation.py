"""What an operator relies on: the lock, the budget, the summary."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures.replica.server import ServedSite
from tests.e2e.harness import ROOT, JsonObject, command, crawl, environment, scrapy, stored


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
    assert [line["exit_status"] for line in lines(log)] == [5, 0]
    assert stored(sqlite_url).keys() == site.world.truth(site.url).keys()


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


def test_nothing_is_asked_in_quiet_hours(site: ServedSite, sqlite_url: str) -> None:
    quiet = ("-s", "HARVEST_QUIET_HOURS=00:00-23:59:59.999999")
    words = ("crawl", "archive", "-a", f"base_url={site.url}", *quiet)
    assert scrapy(*words, archive_url=sqlite_url).returncode == 0
    assert site.requests == []


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


def lines(log: Path) -> list[JsonObject]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
