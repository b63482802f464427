"""What becomes of articles: they move, are gone, return, and lose their address to others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.event import listen, remove

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.models import Article, Page
from capitalcities_crawler.events import Event, FetchedArticle, Outcome, PageState
from capitalcities_crawler.items import Article as Item
from tests.archive.samples import BASE, begin, fetched, full_article, later, save, with_body
from tests.archive.test_save import everything

A, B, C = f"{BASE}/a/", f"{BASE}/b/", f"{BASE}/c/"


def post(number: int, url: str, **changes: Any) -> Item:
    """Give an article whose body is its own."""
    return with_body(full_article(post_id=number, url=url, **changes), f"Body of {number}.")


def seen(number: int, url: str, minute: int, asked: str | None = None) -> FetchedArticle:
    return fetched(post(number, url), later(minute), url=asked)


def gone(url: str, minute: int, *evidence: str) -> Outcome:
    return Outcome(
        url=url,
        state=PageState.GONE,
        reason="http-404",
        at=later(minute),
        error="the site answered 404",
        evidence=evidence,
    )


def repeat(url: str, minute: int) -> Outcome:
    return Outcome(url=url, state=PageState.UNCHANGED, reason="repeat", at=later(minute))


def changes(archive: Archive) -> list[tuple[int | None, str, str, str | None]]:
    """Give post number, change, address and detail of each row of the view, in order."""
    query = text(
        "SELECT article.post_id, changes.change, changes.url, changes.detail FROM changes"
        " JOIN article ON article.id = changes.article_id ORDER BY changed_at, 2, 1"
    )
    with archive.session() as session:
        return [
            (number, change, url, detail) for number, change, url, detail in session.execute(query)
        ]


def homes(archive: Archive) -> dict[int | None, tuple[str, bool]]:
    """Tell of each post where it lives or lived last, and whether it lives."""
    query = select(Article.post_id, Page.url, Article.gone_at).join(Article.page)
    with archive.session() as session:
        return {number: (url, gone_at is None) for number, url, gone_at in session.execute(query)}


def ledger(archive: Archive) -> dict[str, tuple[str, str | None]]:
    with archive.session() as session:
        return {page.url: (page.state, page.moved_to) for page in session.scalars(select(Page))}


# --- Moves


def test_a_move_keeps_the_former_address(archive: Archive) -> None:
    save(archive, seen(1, A, 0))
    assert save(archive, seen(1, B, 5, asked=A)) == {"articles/moved": 1, "articles/unchanged": 1}
    assert changes(archive) == [(1, "moved", B, A)]
    assert archive.known_posts("example", BASE, [1])[1].url == B
    assert archive.known_pages("example", BASE, [A])[A].post_id == 1


def test_there_and_back_and_on(archive: Archive) -> None:
    for minute, url in enumerate([A, B, A, C]):
        save(archive, seen(1, url, minute))
    assert changes(archive) == [(1, "moved", B, A), (1, "moved", A, B), (1, "moved", C, A)]
    assert homes(archive) == {1: (C, True)}
    assert ledger(archive) == {A: ("moved", C), B: ("moved", A), C: ("unchanged", None)}


def test_there_and_back_and_on_in_one_batch(archive: Archive) -> None:
    events = [seen(1, url, minute) for minute, url in enumerate([A, B, A, C])]
    counts = save(archive, *events)
    assert counts == {"articles/new": 1, "articles/unchanged": 3, "articles/moved": 3}
    assert homes(archive) == {1: (C, True)}


@pytest.mark.parametrize("batches", [1, 2])
def test_two_posts_that_exchange_their_addresses_only_move(archive: Archive, batches: int) -> None:
    save(archive, seen(1, A, 0), seen(2, B, 1))
    events = [seen(1, B, 5), seen(2, A, 6)]
    crawl_id = begin(archive)
    parts = [events] if batches == 1 else [[event] for event in events]
    counts = [archive.save(part, crawl_id=crawl_id) for part in parts]
    totals = {name: sum(c.get(name, 0) for c in counts) for name in set().union(*counts)}
    assert {name: n for name, n in totals.items() if n} == {
        "articles/unchanged": 2,
        "articles/moved": 2,
    }
    assert changes(archive) == [(1, "moved", B, A), (2, "moved", A, B)]
    assert homes(archive) == {1: (B, True), 2: (A, True)}
    assert {state for state, _ in ledger(archive).values()} == {"unchanged"}


def test_an_address_that_was_left_may_vanish(archive: Archive) -> None:
    save(archive, seen(1, A, 0))
    save(archive, seen(1, B, 5))
    assert save(archive, gone(A, 9)) == {"pages/gone": 1}
    assert homes(archive) == {1: (B, True)}
    assert ledger(archive)[A] == ("moved", B)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("minutes", [(5, 6), (6, 5)])
def test_missed_at_the_old_address_and_met_at_the_new_one(
    archive: Archive, order: Sequence[int], minutes: tuple[int, int]
) -> None:
    """Whichever a run sees first, and whichever is saved first: the article moved."""
    save(archive, seen(1, A, 0))
    events: list[Event] = [gone(A, minutes[0]), seen(1, B, minutes[1])]
    crawl_id = begin(archive)
    for place in order:
        archive.save([events[place]], crawl_id=crawl_id)
    assert [change for _, change, _, _ in changes(archive)] == ["moved"]
    assert homes(archive) == {1: (B, True)}
    assert ledger(archive)[A] == ("moved", B)


def test_a_repeat_under_another_address_ends_nothing(archive: Archive) -> None:
    save(archive, seen(1, A, 0))
    moved = replace(repeat(f"{BASE}/?p=1", 5), state=PageState.MOVED, moved_to=A)
    assert save(archive, moved) == {"pages/moved": 1}
    assert homes(archive) == {1: (A, True)}
    assert ledger(archive) == {A: ("stored", None), f"{BASE}/?p=1": ("moved", A)}


# --- Gone and back


def test_an_absence_keeps_reason_and_evidence(archive: Archive) -> None:
    save(archive, seen(1, A, 0))
    assert save(archive, gone(A, 5, "not in the sitemaps", "404")) == {
        "pages/gone": 1,
        "articles/gone": 1,
    }
    assert changes(archive) == [(1, "gone", A, 'http-404 ["not in the sitemaps", "404"]')]


def test_without_evidence_the_answer_is_the_evidence(archive: Archive) -> None:
    save(archive, seen(1, A, 0), gone(A, 5))
    assert changes(archive) == [(1, "gone", A, 'http-404 ["the site answered 404"]')]


def test_gone_twice_with_a_return_between(archive: Archive) -> None:
    save(archive, seen(1, A, 0))
    save(archive, gone(A, 5, "first"))
    assert save(archive, gone(A, 6, "still")) == {"pages/gone": 1}
    assert save(archive, seen(1, A, 7)) == {"articles/unchanged": 1, "articles/returned": 1}
    save(archive, gone(A, 9, "second"))
    assert changes(archive) == [
        (1, "gone", A, 'http-404 ["first"]'),
        (1, "returned", A, None),
        (1, "gone", A, 'http-404 ["second"]'),
    ]
    assert homes(archive) == {1: (A, False)}


def test_a_returned_article_with_other_content(archive: Archive) -> None:
    save(archive, seen(1, A, 0))
    save(archive, gone(A, 5))
    back = fetched(with_body(post(1, A), "Rewritten."), later(9))
    assert save(archive, back) == {"articles/changed": 1, "articles/returned": 1}
    with archive.session() as session:
        rows = session.execute(
            text("SELECT change, revision, length_before, length_after FROM changes ORDER BY 1")
        )
        assert [tuple(row) for row in rows] == [
            ("gone", 1, 10, None),
            ("returned", 2, None, 10),
            ("revised", 2, 10, 10),
        ]


def test_an_answer_that_nothing_changed_brings_an_article_back(archive: Archive) -> None:
    save(archive, seen(1, A, 0))
    save(archive, gone(A, 5))
    assert save(archive, repeat(A, 9)) == {"pages/unchanged": 1, "articles/returned": 1}
    assert homes(archive) == {1: (A, True)}


def test_back_at_another_address(archive: Archive) -> None:
    save(archive, seen(1, A, 0))
    save(archive, gone(A, 5))
    save(archive, seen(1, B, 9))
    assert [change for _, change, _, _ in changes(archive)] == ["gone", "moved", "returned"]
    assert homes(archive) == {1: (B, True)}


# --- Addresses that others take


def test_a_new_post_takes_the_address_of_a_gone_one(archive: Archive) -> None:
    save(archive, seen(1, A, 0))
    save(archive, gone(A, 5))
    assert save(archive, seen(2, A, 9)) == {"articles/new": 1}
    assert homes(archive) == {1: (A, False), 2: (A, True)}
    save(archive, gone(A, 12))
    assert [(n, change) for n, change, _, _ in changes(archive)] == [(1, "gone"), (2, "gone")]
    assert save(archive, repeat(A, 15)) == {"pages/unchanged": 1, "articles/returned": 1}
    assert homes(archive) == {1: (A, False), 2: (A, True)}


def test_a_new_post_takes_the_address_of_a_living_one(archive: Archive) -> None:
    save(archive, seen(1, A, 0))
    assert save(archive, seen(2, A, 5)) == {"articles/new": 1, "articles/gone": 1}
    assert changes(archive) == [(1, "gone", A, f'other-post ["{A} shows another post: 2"]')]
    assert save(archive, seen(1, B, 9)) == {
        "articles/unchanged": 1,
        "articles/moved": 1,
        "articles/returned": 1,
    }
    assert homes(archive) == {1: (B, True), 2: (A, True)}
    assert ledger(archive) == {A: ("stored", None), B: ("unchanged", None)}


# --- Many at once


def _selects(archive: Archive, events: Sequence[Event]) -> int:
    """Count the queries for which a batch is saved."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    listen(archive.engine, "before_cursor_execute", note)
    archive.save(events, crawl_id=begin(archive))
    remove(archive.engine, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in statements)


