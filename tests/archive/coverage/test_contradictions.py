"""Numbers that ought to agree: named with their sources, and never chosen in silence."""

from __future__ import annotations

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.events import Outcome, PageState
from tests.archive.coverage.claims import (
    BEIJING,
    CHINA,
    article,
    claim,
    protected,
    report,
)
from tests.archive.samples import fetched, later, save

ASIA = "/category/world/asia/"

Found = list[tuple[str, dict[str, int], str | None]]


def found(archive: Archive) -> Found:
    return [
        (each.about, {said.source: said.count for said in each.numbers}, each.explanation)
        for each in report(archive).contradictions
    ]


def test_numbers_that_agree(archive: Archive) -> None:
    save(
        archive,
        fetched(article(1, *CHINA, tags=("Water",))),
        claim("month", "2025-11", 1, "archives"),
        claim("total", "posts", 1, "rest"),
        claim("total", "posts", 1, "sitemap"),
        claim("tag", "/tag/water/", 1, "rest"),
        claim("tag", "/tag/water/", 1, "tag_cloud"),
        claim("section", ASIA, 0, "rest"),
        claim("section", f"{ASIA}china/", 1, "rest"),
        claim("section", ASIA, 1, "category_tree"),
    )
    assert found(archive) == []


def test_totals_are_named_with_their_sources(archive: Archive) -> None:
    save(
        archive,
        claim("month", "2025-10", 4, "archives"),
        claim("month", "2025-11", 5, "archives"),
        claim("total", "posts", 8, "rest"),
        claim("total", "posts", 9, "sitemap"),
    )
    assert found(archive) == [("all articles", {"months": 9, "rest": 8, "sitemap": 9}, None)]


def test_protected_articles_explain_a_short_sitemap(archive: Archive) -> None:
    save(
        archive,
        protected("a"),
        protected("b"),
        claim("total", "posts", 9, "rest"),
        claim("total", "posts", 7, "sitemap"),
    )
    ((_, _, reason),) = found(archive)
    assert reason == "the 2 password-protected articles are not in the sitemap"
    save(archive, claim("total", "posts", 6, "sitemap", minutes=5))
    ((_, _, reason),) = found(archive)
    assert reason is None


def test_a_number_from_before_a_removal_is_told_from_a_wrong_one(archive: Archive) -> None:
    first = article(1)
    save(
        archive,
        fetched(first),
        fetched(article(2)),
        claim("month", "2025-11", 2, "archives"),
        claim("total", "posts", 2, "rest"),
    )
    save(
        archive,
        claim("total", "posts", 1, "rest", minutes=5),
        Outcome(url=first.url, state=PageState.GONE, reason="http-404", at=later(6)),
    )
    ((_, _, reason),) = found(archive)
    assert reason == "months was seen earlier: 1 gone and 0 stored since"
    assert report(archive).basis is not None
    assert {total.numbers.missing for total in report(archive).totals} == {0}


def test_articles_of_the_same_run_do_not_explain_that_two_numbers_differ(archive: Archive) -> None:
    save(
        archive,
        claim("month", "2025-11", 1, "archives"),
        claim("total", "posts", 2, "rest", minutes=1),
        fetched(article(1), later(2)),
        fetched(article(2), later(2)),
    )
    ((_, _, reason),) = found(archive)
    assert reason is None


def test_counts_of_a_tag_that_differ(archive: Archive) -> None:
    save(
        archive,
        claim("tag", "/tag/water/", 3, "rest", label="Water"),
        claim("tag", "/tag/water/", 4, "tag_cloud", label="Water"),
    )
    assert found(archive) == [("tag Water", {"rest": 3, "tag_cloud": 4}, None)]


def test_a_tree_may_count_more_than_rest_but_not_more_than_all_below(archive: Archive) -> None:
    save(
        archive,
        fetched(article(1, *BEIJING)),
        claim("section", f"{ASIA}china/", 2, "rest"),
        claim("section", f"{ASIA}china/beijing/", 1, "rest"),
        claim("section", f"{ASIA}china/", 3, "category_tree"),
    )
    assert found(archive) == []
    save(archive, claim("section", f"{ASIA}china/", 4, "category_tree", 1, label="China"))
    about = "section China"
    assert found(archive) == [(about, {"category_tree": 4, "rest, added up": 3}, None)]
    save(archive, claim("section", f"{ASIA}china/", 1, "category_tree", 2, label="China"))
    assert found(archive) == [(about, {"category_tree": 1, "rest": 2}, None)]


def test_a_dropdown_is_held_against_rest_by_its_names(archive: Archive) -> None:
    save(
        archive,
        fetched(article(1, *BEIJING)),
        claim("section", f"{ASIA}china/beijing/", 1, "rest"),
        claim("section", "/?cat=7", 2, "category_tree", label="World > ASIA > China > Beijing"),
    )
    assert [numbers for _, numbers, _ in found(archive)] == [
        {"category_tree": 2, "rest, added up": 1}
    ]


def bounds(key: str, least: int, most: int) -> list[object]:
    return [claim("at_least", key, least, "listing"), claim("at_most", key, most, "listing")]


def test_page_numbers_bound_what_is_stored(archive: Archive) -> None:
    stored = [fetched(article(n, *CHINA, tags=("Water",))) for n in (1, 2, 3)]
    save(archive, *stored, *bounds("/2025/11/", 3, 4), *bounds("/tag/water/", 1, 3))  # type: ignore[arg-type]
    save(archive, *bounds(ASIA, 1, 3))  # type: ignore[arg-type]
    assert found(archive) == []
    save(archive, *bounds("/tag/water/", 1, 2), *bounds(ASIA, 5, 6))  # type: ignore[arg-type]
    least, most = "its pages, at least", "its pages, at most"
    assert found(archive) == [
        (f"listing {ASIA}", {least: 5, most: 6, "stored": 3}, None),
        ("listing /tag/water/", {least: 1, most: 2, "stored": 3}, None),
    ]
    save(archive, protected("a"), protected("b"))  # may be what lacks in Asia
    assert [about for about, _, _ in found(archive)] == ["listing /tag/water/"]


def test_page_numbers_bound_what_a_widget_says(archive: Archive) -> None:
    save(
        archive,
        *[fetched(article(n)) for n in (1, 2, 3)],
        *bounds("/2025/11/", 1, 3),  # type: ignore[arg-type]
        claim("month", "2025-11", 4, "archives"),
    )
    numbers = {"its pages, at least": 1, "its pages, at most": 3, "archives": 4}
    assert found(archive) == [("listing /2025/11/", numbers, None)]


def test_what_later_runs_found_does_not_contradict_old_page_numbers(archive: Archive) -> None:
    save(archive, fetched(article(1)), *bounds("/2025/11/", 1, 1))  # type: ignore[arg-type]
    save(archive, fetched(article(2), later(61)))
    assert found(archive) == []
