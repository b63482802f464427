"""The REST API's lists of posts, from the replica and from strings."""

from __future__ import annotations

import doctest
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

import pytest

from capitalcities_crawler.discovery import (
    Answer,
    ModifiedRoute,
    RestRoute,
    RouteClosedError,
    content_url,
    read_contents,
    rest_api,
)
from capitalcities_crawler.items import AdvertisedCount
from capitalcities_crawler.sites import get_site
from fixtures.replica import World
from tests.discovery.replica import BASE, Replica

SITE = get_site("capitalcities")


def given(asked: str, body: object, total: int | None = None) -> Answer:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {} if total is None else {"x-wp-total": str(total)}
    return Answer(asked, asked, 200, text, headers=headers)


def refused(asked: str, status: int) -> Answer:
    return Answer(asked, asked, status, b"", f"http-{status}")


def post(number: int, day: str = "2025-06-01", **fields: Any) -> dict[str, Any]:
    time = f"{day}T10:00:{number % 60:02}"
    link = f"{BASE}/{number}/"
    return {"id": number, "link": link, "date": time, "modified_gmt": time, **fields}


def ids(world: World) -> set[int | None]:
    return {each.id for each in world.index.public}


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(rest_api).failed == 0


def test_all_posts_are_listed_a_hundred_at_a_time() -> None:
    replica = Replica(World(250, timezone="Asia/Baghdad"))
    route = RestRoute(BASE, SITE)
    steps = list(replica.steps(route))
    found = [each for step in steps for each in step.articles]
    assert len(replica.asked) == 3
    assert route.is_complete
    assert len(found) == 250
    assert steps[0].counts == (
        AdvertisedCount(kind="total", key="posts", count=250, source="rest"),
    )
    truth = {BASE + each.path: each for each in replica.world.index.public}
    for each in found:
        wanted = truth[each.url]
        assert each.post_id == wanted.id
        assert each.modified_at == wanted.modified_utc
        assert each.not_after == wanted.published.date()


def test_a_span_of_local_days() -> None:
    replica = Replica(World(250, timezone="Asia/Baghdad"))
    first, last = date(2025, 6, 10), date(2025, 6, 20)
    found = replica.walk(RestRoute(BASE, SITE, since=first, until=last))
    inside = {p.id for p in replica.world.index.public if first <= p.published.date() <= last}
    assert {each.post_id for each in found} == inside
    assert 0 < len(inside) < 250


def test_a_span_without_posts_is_no_closed_route() -> None:
    replica = Replica(World(60))
    route = RestRoute(BASE, SITE, since=date(2030, 1, 1))
    assert replica.walk(route) == []
    assert route.is_complete


def test_changes_during_the_walk_lose_nothing() -> None:
    replica = Replica(World(450))
    world, before = replica.world, ids(replica.world)
    oldest_first = [each.id for each in reversed(world.index.public)]

    def change(number: int) -> None:
        for post_id in oldest_first[(number - 1) * 20 : number * 20]:
            world.trash(post_id)
        world.add_post(f"Back-dated {number}", now=datetime(2025, 6, 1, number, tzinfo=UTC))
        world.add_post(f"New {number}", now=datetime(2026, 2, 1, number, tzinfo=UTC))

    found = {each.post_id for each in replica.walk(RestRoute(BASE, SITE), change)}
    assert found >= before & ids(world)
    assert len(ids(world)) < len(before)


def test_posts_of_one_second_are_counted_off_though_some_are_trashed_meanwhile() -> None:
    world = World(460)
    moment = datetime(2025, 9, 1, 12, 0, 0, tzinfo=world.zone)
    crowd = [each.id for each in world.index.public][100:420]
    for number in crowd:
        world.posts[number] = replace(world.posts[number], published=moment, modified=moment)
    world._index = None
    before, replica = ids(world), Replica(world)

    def change(number: int) -> None:
        if number in {4, 5}:
            for post_id in sorted(crowd)[number * 10 : number * 10 + 10]:
                world.trash(post_id)

    route = RestRoute(BASE, SITE)
    found = [each.post_id for each in replica.walk(route, change)]
    assert route.is_complete
    assert set(found) >= before & ids(world)
    assert len(found) == len(set(found))
    assert len(ids(world)) == 440