@pytest.mark.parametrize("size", [3, 60])
def test_look_ups_do_not_grow_with_the_batch(archive: Archive, size: int) -> None:
    numbers = range(1, size + 1)
    urls = {n: f"{BASE}/{n}/" for n in numbers}
    save(archive, *(seen(n, urls[n], 0) for n in numbers))
    assert _selects(archive, [gone(urls[n], 5) for n in numbers]) <= 10
    assert _selects(archive, [seen(n, urls[n], 9) for n in numbers]) <= 15
    assert _selects(archive, [seen(n, f"{urls[n]}new/", 12) for n in numbers]) <= 15


# --- The past, and saving again


def test_a_capture_from_before_the_end_does_not_bring_an_article_back(archive: Archive) -> None:
    save(archive, seen(1, A, 0))
    save(archive, gone(A, 9))
    assert save(archive, seen(1, A, 5)) == {"articles/unchanged": 1}
    assert save(archive, repeat(A, 6)) == {"pages/unchanged": 1}
    assert homes(archive) == {1: (A, False)}
    assert ledger(archive) == {A: ("gone", None)}


def test_a_disappearance_from_before_an_article_was_seen_ends_nothing(archive: Archive) -> None:
    save(archive, seen(1, A, 9))
    save(archive, gone(A, 5))
    assert homes(archive) == {1: (A, True)}
    assert ledger(archive) == {A: ("stored", None)}


