"""How far a site's changes are known: the checkpoint, and what was announced of each address."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.models import SiteCheckpoint
from capitalcities_crawler.events import Checkpoint, Event, FetchedArticle, Outcome, PageState
from tests.archive.samples import BASE, NOON, begin, fetched, full_article, later, save
from tests.archive.test_save import everything

WATER = f"{BASE}/2025/11/04/water/"
FIRST = Checkpoint(at=NOON, newest=later(-90), total=3, total_from="rest", etag='"1"')


def outcome(url: str, state: PageState, minute: int, announced: datetime | None = None) -> Outcome:
    return Outcome(url=url, state=state, reason="test", at=later(minute), announced_at=announced)


def announced(article: FetchedArticle, at: datetime | None) -> FetchedArticle:
    return replace(article, fetch=replace(article.fetch, announced_at=at))


def test_a_checkpoint_counts_what_is_known_with_its_own_batch(archive: Archive) -> None:
    assert archive.checkpoint("example", BASE) is None
    save(
        archive,
        FIRST,  # first in the batch, and yet counted last
        fetched(full_article()),
        fetched(full_article("gone", 8)),
        outcome(f"{BASE}/2025/11/04/gone/", PageState.GONE, 5),
        outcome(f"{BASE}/secret/", PageState.REFUSED, 5),
        outcome(f"{BASE}/empty/", PageState.NOT_ARTICLE, 5),
        outcome(f"{BASE}/slow/", PageState.FAILED, 5),
        fetched(full_article(url="https://else.example/water/")),
    )
    assert archive.checkpoint("example", f"{BASE}/") == replace(FIRST, known=3)
    assert archive.checkpoint("example", "https://else.example") is None


def test_a_later_checkpoint_takes_the_place_of_an_earlier_one(archive: Archive) -> None:
    save(archive, FIRST)
    second = Checkpoint(at=later(5), newest=later(2), total=4, total_from="months")
    save(archive, second)
    assert archive.checkpoint("example", BASE) == replace(second, known=0)
    save(archive, replace(FIRST, is_complete=True), fetched(full_article()))
    assert archive.checkpoint("example", BASE) == replace(second, known=0)


def test_a_checkpoint_becomes_complete_and_stays_so(archive: Archive) -> None:
    save(archive, FIRST)
    crawl_id = begin(archive)
    archive.save([fetched(full_article()), replace(FIRST, is_complete=True)], crawl_id=crawl_id)
    complete = replace(FIRST, is_complete=True, known=1)
    assert archive.checkpoint("example", BASE) == complete
    save(archive, FIRST)
    assert archive.checkpoint("example", BASE) == complete
    with archive.session() as session:
        assert session.scalars(select(SiteCheckpoint.crawl_id)).one() == crawl_id


def test_the_same_checkpoint_saved_again_changes_nothing(archive: Archive) -> None:
    crawl_id = begin(archive)
    batch: list[Event] = [FIRST, fetched(full_article()), replace(FIRST, is_complete=True)]
    archive.save(batch, crawl_id=crawl_id)
    before = everything(archive)
    archive.save(batch, crawl_id=crawl_id)
    assert everything(archive) == before


def test_what_was_announced_is_kept_for_address_and_home(archive: Archive) -> None:
    asked = f"{BASE}/?p=7"
    save(archive, announced(fetched(full_article(), url=asked), later(-5)))
    known = archive.known_pages("example", BASE, [WATER, asked])
    assert {page.announced_at for page in known.values()} == {later(-5)}
    save(archive, announced(fetched(full_article(), later(5)), None))
    known = archive.known_pages("example", BASE, [WATER])
    assert known[WATER].announced_at == later(-5), "what is the same as then is known still"
    save(archive, announced(fetched(full_article(), later(2)), later(1)))
    known = archive.known_pages("example", BASE, [WATER])
    assert known[WATER].announced_at == later(-5), "a capture from the past says nothing new"


def test_what_is_announced_goes_before_what_the_article_says(archive: Archive) -> None:
    article = full_article(modified=later(-60))
    save(archive, announced(fetched(article), later(-5)))
    assert archive.known_posts("example", BASE, [7])[7].announced_at == later(-5)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (PageState.UNCHANGED, later(3)),
        (PageState.NOT_ARTICLE, later(3)),
        (PageState.REFUSED, later(3)),
        (PageState.FAILED, later(-5)),  # that change is still to be seen
    ],
)
def test_a_try_without_article_notes_what_it_looked_for(
    archive: Archive, state: PageState, expected: datetime
) -> None:
    save(archive, announced(fetched(full_article()), later(-5)))
    save(archive, outcome(WATER, state, 5, later(3)))
    assert archive.known_pages("example", BASE, [WATER])[WATER].announced_at == expected
