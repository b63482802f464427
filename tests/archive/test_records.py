"""What goes in comes out: the export's page part equals the page's own record."""

from __future__ import annotations

from datetime import date

import pytest

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.records import records
from capitalcities_crawler.archive.selection import Selection
from capitalcities_crawler.items import Article, JsonObject
from capitalcities_crawler.records import article_record
from tests.archive.samples import BASE, fetched, full_article, later, save

FIELDS = list(article_record(full_article()))


def stored_records(archive: Archive, period: Selection | None = None) -> list[JsonObject]:
    with archive.session() as session:
        return list(records(session, period))


@pytest.fixture
def both(archive: Archive) -> tuple[JsonObject, JsonObject]:
    article = full_article()
    save(archive, fetched(article))
    (stored,) = stored_records(archive)
    return stored, article_record(article)


def test_every_field_is_as_the_page_says(both: tuple[JsonObject, JsonObject]) -> None:
    stored, page = both
    assert {name: stored[name] for name in FIELDS} == page
    assert all(page[name] not in (None, [], "") for name in FIELDS)


def test_what_the_archive_knows_comes_last(both: tuple[JsonObject, JsonObject]) -> None:
    stored, _ = both
    assert {name: value for name, value in stored.items() if name not in FIELDS} == {
        "duplicate_group": None,
        "first_seen": "2026-01-14T12:00:00+00:00",
        "last_seen": "2026-01-14T12:00:00+00:00",
        "gone": None,
        "revision": 1,
        "fetched": "2026-01-14T12:00:00+00:00",
        "warc_file": "a.warc.gz",
        "warc_offset": 5_000_000_000,
    }


def test_an_article_with_nothing_but_a_title(archive: Archive) -> None:
    bare = Article(url=f"{BASE}/bare/", title="Bare")
    save(archive, fetched(bare))
    (stored,) = stored_records(archive)
    assert {name: stored[name] for name in FIELDS} == article_record(bare)


def test_the_record_follows_what_changes_without_a_revision(archive: Archive) -> None:
    save(archive, fetched(full_article()))
    again = full_article(next=None, related=(), images=(), modified=later(0), source_publisher="UN")
    save(archive, fetched(again, later(5)))
    (stored,) = stored_records(archive)
    assert {name: stored[name] for name in FIELDS} == article_record(again)
    assert stored["revision"] == 1


@pytest.mark.parametrize(
    ("period", "slugs"),
    [
        (Selection(), ["a", "b", "c"]),
        (Selection(since=date(2025, 11, 4)), ["b", "c"]),
        (Selection(until=date(2025, 11, 4)), ["a", "b"]),
        (Selection(date(2025, 11, 4), date(2025, 11, 4)), ["b"]),
    ],
)
def test_a_period_includes_both_its_days(
    archive: Archive, period: Selection, slugs: list[str]
) -> None:
    days = {"c": 5, "a": 3, "b": 4}  # saved in another order than given out
    save(
        archive,
        *(
            fetched(full_article(slug, number, published=date(2025, 11, day), url=f"{BASE}/{slug}"))
            for number, (slug, day) in enumerate(days.items(), start=1)
        ),
    )
    assert [r["url"].rpartition("/")[2] for r in stored_records(archive, period)] == slugs
