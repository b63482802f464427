"""The main job: every article of a site in the archive, every field as the site published it."""

from __future__ import annotations

import pytest

from fixtures.replica import World, serve
from fixtures.replica.server import ServedSite
from tests.e2e.harness import crawl, differences, stored, unstored

PROTECTED = ("refused", "password-protected")


def test_every_field_of_every_article(quiet_site: ServedSite, archive_url: str) -> None:
    run = crawl("archive", archive_url, base_url=quiet_site.url)
    assert run.returncode == 0, run.stderr
    assert differences(stored(archive_url), quiet_site.world.truth(quiet_site.url)) == []
    protected = quiet_site.world.protected(quiet_site.url)
    assert protected
    assert unstored(archive_url) == dict.fromkeys(protected, PROTECTED)


@pytest.mark.parametrize("via", ["sitemap", "rest", "months", "sections", "chain"])
def test_each_route_alone_gives_the_same(quiet_site: ServedSite, sqlite_url: str, via: str) -> None:
    run = crawl("archive", sqlite_url, base_url=quiet_site.url, via=via)
    assert run.returncode == 0, run.stderr
    assert differences(stored(sqlite_url), quiet_site.world.truth(quiet_site.url)) == []


@pytest.mark.parametrize("seo", ["rankmath", "jnews", "none"])
def test_each_flavour_of_metadata_and_sitemaps(sqlite_url: str, seo: str) -> None:
    with serve(World(60, seo=seo, timezone="Asia/Tokyo")) as site:  # type: ignore[arg-type]
        run = crawl("archive", sqlite_url, base_url=site.url)
        assert run.returncode == 0, run.stderr
        assert differences(stored(sqlite_url), site.world.truth(site.url)) == []
        assert unstored(sqlite_url) == dict.fromkeys(site.world.protected(site.url), PROTECTED)


def test_a_second_run_stores_nothing_and_fetches_no_article(
    harvested: ServedSite, archive_url: str
) -> None:
    site = harvested
    before = stored(archive_url)
    site.clear()
    run = crawl("archive", archive_url, base_url=site.url)
    assert run.returncode == 0, run.stderr
    assert stored(archive_url) == before
    asked = [exchange.path for exchange in site.requests]
    assert not [path for path in asked if path.startswith("/20")]
    assert len(asked) < 12, asked


def test_politeness(site: ServedSite, sqlite_url: str) -> None:
    """No article twice."""
    crawl("archive", sqlite_url, base_url=site.url)
    paths = [exchange.path for exchange in site.requests if exchange.path.startswith("/20")]
    assert len(paths) == len(set(paths))


def test_new_and_missing_articles_are_fetched_by_the_next_run(
    site: ServedSite, sqlite_url: str
) -> None:
    crawl("archive", sqlite_url, base_url=site.url, limit="10")
    assert len(stored(sqlite_url)) == 10
    site.world.add_post("Water Returns to the Marshes")
    run = crawl("archive", sqlite_url, base_url=site.url)
    assert run.returncode == 0, run.stderr
    assert stored(sqlite_url).keys() == site.world.truth(site.url).keys()