def test_the_other_spelling() -> None:
    route = RestRoute(BASE, SITE)
    (first,) = route.start_urls()
    assert first.startswith(f"{BASE}/wp-json/wp/v2/posts?per_page=100&orderby=date&order=asc")
    (second,) = route.read(refused(first, 404)).follow
    assert second == first.replace("/wp-json/wp/v2/posts?", "/?rest_route=/wp/v2/posts&")
    posts = [post(number, day=f"2025-06-{1 + number % 28:02}") for number in range(100)]
    step = route.read(given(second, posts, 120))
    assert len(step.articles) == 100
    assert step.follow[0].startswith(f"{BASE}/?rest_route=")
    assert Replica(World(20)).get(second).ok


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html><body>Please log in</body></html>", "HTML"),
        (b"", "empty answer"),
        (b'[{"id": 1, "li', "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
        ([], "no posts"),
        ({"code": "rest_forbidden", "data": {"status": 401}}, "error rest_forbidden"),
        ({"posts": []}, "no list of objects"),
        ([1, 2], "no list of objects"),
        ([post(1, link="https://cms.elsewhere.net/1/")], "posts of another host"),
        ([post(1, link="http://[/")], "posts of another host"),
        ([post(1, link=None)], "posts of another host"),
        ([post(n, date=None) for n in range(100)], "posts without times"),
    ],
)
def test_what_closes_the_route(body: object, reason: str) -> None:
    route = RestRoute(BASE, SITE)
    (second,) = route.read(given(route.start_urls()[0], body)).follow
    with pytest.raises(RouteClosedError, match=rf"/wp-json/: {reason}; \?rest_route=: http-403"):
        route.read(refused(second, 403))


@pytest.mark.parametrize("status", [401, 403, 404, 500, 503])
def test_a_replica_with_rest_closed(status: int) -> None:
    replica = Replica(World(20))
    replica.world.closed["rest"] = status
    with pytest.raises(RouteClosedError, match=f"http-{status}"):
        replica.walk(RestRoute(BASE, SITE))
    assert len(replica.asked) == 2


def test_an_answer_lost_on_the_way_is_told() -> None:
    replica = Replica(World(250))

    def close(number: int) -> None:
        replica.world.closed["rest"] = 500

    route = RestRoute(BASE, SITE)
    steps = list(replica.steps(route, close))
    assert [step.lost for step in steps] == [False, False, True]
    assert not route.is_complete


def test_a_walk_goes_on_without_the_totals() -> None:
    """Some proxies cut the headers off."""
    route = RestRoute(BASE, SITE)
    replica, waiting, found = Replica(World(250)), list(route.start_urls()), 0
    for number in range(1, 9):  # noqa: B007 - told below
        step = route.read(replica.get(waiting.pop())._replace(headers={}))
        assert step.counts == ()
        found += len(step.articles)
        waiting += step.follow
        if not waiting:
            break
    assert found == 250
    assert number == 3


def test_what_was_modified_lately() -> None:
    replica = Replica(World(300, timezone="America/Bogota"))
    world, newest = replica.world, replica.world.last_modified
    assert replica.walk(ModifiedRoute(BASE, newest + timedelta(hours=2))) == []
    numbers = [each.id for each in world.index.public]
    for number in numbers[50:170]:
        world.edit(number, title=f"Edited {number}")
    world.rename(numbers[200], "another-slug")
    added = world.add_post("Quite New")
    world.trash(numbers[60])
    route = ModifiedRoute(BASE, newest)
    found = {each.post_id: each for each in replica.walk(route)}
    wanted = {*numbers[50:170], numbers[200], added.id} - {numbers[60]}
    assert route.is_complete
    assert set(found) >= wanted
    assert all(
        each.modified_at == world.posts[number or 0].modified_utc for number, each in found.items()
    )
    others = [found[number].modified_at for number in set(found) - wanted]
    assert all(newest - timedelta(hours=1) < time <= newest for time in others if time)


def test_a_wordpress_that_knows_no_modified_after() -> None:
    """Before 5.7 the parameter is ignored, and every answer begins with the oldest."""
    route = ModifiedRoute(BASE, datetime(2025, 12, 1, tzinfo=UTC))
    posts = [post(number, modified="2025-06-01T10:00:00") for number in range(100)]
    (second,) = route.read(given(route.start_urls()[0], posts, 300)).follow
    with pytest.raises(RouteClosedError, match="no effect of modified_after"):
        route.read(given(second, posts, 300))


def test_a_filter_that_a_cache_ignores() -> None:
    route = RestRoute(BASE, SITE)
    posts = [post(number) for number in range(100)]
    (second,) = route.read(given(route.start_urls()[0], posts, 300)).follow
    (third,) = route.read(given(second, posts, 300)).follow
    assert route.read(given(third, posts, 300)).lost


def test_rendered_contents() -> None:
    replica = Replica(World(60))
    index = replica.world.index
    protected = next(each.id for each in index.public if each.protected)
    numbers = [*(each.id for each in islice(index.readable(), 2)), protected]
    answer = replica.get(content_url(BASE, numbers))
    contents = read_contents(answer)
    assert set(contents) == set(numbers[:2])
    assert all(text.startswith("<") for text in contents.values())
    with pytest.raises(RouteClosedError):
        read_contents(refused(content_url(BASE, numbers, spelling=1), 403))
