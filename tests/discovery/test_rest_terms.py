"""What the API counts."""

from __future__ import annotations

import json

import pytest

from capitalcities_crawler.discovery import Answer, RouteClosedError, Step
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


def terms(asked: str, *given: dict[str, object]) -> Answer:
    return Answer(asked, asked, 200, json.dumps(given).encode(), headers={"x-wp-total": "1"})


def refused(asked: str) -> Answer:
    return Answer(asked, asked, 403, b"", "http-403")


def test_names_and_keys_are_those_of_the_widgets() -> None:
    route = TermsRoute(BASE)
    categories, tags = route.start_urls()
    arts = {"id": 5, "count": 7, "name": "Arts &amp; Letters", "link": f"{BASE}/category/arts/"}
    (count,) = route.read(terms(categories, arts)).counts
    assert (count.key, count.label, count.count) == ("/category/arts/", "Arts & Letters", 7)
    plain = {"id": 6, "count": 3, "name": "x", "link": f"{BASE}/?tag=x"}
    broken = {"id": 7, "count": 3, "name": "y", "link": "http://["}
    (count,) = route.read(terms(tags, plain, broken)).counts
    assert count.key == "/?tag=x"


def test_one_list_alone() -> None:
    route = TermsRoute(BASE)
    categories, tags = route.start_urls()
    (again,) = route.read(refused(categories)).follow
    assert again.startswith(f"{BASE}/?rest_route=/wp/v2/categories&")
    assert route.read(refused(again)) == Step()
    assert route.read(terms(tags, {"count": 1, "link": f"{BASE}/tag/x/"})).counts


def test_closed() -> None:
    replica = Replica(World(20))
    replica.world.closed = {"rest": 401}
    with pytest.raises(RouteClosedError, match=r"/wp-json/: http-401; \?rest_route=: http-401"):
        list(replica.steps(TermsRoute(BASE)))
    assert len(replica.asked) == 4
