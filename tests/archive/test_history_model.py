"""Random histories of three posts at three addresses, against a model of a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from sqlalchemy import text

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.events import Event, FetchedArticle
from tests.archive.samples import begin
from tests.archive.test_history import A, B, C, gone, homes, ledger, seen
from tests.archive.test_save import everything

Model = dict[int | None, str]
"""Where each living post lives."""


def random_history(random: Random) -> list[Event]:
    """Give up to 15 looks at the addresses, in the order of their times."""
    events: list[Event] = []
    for minute in range(random.randint(5, 15)):
        url, number = random.choice([A, B, C]), random.randint(1, 3)
        if random.random() < 0.7:
            events.append(seen(number, url, minute, random.choice([None, f"{url}?p={number}"])))
        else:
            events.append(gone(url, minute))
    return events


def model_of(events: list[Event]) -> Model:
    living: Model = {}
    for event in events:
        url = event.article.url if isinstance(event, FetchedArticle) else getattr(event, "url", "")
        living = {number: home for number, home in living.items() if home != url}
        if isinstance(event, FetchedArticle):
            living[event.article.post_id] = url
    return living


def cut(events: list[Event], random: Random) -> Iterator[list[Event]]:
    rest = list(events)
    while rest:
        size = random.randint(1, 5)
        yield rest[:size]
        del rest[:size]


def living_posts(archive: Archive) -> Model:
    return {number: url for number, (url, lives) in homes(archive).items() if lives}


def assert_consistent(archive: Archive) -> None:
    """A living article is alone at an address that says so; a gone one has one open absence."""
    held = [url for url, (state, _) in ledger(archive).items() if state in {"stored", "unchanged"}]
    assert sorted(held) == sorted(living_posts(archive).values())
    open_absences = text(
        "SELECT count(*) FROM article WHERE (gone_at IS NOT NULL) <> (1 = (SELECT count(*)"
        " FROM absence WHERE absence.article_id = article.id AND returned_at IS NULL))"
    )
    with archive.session() as session:
        assert session.execute(open_absences).scalar_one() == 0


@pytest.mark.parametrize("seed", range(12))
def test_any_history_ends_as_the_model_says(archive: Archive, seed: int) -> None:
    random = Random(seed)
    events = random_history(random)
    batches = [(begin(archive), batch) for batch in cut(events, random)]
    for crawl_id, batch in batches:
        archive.save(batch, crawl_id=crawl_id)
    assert living_posts(archive) == model_of(events)
    assert_consistent(archive)
    before = everything(archive)
    for crawl_id, batch in batches:
        archive.save(batch, crawl_id=crawl_id)
    assert everything(archive) == before, "saving again changes nothing"


@pytest.mark.parametrize("seed", range(12))
def test_a_history_saved_in_any_order_is_consistent(archive: Archive, seed: int) -> None:
    random = Random(seed)
    events = random_history(random)
    random.shuffle(events)
    for batch in cut(events, random):
        archive.save(batch, crawl_id=begin(archive))
    assert_consistent(archive)
