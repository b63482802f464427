"""The exit statuses of ``scrapy crawl``, and one clear line for everything that is wrong."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from fixtures.replica.server import ServedSite
from tests.e2e.harness import crawl, scrapy, stored, unstored


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["archive", "-a", "limit=none"], "limit='none' is no number of articles"),
        (["archive", "-a", "nope=1"], "unknown argument 'nope'"),
        (["archive", "-a", "via=feed"], "via='feed' is unknown"),
        (["article"], "which articles?"),
        (["section"], "which section?"),
        (["nobody"], "unknown spider 'nobody': choose one of archive, article, latest, section"),
        ([], "give one spider of archive, article, latest, section"),
    ],
)
def test_wrong_arguments(sqlite_url: str, words: list[str], part: str) -> None:
    run = scrapy("crawl", *words, archive_url=sqlite_url)
    assert run.returncode == 2
    assert part in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert not Path(sqlite_url.removeprefix("sqlite:///")).exists()


def test_an_archive_that_cannot_be_written(tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("not a folder", encoding="utf-8")
    run = crawl("archive", f"sqlite:///{occupied}/archive.sqlite", base_url="http://127.0.0.1:9")
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1


def test_an_archive_of_a_newer_schema(site: ServedSite, sqlite_url: str) -> None:
    crawl("archive", sqlite_url, base_url=site.url, limit="1")
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    site.clear()
    run = crawl("archive", sqlite_url, base_url=site.url)
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1
    assert site.requests == []


@pytest.mark.parametrize(
    ("base_url", "reason"),
    [("http://127.0.0.1:9", "connection"), ("http://no-such-host.invalid", "dns")],
)
def test_a_site_that_cannot_be_reached(sqlite_url: str, base_url: str, reason: str) -> None:
    run = crawl("archive", sqlite_url, base_url=base_url)
    assert run.returncode == 4
    assert f"Cannot reach {base_url}/: {reason}" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_site_that_refuses_us(site: ServedSite, sqlite_url: str) -> None:
    routes = (
        "rest",
        "feed",
        "home",
        "sitemap",
        "months",
        "sections",
        "posts",
        "robots",
        "files",
        "redirects",
    )
    site.world.closed = dict.fromkeys(routes, 403)
    run = crawl("archive", sqlite_url, base_url=site.url)
    assert run.returncode == 4
    assert "No route to the articles" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_closed_route_is_told_and_another_one_taken(site: ServedSite, sqlite_url: str) -> None:
    site.world.closed = {"sitemap": 403, "rest": 401}
    run = crawl("archive", sqlite_url, base_url=site.url)
    assert run.returncode == 0, run.stderr
    assert "The route 'sitemap' is closed" in run.stderr
    assert "The route 'rest' is closed" in run.stderr
    assert "by the route 'months'" in run.stderr
    assert stored(sqlite_url).keys() == site.world.truth(site.url).keys()


def test_sections_are_the_last_resort(site: ServedSite, sqlite_url: str) -> None:
    site.world.closed = {"sitemap": 404, "months": 500}
    run = crawl("archive", sqlite_url, base_url=site.url, via="sections")
    assert run.returncode == 0, run.stderr
    assert stored(sqlite_url).keys() == site.world.truth(site.url).keys()


def test_failing_pages_are_tried_again_by_the_next_run(site: ServedSite, sqlite_url: str) -> None:
    url = next(iter(site.world.truth(site.url)))
    site.world.closed = {"posts": 500}
    run = crawl("article", sqlite_url, base_url=site.url, urls=url)
    assert run.returncode == 3
    assert unstored(sqlite_url) == {url: ("failed", "http-500")}
    site.world.closed = {}
    assert crawl("archive", sqlite_url, base_url=site.url).returncode == 0
    assert url in stored(sqlite_url)


def test_a_site_that_breaks_down_is_left_alone(site: ServedSite, sqlite_url: str) -> None:
    site.world.closed = {"posts": 500}
    run = crawl("archive", sqlite_url, base_url=site.url)
    assert run.returncode == 3
    assert "Stopping: 20 pages failed one after the other" in run.stderr
    assert len(site.requests) < 60