def test_an_older_post_at_the_address_of_a_newer_one_is_gone(archive: Archive) -> None:
    save(archive, seen(2, A, 9))
    assert save(archive, seen(1, A, 5)) == {"articles/new": 1, "articles/gone": 1}
    assert homes(archive) == {1: (A, False), 2: (A, True)}
    assert ledger(archive) == {A: ("stored", None)}


def test_an_unknown_post_at_an_address_found_gone_since(archive: Archive) -> None:
    save(archive, gone(A, 9))
    save(archive, seen(1, A, 5))
    assert homes(archive) == {1: (A, False)}
    assert changes(archive) == [(1, "gone", A, 'http-404 ["the site answered 404"]')]


def test_a_former_address_from_the_past(archive: Archive) -> None:
    save(archive, seen(1, B, 9))
    assert save(archive, seen(1, A, 5)) == {"articles/unchanged": 1}
    assert homes(archive) == {1: (B, True)}
    assert ledger(archive) == {A: ("moved", B), B: ("stored", None)}


BATCHES: dict[str, list[Event]] = {
    "moves": [seen(1, A, 0), seen(1, B, 1, asked=A), seen(1, A, 2), seen(1, C, 3), gone(A, 4)],
    "exchange": [seen(1, A, 0), seen(2, B, 1), seen(1, B, 5), seen(2, A, 6), repeat(A, 7)],
    "gone": [seen(1, A, 0), gone(A, 2), gone(A, 3)],
    "returned": [seen(1, A, 0), gone(A, 2), seen(1, A, 3), gone(A, 4), repeat(A, 5)],
    "taken": [seen(1, A, 0), gone(A, 2), seen(2, A, 3), seen(3, A, 4), seen(1, B, 5)],
    "past": [seen(2, A, 9), seen(1, A, 5), seen(1, B, 4), gone(B, 12)],
    "at once": [seen(1, A, 0), seen(1, B, 0), seen(2, A, 0), gone(A, 0)],
}


@pytest.mark.parametrize("name", BATCHES)
@pytest.mark.parametrize("singly", [False, True], ids=["together", "singly"])
def test_saving_again_changes_nothing(archive: Archive, name: str, *, singly: bool) -> None:
    batch, crawl_id = BATCHES[name], begin(archive)
    for part in [[event] for event in batch] if singly else [batch]:
        archive.save(part, crawl_id=crawl_id)
    before = everything(archive)
    for _ in range(2):
        archive.save(batch, crawl_id=crawl_id)
    assert everything(archive) == before


@pytest.mark.parametrize("name", BATCHES)
def test_every_living_article_has_its_address_to_itself(archive: Archive, name: str) -> None:
    save(archive, *BATCHES[name])
    states = ledger(archive)
    living = [url for url, lives in homes(archive).values() if lives]
    assert len(living) == len(set(living))
    assert {states[url][0] for url in living} <= {"stored", "unchanged"}
    held = {url for url, (state, _) in states.items() if state in {"stored", "unchanged"}}
    assert held == set(living)
