"""The one question of a run that finds nothing changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from capitalcities_crawler.discovery import RouteClosedError, SiteState, probe_urls, read_probe
from fixtures.replica import World
from tests.discovery.replica import BASE, Replica


@pytest.fixture
def replica() -> Replica:
    return Replica(World(60, timezone="Asia/Baghdad"))


def state(replica: Replica, spelling: int = 0) -> SiteState:
    return read_probe(replica.get(probe_urls(BASE)[spelling]))


def test_newest_and_total(replica: Replica) -> None:
    assert state(replica) == (replica.world.last_modified, 60)
    assert state(replica, spelling=1) == state(replica)


def test_every_kind_of_change_shows(replica: Replica) -> None:
    world = replica.world
    numbers = [post.id for post in world.index.public]
    states = [state(replica)]
    changes: tuple[Callable[[], object], ...] = (
        lambda: world.edit(numbers[3], title="Edited"),
        lambda: world.trash(numbers[20]),
        lambda: world.unpublish(numbers[21]),
        lambda: world.rename(numbers[5], "another-slug"),
        lambda: world.add_post("New"),
    )
    for change in changes:
        change()
        states.append(state(replica))
    assert len(set(states)) == len(states)


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (b"[]", {"x-wp-total": "0"}, "no posts"),
        (b'[{"id": 1, "modified_gmt": null}]', {"x-wp-total": "9"}, "no modification time"),
        (b'[{"id": 1, "modified_gmt": "2025-06-01T10:00:00"}]', {}, "no X-WP-Total"),
        (b"<!doctype html><p>Forbidden</p>", {}, "HTML"),
    ],
)
def test_what_does_not_tell(
    replica: Replica, body: bytes, headers: dict[str, str], reason: str
) -> None:
    answer = replica.get(probe_urls(BASE)[0])._replace(body=body, headers=headers)
    with pytest.raises(RouteClosedError, match=f"/wp-json/: {reason}"):
        read_probe(answer)


def test_a_closed_api(replica: Replica) -> None:
    replica.world.closed["rest"] = 401
    with pytest.raises(RouteClosedError, match="http-401"):
        state(replica)
