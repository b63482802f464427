"""The whole replica: 8,004 posts."""

from __future__ import annotations

import pytest

from fixtures.replica import World, serve
from tests.e2e.harness import crawl, crawl_watched, differences, stored, unstored


@pytest.mark.full
def test_all_of_it(sqlite_url: str) -> None:
    with serve(World.full()) as site:
        run, peak = crawl_watched("archive", sqlite_url, base_url=site.url)
        assert run.returncode == 0, run.stderr
        assert 0 < peak < 400, f"{peak:.0f} MiB"
        before = stored(sqlite_url)
        assert differences(before, site.world.truth(site.url)) == []
        protected = site.world.protected(site.url)
        assert unstored(sqlite_url) == dict.fromkeys(protected, ("refused", "password-protected"))
        site.clear()
        again = crawl("archive", sqlite_url, base_url=site.url)
        assert again.returncode == 0, again.stderr
        assert stored(sqlite_url) == before
        assert not [e.path for e in site.requests if e.path.startswith("/20")]
