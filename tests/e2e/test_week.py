"""A week of changes, found whatever the site has closed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fixtures.replica import World, serve
from fixtures.replica.scenario import live_a_week
from fixtures.replica.server import ServedSite
from tests.e2e.harness import crawl
from tests.e2e.weeks import check_week

CLOSED = {
    "nothing": (),
    "the API": ("rest",),
    "the API and the sitemaps": ("rest", "sitemap"),
    "the API, the sitemaps and the feeds": ("rest", "sitemap", "feed"),
}


@pytest.fixture
def site() -> Iterator[ServedSite]:
    with serve(World(120)) as served:
        yield served


@pytest.mark.parametrize("name", CLOSED)
def test_the_same_changes_are_found(site: ServedSite, sqlite_url: str, name: str) -> None:
    assert crawl("archive", sqlite_url, base_url=site.url).returncode == 0
    site.world.closed = dict.fromkeys(CLOSED[name], 403)
    week = live_a_week(site.world)
    site.clear()
    run = crawl("latest", sqlite_url, base_url=site.url)
    assert run.returncode == 0, run.stderr
    check_week(site, sqlite_url, week)
    again = crawl("latest", sqlite_url, base_url=site.url)
    assert again.returncode == 0, again.stderr
    check_week(site, sqlite_url, week)


@pytest.mark.parametrize("name", CLOSED)
def test_so_they_are_where_it_was_closed_from_the_start(
    site: ServedSite, sqlite_url: str, name: str
) -> None:
    site.world.closed = dict.fromkeys(CLOSED[name], 404)
    assert crawl("archive", sqlite_url, base_url=site.url).returncode == 0
    week = live_a_week(site.world, seed=2)
    run = crawl("latest", sqlite_url, base_url=site.url)
    assert run.returncode == 0, run.stderr
    check_week(site, sqlite_url, week)
