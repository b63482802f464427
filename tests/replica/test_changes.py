"""The world between two crawls."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fixtures.replica.model import Post
from tests.replica.conftest import BASE, Client, seed_post


def test_new_post_is_the_newest_everywhere(changing: Client) -> None:
    world = changing.world
    before = world.months()["2026-01"]
    post = world.add_post("Breaking: A New Post", tags=["News"], city="Lima")
    assert world.months()["2026-01"] == before + 1
    assert changing.page("/").css("h2.jeg_post_title a::text").get() == post.title
    assert changing.page(post.path).css("h1::text, h1 span::text").get() == post.title
    assert BASE + post.path in world.truth(BASE)


def test_edit_changes_page_and_truth_alike(changing: Client) -> None:
    world, post = changing.world, seed_post(changing.world)
    now = datetime(2026, 1, 20, 8, 0, tzinfo=UTC)
    world.edit(
        post.id, title="Edited", body="One.\n\n## Two\n\n- three\n- four", tags=["b", "A"], now=now
    )
    record = world.truth(BASE)[BASE + post.path]
    assert record["title"] == "Edited"
    assert record["body"] == "One.\n\nTwo\n\nthree\n\nfour"
    assert record["tags"] == ["A", "b"]
    assert record["modified"] == "2026-01-20T08:00:00+00:00"
    assert changing.page(post.path).css(".jeg_post_tags a::text").getall() == ["A", "b"]


@pytest.mark.parametrize("change", ["trash", "unpublish"])
def test_taken_down_post_is_gone_and_its_neighbours_close_ranks(
    changing: Client, change: str
) -> None:
    world, post = changing.world, seed_post(changing.world)
    older, newer = world.index.previous(post), world.index.next(post)
    assert isinstance(older, Post)
    assert isinstance(newer, Post)
    getattr(world, change)(post.id)
    assert changing.get(post.path).status == 404
    assert world.index.next(older) == newer
    assert (BASE + post.path in world.drafts(BASE)) == (change == "unpublish")


def test_clock_is_the_worlds_own(changing: Client) -> None:
    one = changing.world.add_post("One")
    two = changing.world.add_post("Two")
    assert one.published.isoformat() == "2026-01-14T12:01:00+00:00"
    assert (two.published - one.published).total_seconds() == 60


def test_closed_routes_answer_as_told(changing: Client) -> None:
    changing.world.closed = {"rest": 401, "sitemap": 404, "feed": 403}
    assert changing.get("/wp-json/wp/v2/posts").status == 401
    assert changing.get("/post-sitemap.xml").status == 404
    assert changing.get("/feed/").status == 403
    assert changing.get("/").status == 200
