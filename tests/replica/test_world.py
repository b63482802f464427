"""The numbers of the world, and that it is the same each time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC

import pytest

from fixtures.replica import World
from fixtures.replica.blocks import reading
from fixtures.replica.seed_facts import CLOUD, KNOWN_POSTS, MONTHS
from fixtures.replica.truth import Record
from tests.replica.conftest import BASE, seed_post


def test_full_world_has_the_months_of_the_seed(full: World) -> None:
    assert full.months() == MONTHS
    assert sum(full.months().values()) == 8004


def test_full_world_has_the_tag_cloud_of_the_seed(full: World) -> None:
    counts = full.tag_counts()
    assert dict(list(counts.items())[:45]) == CLOUD
    assert max(list(counts.values())[45:]) < min(CLOUD.values())
    assert counts == Counter(tag.name for post in full.index.public for tag in post.tags)


def test_protected_posts_are_counted_and_have_no_truth(
    full: World, full_truth: dict[str, Record]
) -> None:
    protected, truth = full.protected(BASE), full_truth
    assert 2 <= len(protected) <= 9
    assert len(truth) == 8004 - len(protected)
    assert not truth.keys() & set(protected)


def test_seed_article_is_told_as_the_seed_tells_it(
    full: World, full_truth: dict[str, Record]
) -> None:
    record = full_truth[BASE + seed_post(full).path]
    assert record["breadcrumb"] == ["World", "MIDDLE EAST", "Iraq", "Baghdad"]
    assert [c[-1] for c in record["categories"]] == ["Baghdad", "Iraq"]
    assert record["source_publisher"] == "UNECE"
    assert len(record["tags"]) == 19
    assert len(record["toc"]) == 4
    assert [len(table["rows"]) for table in record["tables"]] == [4, 4]
    assert record["previous"]["title"].startswith("Missing Tel Aviv Professor")
    assert record["next"]["title"].startswith("What’s Next for Iran’s Military")
    assert [r["published"] for r in record["related"]] == [
        "2026-01-12",
        "2026-01-08",
        "2026-01-03",
        "2025-12-29",
        "2025-12-25",
        "2025-12-20",
    ]


def test_newest_posts_are_those_of_the_seeds_sidebar(full: World) -> None:
    assert [p.title for p in full.index.public[:8]] == [known.title for known in KNOWN_POSTS[9:]]


@pytest.mark.parametrize("size", [8, 50, 300, 1000])
def test_smaller_worlds_span_all_months(size: int) -> None:
    months = World(size).months()
    assert sum(months.values()) == size
    assert list(months) == list(MONTHS)
    assert size < 50 or seed_post(World(size)).path.startswith("/2025/11/04/iraq-and-kazakhstan")


def test_fewer_posts_than_months_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        World(7)


def test_same_arguments_grow_the_same_world() -> None:
    assert World(60, seed=3).truth(BASE) == World(60, seed=3).truth(BASE)
    assert World(60, seed=3).truth(BASE).keys() != World(60, seed=4).truth(BASE).keys()


def test_months_go_by_local_time() -> None:
    world = World(300, timezone="Pacific/Auckland")
    utc = Counter(f"{p.published.astimezone(UTC):%Y-%m}" for p in world.index.public)
    assert world.months() == World(300).months()
    assert utc != world.months()


def test_every_slug_and_id_is_unique(full: World) -> None:
    assert len({post.slug for post in full.index.public}) == 8004
    assert len(full.index.by_id) == 8004


def test_some_posts_share_a_second(full: World) -> None:
    seconds = Counter(post.published for post in full.index.public)
    assert sum(count > 1 for count in seconds.values()) > 40


def _shingles(world: World, post_id: int) -> set[tuple[str, ...]]:
    words = " ".join(reading(world.body(world.posts[post_id]))).split()
    return set(zip(*(words[start:] for start in range(4)), strict=False))


def _likeness(world: World, one: int, other: int) -> float:
    left, right = _shingles(world, one), _shingles(world, other)
    return len(left & right) / len(left | right)


def test_copies_are_alike_and_other_posts_are_not(full: World) -> None:
    duplicates = full.duplicates()
    assert len(duplicates.exact) > 20
    assert len(duplicates.near) > 40
    assert {_likeness(full, *pair) for pair in duplicates.exact} == {1.0}
    near = [_likeness(full, *pair) for pair in duplicates.near]
    assert min(near) > 0.6
    assert max(near) < 1.0


def test_posts_of_one_place_and_topic_do_not_look_alike(full: World) -> None:
    copies = {post for pairs in full.duplicates() for pair in pairs for post in pair}
    same = [
        post.id
        for post in full.index.public
        if post.topic == "water" and post.category.name == "Beijing" and post.id not in copies
    ]
    likenesses = [_likeness(full, a, b) for a in same[:14] for b in same[:14] if a < b]
    assert len(likenesses) > 20
    assert max(likenesses) < 0.3


def test_titles_cover_other_scripts_and_markup_as_text() -> None:
    titles = [post.title for post in World(300).index.public]
    assert any("<script>" in title for title in titles)
    assert sum(not title.isascii() for title in titles) > 5
