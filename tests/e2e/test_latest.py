"""The cron harvest: what has changed, in as few requests as can be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fixtures.replica import World
from fixtures.replica.exchange import Answer, Request
from fixtures.replica.server import ServedSite
from tests.e2e.harness import changes, crawl, own_differences, requests_of

Change = Callable[[World], object]


def first(world: World) -> int:
    """Give the id of a readable post."""
    return next(iter(world.index.readable())).id


def test_one_request_when_nothing_has_changed(harvested: ServedSite, archive_url: str) -> None:
    for _ in range(2):
        run = crawl("latest", archive_url, base_url=harvested.url)
        assert run.returncode == 0, run.stderr
        assert "Nothing has changed" in run.stderr
    assert len(requests_of(harvested)) == 2


CHANGES: dict[str, tuple[Change, int, list[str]]] = {
    "new": (lambda world: world.add_post("A Bridge Opens"), 3, []),
    "title": (lambda world: world.edit(first(world), title="Anew"), 3, ["revised"]),
    "body": (lambda world: world.edit(first(world), body="All\n\nanew."), 3, ["revised"]),
    "tags": (lambda world: world.edit(first(world), tags=["Anew"]), 3, ["revised"]),
    "trash": (lambda world: world.trash(first(world)), 5, ["gone"]),
    "draft": (lambda world: world.unpublish(first(world)), 5, ["gone"]),
    "slug": (lambda world: world.rename(first(world), "another-slug"), 3, ["moved"]),
    "longer slug": (
        lambda world: world.rename(first(world), world.posts[first(world)].slug + "-longer"),
        3,
        ["moved"],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_found_and_costs_little(
    harvested: ServedSite, archive_url: str, name: str
) -> None:
    change, most, expected = CHANGES[name]
    change(harvested.world)
    run = crawl("latest", archive_url, base_url=harvested.url)
    assert run.returncode == 0, run.stderr
    assert own_differences(harvested, archive_url) == []
    assert changes(archive_url) == expected
    assert len(requests_of(harvested)) <= most, requests_of(harvested)
    harvested.clear()
    crawl("latest", archive_url, base_url=harvested.url)
    assert len(requests_of(harvested)) == 1


def test_the_feed_speaks_for_a_site_without_rewrite_rules_too(
    site: ServedSite, archive_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = site._site.answer

    def without_rules(request: Request) -> Answer:
        return Answer(404) if request.target == "/feed/" else answer(request)

    monkeypatch.setattr(site._site, "answer", without_rules)
    site.world.closed = {"rest": 404}
    for spider in ("archive", "latest", "latest"):
        site.clear()
        run = crawl(spider, archive_url, base_url=site.url)
        assert run.returncode == 0, run.stderr
    assert "Nothing has changed" in run.stderr
    assert ("/?feed=rss2", 304) in {(each.path, each.status) for each in site.requests}
