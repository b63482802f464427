"""A run held against what its archive remembers, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.health import check_run, known_troubles
from capitalcities_crawler.events import Checkpoint, Event, Outcome, PageState
from tests.archive.samples import BASE, NOON, SITE, begin, fetched, full_article, save, section

START = datetime(2025, 6, 1, tzinfo=UTC)
WELL = {"read/articles": 40, "field/tags": 40}


def run(archive: Archive, stats: dict[str, Any], *, ends: bool = True) -> int:
    crawl_id = begin(archive)
    if ends:
        archive.finish_crawl(crawl_id, finished_at=NOON, outcome="done", stats=stats)
    return crawl_id


def names(archive: Archive, crawl_id: int, stats: dict[str, Any]) -> list[str]:
    return [alarm.name for alarm in check_run(archive, crawl_id, stats)]


def story(number: int, country: str) -> Event:
    return fetched(
        full_article(
            f"story-{number}",
            post_id=number,
            published=START + timedelta(hours=number),
            breadcrumb=section("World", "ASIA", country),
            categories=(),
        )
    )


def complete(archive: Archive) -> None:
    save(archive, Checkpoint(at=NOON, is_complete=True))


def test_a_run_is_held_against_those_before_it(archive: Archive) -> None:
    run(archive, WELL)
    run(archive, {}, ends=False)  # killed
    run(archive, {"downloader/request_count": 1})  # nothing new
    crawl_id = begin(archive)
    assert names(archive, crawl_id, WELL) == []
    assert names(archive, crawl_id, {"read/articles": 20}) == ["field/tags"]
    assert names(archive, crawl_id, {}) == []


def test_another_site_is_no_measure(archive: Archive) -> None:
    run(archive, WELL)
    other = archive.start_crawl(
        site=SITE,
        base_url="https://mirror.example",
        spider="archive",
        arguments={},
        started_at=NOON,
    )
    assert names(archive, other, {"read/articles": 20}) == []


def test_addresses_in_trouble_are_no_news(archive: Archive) -> None:
    states = {state: f"{BASE}/2025/11/04/{state}/" for state in PageState}
    save(
        archive,
        *(
            Outcome(url=states[state], state=state, reason="timeout", at=NOON)
            for state in (PageState.REFUSED, PageState.NOT_ARTICLE, PageState.FAILED)
        ),
        fetched(full_article()),
    )
    assert known_troubles(archive, "example", BASE) == {
        states[PageState.REFUSED],
        states[PageState.NOT_ARTICLE],
        states[PageState.FAILED],
    }


@pytest.mark.parametrize(
    ("told", "alarms"),
    [(True, ["silent/World > ASIA > Japan"]), (False, [])],
    ids=["whole-archive", "part-of-the-site"],
)
def test_a_section_falls_silent(*, archive: Archive, told: bool, alarms: list[str]) -> None:
    run(archive, WELL)
    countries = ["Japan" if number % 3 == 0 else "Iran" for number in range(120)]
    save(archive, *(story(n + 1, country) for n, country in enumerate(countries)))
    if told:
        complete(archive)
    assert names(archive, begin(archive), WELL) == []
    save(archive, *(story(number, "Iran") for number in range(121, 166)))
    assert names(archive, begin(archive), WELL) == alarms
    save(archive, story(166, "Japan"))
    assert names(archive, begin(archive), WELL) == []
