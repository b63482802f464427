"""Today's reading in place of an earlier one, on each database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.models import Article, Capture, Revision
from capitalcities_crawler.archive.records import records
from capitalcities_crawler.archive.rereading import Wanted, place_of, tasks, wanted_ids
from capitalcities_crawler.archive.writing.rereading import mark_read, write_readings
from capitalcities_crawler.warc.exchange import Place
from pipelines.clean import clean_article
from tests.archive.samples import BASE, NOON, fetched, full_article, save


@pytest.fixture
def archive(archive_url: str) -> Archive:
    archive = Archive(archive_url, write=True)
    save(archive, fetched(clean_article(full_article())))
    return archive


def test_a_reading_replaces_what_was_read_and_is_no_revision(archive: Archive) -> None:
    item = clean_article(replace(full_article(), title="Read better", tags=()))
    with archive.writing() as session:
        write_readings(session, [(1, item), (99, item)])
    with archive.session() as session:
        (record,) = records(session)
        (revision,) = session.scalars(select(Revision))
        assert (record["title"], record["tags"], record["revision"]) == ("Read better", [], 1)
        assert (revision.title, revision.changed_fields) == ("Read better", [])
    assert save(archive, fetched(item)) == {"articles/unchanged": 1}
    archive.close()


def test_what_an_older_version_read_is_to_be_read_again(archive: Archive) -> None:
    with archive.writing() as session:
        session.get_one(Revision, 1).extractor_version = "0.0.1"
    with archive.session() as session:
        assert wanted_ids(session, Wanted()) == [1]
        day = session.scalars(select(Article.published_on)).one()
        assert day
        assert wanted_ids(session, Wanted(day)) == [1]
        assert wanted_ids(session, Wanted(day.replace(year=day.year + 1))) == []
    with archive.writing() as session:
        mark_read(session, [1])
    with archive.session() as session:
        assert wanted_ids(session, Wanted()) == []
        assert wanted_ids(session, Wanted(everything=True)) == [1]
    archive.close()


def test_a_task_names_the_records_of_the_last_sight(archive: Archive) -> None:
    (task,) = tasks(archive, [1])
    assert task.places == (Place("a.warc.gz", 5_000_000_000),)
    assert task.context_sha256
    later = fetched(clean_article(full_article()), NOON.replace(hour=13))
    seen = replace(later, fetch=replace(later.fetch, record=Place("b.warc.gz", 7)))
    save(archive, replace(seen, fetch=replace(seen.fetch, parts=(Place("b.warc.gz", 9),))))
    (task,) = tasks(archive, [1])
    assert task.places == (Place("b.warc.gz", 7), Place("b.warc.gz", 9))
    with archive.session() as session:
        at = session.scalars(select(Capture.fetched_at).order_by(Capture.id)).all()
    assert place_of(archive, task.url, at[1]) == Place("b.warc.gz", 7)
    assert place_of(archive, f"{BASE}/other/", at[1]) is None
    archive.close()
