"""What the API counts."""

from __future__ import annotations

import pytest

from capitalcities_crawler.discovery import RouteClosedError
from capitalcities_crawler.discovery.rest_terms import TermsRoute
from fixtures.replica import World
from tests.discovery.replica import BASE, Replica


@pytest.mark.parametrize("spelling", [0, 1])
def test_all_categories_and_the_tags_used_most(spelling: int) -> None:
    replica = Replica(World(300))
    index = replica.world.index
    counts = [
        count
        for step in replica.steps(TermsRoute(BASE, spelling=spelling))
        for count in step.counts
    ]
    sections = {count.key: count.count for count in counts if count.kind == "section"}
    categories = replica.world.places.categories.values()
    assert sections == {each.path: index.own_counts.get(each, 0) for each in categories}
    tags = {count.key: count.count for count in counts if count.kind == "tag"}
    most = sorted((len(index.by_tag[tag]) for tag in index.tags), reverse=True)[:100]
    assert sorted(tags.values(), reverse=True) == most
    assert {count.source for count in counts} == {"rest"}


def test_closed() -> None:
    replica = Replica(World(20))
    replica.world.closed = {"rest": 401}
    with pytest.raises(RouteClosedError, match="http-401"):
        list(replica.steps(TermsRoute(BASE)))
