"""The chain of neighbours: where it breaks, and what is no break."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.coverage import not_stored
from capitalcities_crawler.archive.coverage.chain import Chain, read_chain
from capitalcities_crawler.archive.models import Base
from capitalcities_crawler.events import Outcome, PageState
from capitalcities_crawler.items import Article, Link
from tests.archive.coverage.claims import report
from tests.archive.samples import BASE, fetched, full_article, later, save


def url_of(number: int) -> str:
    return f"{BASE}/2025/11/{number:02}/n{number}/"


def linked(number: int, previous: int | None, following: int | None) -> Article:
    links = [Link(url=url_of(n), text=f"N{n}") if n else None for n in (previous, following)]
    return full_article(
        url=url_of(number),
        post_id=number,
        published=date(2025, 11, number),
        previous=links[0],
        next=links[1],
        related=(),
    )


def chained(first: int = 1, last: int = 5) -> list[Article]:
    """Give articles that name their neighbours."""
    return [
        linked(n, n - 1 if n > first else None, n + 1 if n < last else None)
        for n in range(first, last + 1)
    ]


class Short(NamedTuple):
    """A break, without the site."""

    article: int
    rel: str
    reason: str


def short(chain: Chain) -> list[Short]:
    numbers = {url_of(n): n for n in range(1, 10)}
    return [Short(numbers[each.url], each.rel, each.reason) for each in chain.breaks]


def test_a_whole_chain(archive: Archive) -> None:
    save(archive, *map(fetched, chained()))
    chain = report(archive).chain
    assert (chain.articles, chain.linked, chain.parts, chain.breaks) == (5, 5, 1, ())
    assert chain.is_whole


def test_an_article_that_was_never_asked_for_breaks_it(archive: Archive) -> None:
    save(archive, *[fetched(a) for a in chained() if a.post_id != 3])
    chain = report(archive).chain
    assert short(chain) == [Short(2, "next", "never-asked"), Short(4, "previous", "never-asked")]
    assert chain.parts == 2
    assert not chain.is_whole


@pytest.mark.parametrize("state", [PageState.FAILED, PageState.STORED])
def test_so_does_one_not_got_or_deleted(archive: Archive, state: PageState) -> None:
    save(archive, *map(fetched, chained()))
    with archive.writing() as session:
        number = "SELECT id FROM article WHERE post_id = 3"
        session.execute(text("UPDATE article SET revision_id = NULL WHERE post_id = 3"))
        session.execute(text(f"DELETE FROM revision WHERE article_id IN ({number})"))
        session.execute(text("DELETE FROM article WHERE post_id = 3"))
        change = "UPDATE page SET state = :state, reason = 'timeout' WHERE url = :url"
        session.execute(text(change), {"state": state, "url": url_of(3)})
    reason = "timeout" if state is PageState.FAILED else "article-missing"
    chain = report(archive).chain
    assert short(chain) == [Short(2, "next", reason), Short(4, "previous", reason)]


@pytest.mark.parametrize(
    ("state", "reason"),
    [(PageState.REFUSED, "password-protected"), (PageState.GONE, "http-404")],
)
def test_it_leads_past_what_cannot_be_had(archive: Archive, state: PageState, reason: str) -> None:
    save(archive, *[fetched(a) for a in chained() if a.post_id != 3])
    save(archive, Outcome(url=url_of(3), state=state, reason=reason, at=later(5)))
    assert report(archive).chain.is_whole


def test_it_leads_past_an_article_that_is_gone(archive: Archive) -> None:
    save(archive, *map(fetched, chained()))
    gone = Outcome(url=url_of(3), state=PageState.GONE, reason="http-404", at=later(5))
    save(archive, gone, fetched(linked(4, 2, 5), later(6)))  # its neighbour was fetched again
    chain = report(archive).chain
    assert chain.is_whole
    assert chain.articles == 4


def test_it_follows_an_article_that_moved(archive: Archive) -> None:
    save(archive, *map(fetched, chained()))
    moved = replace(chained()[2], url=f"{BASE}/2025/11/03/renamed/")
    save(archive, fetched(moved, later(5)))
    assert report(archive).chain.is_whole


def test_a_stale_next_is_no_break(archive: Archive) -> None:
    first, second = chained(last=2)
    save(archive, fetched(replace(first, next=None)), fetched(second))
    assert report(archive).chain.is_whole


def test_articles_inserted_between_make_old_links_stale_and_no_break(archive: Archive) -> None:
    save(archive, fetched(linked(1, None, 5)), fetched(linked(5, 1, None)))
    save(archive, fetched(linked(3, 1, 5), later(5)))
    assert report(archive).chain.is_whole


def test_only_the_oldest_may_have_no_previous(archive: Archive) -> None:
    articles = chained()
    articles[3] = replace(articles[3], previous=None)
    save(archive, *map(fetched, articles))
    chain = report(archive).chain
    assert short(chain) == [Short(4, "previous", "no-previous")]
    assert chain.parts == 1  # the third names it as its next


def test_two_of_the_oldest_day_are_both_the_oldest(archive: Archive) -> None:
    twin = replace(linked(1, None, 2), url=f"{BASE}/2025/11/01/twin/", post_id=9)
    save(archive, fetched(twin), *map(fetched, chained()))
    assert report(archive).chain.is_whole


def test_two_chains_that_do_not_touch(archive: Archive) -> None:
    save(archive, *map(fetched, chained(last=2)), *map(fetched, chained(first=4)))
    chain = report(archive).chain
    assert chain.parts == 2
    assert short(chain) == [Short(4, "previous", "no-previous")]


def test_a_site_that_shows_no_neighbours_proves_nothing(archive: Archive) -> None:
    save(archive, *[fetched(linked(n, None, None)) for n in (1, 2, 3)])
    chain = report(archive).chain
    assert (chain.linked, chain.breaks) == (0, ())
    assert not chain.is_whole


def test_eight_thousand_articles_take_no_time(archive: Archive) -> None:
    """Their rows are copies of one article's: the archive's own writer would need half a minute."""
    size = 8000
    save(archive, fetched(full_article(post_id=1, previous=None, next=None, related=())))
    with archive.writing() as session:
        for name in ("page", "article", "revision"):
            _multiply(session, name, size)
        links = [
            {"id": n, "rel": rel, "to": f"{BASE}/{n + step}/"}
            for n in range(2, size + 2)
            for rel, step in (("previous", -1), ("next", 1))
            if 2 <= n + step < size + 2
        ]
        columns = "revision_id, rel, position, url, target_url"
        session.execute(
            text(f"INSERT INTO link ({columns}) VALUES (:id, :rel, 0, :to, :to)"), links
        )
    with archive.session() as session:
        begin = time.perf_counter()
        chain = read_chain(session, 1, not_stored(session))
        seconds = time.perf_counter() - begin
    assert (chain.articles, chain.linked, chain.parts) == (size + 1, size, 2)
    assert seconds < 3  # a third of a second, on a machine that does nothing else


def _multiply(session: Session, name: str, size: int) -> None:
    """Copy the only row of a table; all ids in the copies are the copy's number."""
    table = Base.metadata.tables[name]
    row = dict(session.execute(select(table)).mappings().one())
    own = {"page": ["id"], "article": ["id", "page_id", "post_id", "revision_id"]}
    keys = own.get(name, ["id", "article_id"])
    copies = [row | dict.fromkeys(keys, number) for number in range(2, size + 2)]
    if name == "page":
        copies = [copy | {"url": f"{BASE}/{copy['id']}/"} for copy in copies]
    if name == "article":
        copies = [copy | {"revision_id": None} for copy in copies]
    session.execute(insert(table), copies)
    if name == "revision":
        session.execute(text("UPDATE article SET revision_id = id"))
