"""Stored against advertised by section and by tag: each number against its like."""

from __future__ import annotations

import pytest

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.events import Outcome, PageState
from capitalcities_crawler.items import Term
from tests.archive.coverage.claims import (
    BEIJING,
    CHINA,
    JAPAN,
    article,
    claim,
    protected,
    report,
)
from tests.archive.samples import BASE, fetched, later, save

ASIA, TOP = "/category/world/asia/", "/category/world/"


def sections(archive: Archive) -> dict[tuple[str, str], tuple[int, ...] | None]:
    """Give stored, explained, gone and missing by meaning and key."""
    return {
        (line.meaning.value, line.key): (
            line.numbers.stored,
            line.numbers.explained,
            line.numbers.gone,
            line.numbers.missing,
        )
        if line.numbers
        else None
        for line in (*report(archive).sections, *report(archive).tags)
    }


def fill(archive: Archive) -> None:
    articles = [article(1, *CHINA), article(2, *CHINA), article(3, *BEIJING), article(4, *JAPAN)]
    save(archive, *map(fetched, articles))


def test_rest_counts_own_articles_and_a_tree_those_below_too(archive: Archive) -> None:
    fill(archive)
    china = CHINA[-1].url
    assert china == f"{BASE}/category/world/asia/china/"
    save(
        archive,
        claim("section", "/category/world/asia/china/", 2, "rest"),
        claim("section", "/category/world/asia/china/", 3, "category_tree"),
        claim("section", ASIA, 0, "rest"),
        claim("section", ASIA, 6, "category_tree"),
        claim("section", "/category/world/asia/peru/", 1, "rest"),
    )
    assert sections(archive) == {
        ("own", "/category/world/asia/china/"): (2, 0, 0, 0),
        ("with-below", "/category/world/asia/china/"): (3, 0, 0, 0),
        ("own", ASIA): (0, 0, 0, 0),
        ("with-below", ASIA): (4, 0, 0, 2),
        ("own", "/category/world/asia/peru/"): (0, 0, 0, 1),
    }


def test_a_flat_list_counts_own_articles(archive: Archive) -> None:
    fill(archive)
    save(archive, claim("section", "/category/world/asia/china/", 2, "categories"))
    assert sections(archive) == {("own", "/category/world/asia/china/"): (2, 0, 0, 0)}


def test_a_dropdown_is_known_by_its_names(archive: Archive) -> None:
    fill(archive)
    save(
        archive,
        claim("section", "/?cat=2", 5, "category_tree", label="World > ASIA"),
        claim("section", "/?cat=9", 3, "category_tree", label="China"),
        claim("section", "/?cat=8", 7, "category_tree", label="Elsewhere"),
    )
    assert sections(archive) == {
        ("with-below", "/?cat=2"): (4, 0, 0, 1),
        ("with-below", "/?cat=9"): (3, 0, 0, 0),
        ("with-below", "/?cat=8"): (0, 0, 0, 7),
    }


def test_two_sections_of_one_name_are_not_guessed_at(archive: Archive) -> None:
    both = [Term(name="Singapore", url=f"{BASE}/category/{path}/") for path in ("a", "b")]
    save(archive, fetched(article(1, both[0])), fetched(article(2, both[1])))
    save(archive, claim("section", "/?cat=2", 5, "category_tree", label="Singapore"))
    assert sections(archive) == {("with-below", "/?cat=2"): None}


def test_an_article_of_two_sections_counts_once_above_them(archive: Archive) -> None:
    twice = article(1, *CHINA)
    save(archive, fetched(twice), fetched(article(2)))
    other = article(1, *CHINA)
    save(archive, fetched(other, later(5)))
    save(archive, claim("section", TOP, 1, "category_tree"))
    assert sections(archive) == {("with-below", TOP): (1, 0, 0, 0)}


def test_tags_are_known_by_their_slugs(archive: Archive) -> None:
    save(
        archive,
        fetched(article(1, tags=("Water", "Caf%C3%A9"))),
        fetched(article(2, tags=("Water",))),
        claim("tag", "/tag/water/", 3, "rest"),
        claim("tag", "/tag/caf%c3%a9/", 1, "tag_cloud"),
        claim("tag", "/tag/fire/", 1, "tag_cloud", label="Fire"),
        claim("tag", "/?tag=water", 2, "tag_cloud"),
    )
    assert sections(archive) == {
        ("own", "/tag/water/"): (2, 0, 0, 1),
        ("own", "/tag/caf%c3%a9/"): (1, 0, 0, 0),
        ("own", "/tag/fire/"): (0, 0, 0, 1),
        ("own", "/?tag=water"): (2, 0, 0, 0),
    }


@pytest.mark.parametrize(("advertised", "expected"), [(1, (1, 0)), (2, (1, 0)), (5, (2, 2))])
def test_protected_articles_explain_so_many_at_most(
    archive: Archive, advertised: int, expected: tuple[int, int]
) -> None:
    save(
        archive,
        fetched(article(1, tags=("Water",))),
        protected("a"),
        protected("b"),
        claim("tag", "/tag/water/", advertised, "rest"),
    )
    explained, missing = expected
    explained = min(explained, advertised - 1)
    assert sections(archive) == {("own", "/tag/water/"): (1, explained, 0, missing)}


def test_what_is_gone_since_the_number_was_seen_is_not_missing(archive: Archive) -> None:
    save(
        archive,
        fetched(article(1, *CHINA, tags=("Water",))),
        claim("tag", "/tag/water/", 1, "rest"),
        claim("section", ASIA, 1, "category_tree"),
    )
    url = article(1).url
    save(archive, Outcome(url=url, state=PageState.GONE, reason="http-404", at=later(5)))
    assert set(sections(archive).values()) == {(0, 0, 1, 0)}
    save(archive, claim("tag", "/tag/water/", 1, "rest", minutes=9))  # seen after: it is another
    assert sections(archive)["own", "/tag/water/"] == (0, 0, 0, 1)


def test_the_number_seen_last_is_used(archive: Archive) -> None:
    save(archive, claim("tag", "/tag/a/", 9, "rest"), claim("tag", "/tag/a/", 4, "tag_cloud", 5))
    (line,) = report(archive).tags
    assert (line.claim.source, line.claim.count) == ("tag_cloud", 4)
