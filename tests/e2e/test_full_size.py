"""The whole replica: 8,004 posts."""

from __future__ import annotations

import pytest

from fixtures.replica import World, serve
from fixtures.replica.scenario import live_a_week
from tests.e2e.harness import crawl, crawl_watched, differences, stored, unstored
from tests.e2e.weeks import check_week


@pytest.mark.full
def test_all_of_it(sqlite_url: str) -> None:
    with serve(World.full()) as site:
        run, peak = crawl_watched("archive", sqlite_url, base_url=site.url)
        assert run.returncode == 0, run.stderr
        assert 0 < peak < 400, f"{peak:.0f} MiB"
        assert len(site.requests) <= 1.02 * len(site.world.index.public)
        before = stored(sqlite_url)
        assert differences(before, site.world.truth(site.url)) == []
        protected = site.world.protected(site.url)
        assert unstored(sqlite_url) == dict.fromkeys(protected, ("refused", "password-protected"))
        site.clear()
        again = crawl("archive", sqlite_url, base_url=site.url)
        assert again.returncode == 0, again.stderr
        assert stored(sqlite_url) == before
        assert not [e.path for e in site.requests if e.path.startswith("/20")]
        site.clear()
        assert crawl("latest", sqlite_url, base_url=site.url).returncode == 0
        assert len(site.requests) == 1
        week = live_a_week(site.world)
        site.clear()
        latest = crawl("latest", sqlite_url, base_url=site.url)
        assert latest.returncode == 0, latest.stderr
        assert len(site.requests) <= 60
        check_week(site, sqlite_url, week)
