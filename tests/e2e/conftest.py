"""Replicas for the crawls, and archives that hold all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fixtures.replica import World, serve
from fixtures.replica.server import ServedSite
from tests.e2e.harvests import Harvests

POSTS = 90
FEWER_POSTS = 40


@pytest.fixture(scope="session")
def quiet_site() -> Iterator[ServedSite]:
    """Serve a site that no test changes."""
    with serve(World(POSTS)) as site:
        yield site


@pytest.fixture(scope="session")
def harvests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harvests]:
    """Give archives that hold a whole site; each site is crawled once a session."""
    with serve(World(FEWER_POSTS)) as site:
        yield Harvests(site, tmp_path_factory.mktemp("harvests"))


@pytest.fixture
def site(harvests: Harvests) -> ServedSite:
    """Serve a site that the test may change."""
    harvests.site.show(World(FEWER_POSTS))
    return harvests.site


@pytest.fixture
def harvested(site: ServedSite, harvests: Harvests, archive_url: str) -> ServedSite:
    """Give a site whose every article is in the archive."""
    harvests.put_into(archive_url, FEWER_POSTS)
    return site
