"""What a harvest may ask of the archive before it fetches."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.known import Known
from capitalcities_crawler.events import Discovery, Outcome, PageState
from capitalcities_crawler.items import Link
from tests.archive.samples import BASE, NOON, fetched, full_article, later, save, with_body

WATER = f"{BASE}/2025/11/04/water/"


def gone(url: str, minute: int) -> Outcome:
    return Outcome(url=url, state=PageState.GONE, reason="http-404", at=later(minute))


def test_a_living_article(archive: Archive) -> None:
    save(archive, fetched(full_article(modified=later(-60))))
    water = Known(WATER, PageState.STORED, later(-60), 7, has_article=True, is_living=True)
    assert archive.known_pages("example", f"{BASE}/", [WATER, f"{BASE}/never/"]) == {WATER: water}
    assert archive.known_posts("example", BASE, [7, 8]) == {7: water}
    assert archive.living("example", BASE) == {WATER: 7}


def test_a_day_alone_is_no_time_of_change(archive: Archive) -> None:
    save(archive, fetched(full_article()))
    assert archive.known_pages("example", BASE, [WATER])[WATER].announced_at is None


def test_an_address_without_article(archive: Archive) -> None:
    save(archive, Discovery(url=WATER, via="rest", seen_at=NOON))
    assert archive.known_pages("example", BASE, [WATER]) == {
        WATER: Known(WATER, PageState.PENDING, None, None, has_article=False, is_living=False)
    }
    assert archive.living("example", BASE) == {}


def test_a_gone_article_and_the_one_that_took_its_address(archive: Archive) -> None:
    save(archive, fetched(full_article()), gone(WATER, 5))
    (water,) = archive.known_pages("example", BASE, [WATER]).values()
    assert (water.post_id, water.has_article, water.is_living) == (7, True, False)
    save(archive, fetched(with_body(full_article(post_id=9), "Other."), later(9)))
    (water,) = archive.known_pages("example", BASE, [WATER]).values()
    assert (water.post_id, water.has_article, water.is_living) == (9, True, True)
    known = archive.known_posts("example", BASE, [7, 9])
    assert {number: post.is_living for number, post in known.items()} == {7: False, 9: True}


def test_sites_are_kept_apart(archive: Archive) -> None:
    save(archive, fetched(full_article()))
    for site in (("other", BASE), ("example", "https://else.example")):
        assert archive.known_pages(*site, [WATER]) == {}
        assert archive.known_posts(*site, [7]) == {}
        assert archive.living(*site) == {}
        assert archive.neighbours(*site, WATER) == (None, None)
        assert archive.checkpoint(*site) is None


def test_many_addresses_are_looked_up_together(archive: Archive) -> None:
    numbers = range(1, 1201)
    save(archive, *(fetched(full_article(f"p{n}", n)) for n in numbers[:3]))
    urls = [f"{BASE}/2025/11/04/p{n}/" for n in numbers]
    assert sorted(archive.known_pages("example", BASE, urls)) == urls[:3]
    assert sorted(archive.known_posts("example", BASE, numbers)) == [1, 2, 3]


def test_neighbours_are_those_stored_last(archive: Archive) -> None:
    save(archive, fetched(full_article()))
    before, after = f"{BASE}/2025/11/03/old/", f"{BASE}/2025/11/05/new/"
    assert archive.neighbours("example", BASE, WATER) == (before, after)
    last = full_article(next=None, previous=Link(url=f"{before}?utm_source=x", text="Old"))
    save(archive, fetched(last, later(5)))
    assert archive.neighbours("example", BASE, WATER) == (before, None)
    assert archive.neighbours("example", BASE, before) == (None, None)


def test_neighbours_of_an_address_that_its_article_left(archive: Archive) -> None:
    save(archive, fetched(full_article("a")))
    save(archive, fetched(full_article("b"), later(5), url=f"{BASE}/2025/11/04/a/"))
    save(archive, fetched(full_article("c"), later(9), url=f"{BASE}/2025/11/04/b/"))
    found = archive.neighbours("example", BASE, f"{BASE}/2025/11/04/a/")
    assert found == (f"{BASE}/2025/11/03/old/", f"{BASE}/2025/11/05/new/")


def test_neighbours_that_the_ledger_does_not_know_are_unfinished(archive: Archive) -> None:
    article = full_article(
        previous=Link(url=f"{BASE}/category/asia/", text="A listing"),
        next=Link(url=f"{BASE}/2025/11/05/new/#top", text="New"),
        related=(),
    )
    elsewhere = Link(url="https://else.example/x/", text="Else")
    other = full_article("other", 8, previous=elsewhere, related=())
    save(archive, fetched(article), fetched(other))
    new = f"{BASE}/2025/11/05/new/"
    assert archive.unfinished_pages("example", BASE) == [new]
    assert archive.unfinished_pages("example", "https://else.example") == []
    save(archive, gone(new, 5))
    assert archive.unfinished_pages("example", BASE) == []


@pytest.mark.parametrize("state", ["stored", "unchanged"])
def test_an_address_whose_article_was_deleted_is_unfinished(archive: Archive, state: str) -> None:
    save(archive, fetched(full_article(next=None, previous=None, related=())))
    assert archive.unfinished_pages("example", BASE) == []
    with archive.writing() as session:
        session.execute(text("UPDATE article SET revision_id = NULL"))
        session.execute(text("DELETE FROM revision"))
        session.execute(text("DELETE FROM article"))
        session.execute(text("UPDATE page SET state = :state"), {"state": state})
    assert archive.unfinished_pages("example", BASE) == [WATER]


def test_an_article_deleted_by_hand_is_stored_again(sqlite_url: str) -> None:
    """SQLite's shell leaves its revisions behind, and the next article would get its number."""
    article, other = full_article(), full_article("other", 8)
    with Archive(sqlite_url, write=True) as archive:
        save(archive, fetched(other), fetched(article))
        save(archive, gone(WATER, 5))
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as shell:
        shell.execute("DELETE FROM article WHERE post_id = 7")
        shell.execute("UPDATE page SET state = 'stored'")
        shell.commit()
    with Archive(sqlite_url, write=True) as archive:
        assert WATER in archive.unfinished_pages("example", BASE)
        assert save(archive, fetched(article, later(9))) == {"articles/new": 1}
        assert archive.living("example", BASE) == {WATER: 7, other.url: 8}
        with archive.session() as session:
            assert session.execute(text("SELECT count(*) FROM changes")).scalar_one() == 0
