"""A week of changes, found whatever the site has closed."""

from __future__ import annotations

import pytest

from fixtures.replica import World
from fixtures.replica.scenario import live_a_week
from fixtures.replica.server import ServedSite
from tests.e2e.harness import crawl, scrapy, told
from tests.e2e.harvests import Harvests
from tests.e2e.weeks import check_week

POSTS = 120

CLOSED = {
    "nothing": (),
    "the API": ("rest",),
    "the API and the sitemaps": ("rest", "sitemap"),
    "the API, the sitemaps and the feeds": ("rest", "sitemap", "feed"),
}


@pytest.fixture
def site(harvests: Harvests) -> ServedSite:
    harvests.site.show(World(POSTS))
    return harvests.site


@pytest.fixture
def harvested(site: ServedSite, harvests: Harvests, sqlite_url: str) -> ServedSite:
    harvests.put_into(sqlite_url, POSTS)
    return site


@pytest.mark.parametrize("name", CLOSED)
def test_the_same_changes_are_found(harvested: ServedSite, sqlite_url: str, name: str) -> None:
    site = harvested
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


def test_a_run_that_was_cut_short_leaves_nothing_out(
    harvested: ServedSite, sqlite_url: str
) -> None:
    site = harvested
    week = live_a_week(site.world)
    words = ("crawl", "latest", "-a", f"base_url={site.url}", "-s", "HARVEST_MAX_REQUESTS=15")
    for _ in range(2):
        assert scrapy(*words, archive_url=sqlite_url).returncode == 0
    assert crawl("latest", sqlite_url, base_url=site.url).returncode == 0
    check_week(site, sqlite_url, week)


def test_a_part_of_the_site_calls_nothing_gone(harvested: ServedSite, sqlite_url: str) -> None:
    site = harvested
    week = live_a_week(site.world)
    run = crawl("latest", sqlite_url, base_url=site.url, since="2026-01-10")
    assert run.returncode == 0, run.stderr
    assert not [row for row in told(sqlite_url) if row["change"] == "gone"]
    assert crawl("latest", sqlite_url, base_url=site.url).returncode == 0
    check_week(site, sqlite_url, week)
