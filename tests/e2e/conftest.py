"""Replicas for the crawls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fixtures.replica import World, serve
from fixtures.replica.server import ServedSite

POSTS = 150


@pytest.fixture(scope="session")
def quiet_site() -> Iterator[ServedSite]:
    """Serve a site that no test changes."""
    with serve(World(POSTS)) as site:
        yield site


@pytest.fixture
def site() -> Iterator[ServedSite]:
    """Serve a site that the test may change."""
    with serve(World(40)) as site:
        yield site
