"""Saving events: ledger, identity, revisions, duplicates; twice is once."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from typing import Any

import pytest
from sqlalchemy import select, text

from capitalcities_crawler.archive import Archive, UnstorableError
from capitalcities_crawler.archive.models import Article, Base, Link, Page, Revision, Section
from capitalcities_crawler.events import Discovery, Event, Observation, Outcome, PageState
from capitalcities_crawler.items import AdvertisedCount
from tests.archive.samples import (
    BAGHDAD,
    BASE,
    NOON,
    begin,
    fetched,
    full_article,
    later,
    save,
    section,
    with_body,
)


def pages(archive: Archive) -> dict[str, tuple[str, str | None]]:
    with archive.session() as session:
        return {
            page.url.removeprefix(BASE): (page.state, page.moved_to)
            for page in session.scalars(select(Page))
        }


def articles(archive: Archive) -> list[dict[str, Any]]:
    with archive.session() as session:
        rows = session.execute(text("SELECT * FROM articles ORDER BY article_id"))
        return [dict(row) for row in rows.mappings()]


def changes(archive: Archive) -> list[tuple[str, str | None]]:
    with archive.session() as session:
        rows = session.execute(text("SELECT change, fields FROM changes ORDER BY changed_at"))
        return [(change, fields) for change, fields in rows]


def everything(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    with archive.session() as session:
        return {
            name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for name, table in Base.metadata.tables.items()
        }


def batch() -> list[Event]:
    article = full_article()
    return [
        Discovery(url=article.url, via="sitemap", seen_at=NOON, published_on=date(2025, 11, 4)),
        Discovery(url=f"{BASE}/2025/11/06/later/", via="sitemap", seen_at=NOON),
        fetched(article, later(1)),
        fetched(full_article("other", 8), later(2), url=f"{BASE}/?p=8"),
        Outcome(url=f"{BASE}/x/", state=PageState.FAILED, reason="timeout", at=later(3)),
        Observation(
            counts=(AdvertisedCount(kind="month", key="2025-11", count=3),), observed_at=NOON
        ),
    ]


def test_a_batch_is_counted_and_every_address_has_its_state(archive: Archive) -> None:
    counts = save(archive, *batch())
    assert counts == {"articles/new": 2, "pages/discovered": 2, "pages/failed": 1}
    assert pages(archive) == {
        "/2025/11/04/water/": ("stored", None),
        "/2025/11/06/later/": ("pending", None),
        "/?p=8": ("moved", f"{BASE}/2025/11/04/other/"),
        "/2025/11/04/other/": ("stored", None),
        "/x/": ("failed", None),
    }
    assert archive.unfinished_pages("example") == [
        f"{BASE}/2025/11/06/later/",
        f"{BASE}/x/",
        f"{BASE}/2025/11/03/old/",  # neighbours and related posts that no route showed
        f"{BASE}/2025/11/05/new/",
        f"{BASE}/2025/11/02/a/",
        f"{BASE}/2025/11/01/b/",
    ]
    assert archive.unfinished_pages("example", "https://else.example") == []


def test_the_same_batch_saved_twice_changes_nothing(archive: Archive) -> None:
    crawl_id = begin(archive)
    archive.save(batch(), crawl_id=crawl_id)
    before = everything(archive)
    archive.save(batch(), crawl_id=crawl_id)
    assert everything(archive) == before


def test_a_page_fetched_again_unchanged(archive: Archive) -> None:
    save(archive, fetched(full_article()))
    assert save(archive, fetched(full_article(), later(5))) == {"articles/unchanged": 1}
    (article,) = articles(archive)
    assert article["revisions"] == 1
    assert pages(archive)["/2025/11/04/water/"] == ("unchanged", None)
    with archive.session() as session:
        assert session.scalars(select(Article.last_seen_at)).one() == later(5)


def test_changed_content_makes_a_revision_that_names_the_fields(archive: Archive) -> None:
    save(archive, fetched(full_article()))
    changed = with_body(full_article(title="New title"), "New body.")
    assert save(archive, fetched(changed, later(5))) == {"articles/changed": 1}
    assert changes(archive) == [("revised", '["body", "title"]')]
    with archive.session() as session:
        revisions = session.scalars(select(Revision).order_by(Revision.number)).all()
        assert [r.number for r in revisions] == [1, 2]
        assert revisions[0].body_text.startswith("Iraq and Kazakhstan met")
    assert articles(archive)[0]["body_text"] == "New body."


@pytest.mark.parametrize(
    "change",
    [
        {"related": ()},
        {"next": None},
        {"images": ()},
        {"modified": later(0)},
        {"tags": full_article().tags[::-1]},
        {"source_headline": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_changes_by_itself_makes_no_revision(archive: Archive, change: Any) -> None:
    save(archive, fetched(full_article()))
    assert save(archive, fetched(full_article(**change), later(5))) == {"articles/unchanged": 1}


def test_an_older_capture_does_not_undo_a_newer_one(archive: Archive) -> None:
    save(archive, fetched(full_article(title="Newer"), later(5)))
    save(archive, fetched(full_article(title="Older"), later(0)))
    assert articles(archive)[0]["title"] == "Newer"


def test_a_known_post_at_a_new_address_is_the_same_article_moved(archive: Archive) -> None:
    save(archive, fetched(full_article("old")))
    save(archive, fetched(full_article("new"), later(5), url=f"{BASE}/2025/11/04/old/"))
    assert [(a["url"], a["revisions"]) for a in articles(archive)] == [
        (f"{BASE}/2025/11/04/new/", 1)
    ]
    assert pages(archive)["/2025/11/04/old/"] == ("moved", f"{BASE}/2025/11/04/new/")


def test_without_a_number_only_the_same_content_counts_as_moved(archive: Archive) -> None:
    old = full_article("old", None)
    save(archive, fetched(old))
    save(archive, fetched(full_article("new", None), later(5), url=old.url))
    other = with_body(full_article("other", None), "Something else.")
    save(archive, fetched(other, later(6), url=f"{BASE}/2025/11/04/new/"))
    assert [a["url"].split("/")[-2] for a in articles(archive)] == ["new", "other"]


def test_two_posts_that_exchange_their_addresses(archive: Archive) -> None:
    a, b = full_article("a", 1), with_body(full_article("b", 2), "B.")
    save(archive, fetched(a), fetched(b))
    save(
        archive,
        fetched(replace(a, url=b.url), later(5)),
        fetched(replace(b, url=a.url), later(6)),
    )
    assert [(r["post_id"], r["url"], r["gone_at"]) for r in articles(archive)] == [
        (1, b.url, None),
        (2, a.url, None),
    ]


def test_a_post_whose_address_another_one_took_is_gone_until_it_is_seen(archive: Archive) -> None:
    a, b = full_article("a", 1), with_body(full_article("b", 2), "B.")
    save(archive, fetched(a), fetched(b))
    save(archive, fetched(replace(b, url=a.url), later(5)))
    gone = {r["post_id"]: r["gone_at"] is not None for r in articles(archive)}
    assert gone == {1: True, 2: False}
    save(archive, fetched(replace(a, url=f"{BASE}/c/"), later(6)))
    assert {r["post_id"]: r["gone_at"] for r in articles(archive)} == {1: None, 2: None}


def test_a_number_learnt_later_belongs_to_the_same_article(archive: Archive) -> None:
    save(archive, fetched(full_article(post_id=None)))
    save(archive, fetched(full_article(post_id=7), later(5)))
    assert [a["post_id"] for a in articles(archive)] == [7]


def test_the_same_number_on_another_host_is_another_article(archive: Archive) -> None:
    elsewhere = full_article(url="https://else.example/water/")
    assert save(archive, fetched(full_article()), fetched(elsewhere)) == {"articles/new": 2}


def test_gone_and_back(archive: Archive) -> None:
    article = full_article()
    save(archive, fetched(article))
    save(archive, Outcome(url=article.url, state=PageState.GONE, reason="http-404", at=later(5)))
    assert changes(archive) == [("gone", None)]
    assert pages(archive)["/2025/11/04/water/"] == ("gone", None)
    save(archive, fetched(article, later(9)))
    assert articles(archive)[0]["gone_at"] is None


def test_discovery_leaves_a_known_state_alone(archive: Archive) -> None:
    article = full_article()
    save(archive, fetched(article))
    found = Discovery(url=article.url, via="months", seen_at=later(5))
    assert save(archive, found) == {}
    assert pages(archive)["/2025/11/04/water/"] == ("stored", None)


def test_a_moved_address_makes_its_target_known(archive: Archive) -> None:
    target = f"{BASE}/2025/11/04/new/"
    save(
        archive,
        Outcome(
            url=f"{BASE}/?p=7", state=PageState.MOVED, reason="redirect", at=NOON, moved_to=target
        ),
    )
    assert pages(archive)["/2025/11/04/new/"] == ("pending", None)


def test_attempts_are_counted_and_the_error_kept(archive: Archive) -> None:
    for minute in (0, 1):
        save(
            archive,
            Outcome(
                url=f"{BASE}/x/",
                state=PageState.FAILED,
                reason="timeout",
                at=later(minute),
                error="no answer",
            ),
        )
    with archive.session() as session:
        page = session.scalars(select(Page)).one()
        assert (page.attempts, page.reason, page.last_error) == (2, "timeout", "no answer")


def test_exact_duplicates_share_a_group_until_one_changes(archive: Archive) -> None:
    first, second = full_article("a", 1), full_article("b", 2)
    save(archive, fetched(first))
    save(archive, fetched(second))
    groups = {a["duplicate_group"] for a in articles(archive)}
    assert len(groups) == 1
    assert None not in groups
    save(archive, fetched(with_body(second, "Rewritten."), later(5)))
    assert [a["duplicate_group"] for a in articles(archive)] == [None, None]


def test_links_find_their_articles_in_either_order(archive: Archive) -> None:
    save(archive, fetched(full_article()))
    old = with_body(full_article("old", 6, url=f"{BASE}/2025/11/03/old/"), "Old.")
    save(archive, fetched(old))
    with archive.session() as session:
        target = session.scalars(select(Article.id).where(Article.post_id == 6)).one()
        query = select(Link.rel, Link.target_article_id).where(Link.url == old.url)
        assert set(session.execute(query).all()) >= {("previous", target), ("inline", target)}


def test_a_link_to_a_former_address_leads_to_the_article_that_moved(archive: Archive) -> None:
    old = with_body(full_article("old", 6, url=f"{BASE}/2025/11/03/old/"), "Old.")
    save(archive, fetched(old))
    save(archive, fetched(replace(old, url=f"{BASE}/2025/11/03/elsewhere/"), later(5)))
    save(archive, fetched(full_article(post_id=7), later(6)))
    assert inline_target(archive, 7, old.url) == 6
    lodger = with_body(full_article("lodger", 9, url=old.url), "Another one lives there now.")
    save(archive, fetched(lodger, later(7)), fetched(full_article("later", 10), later(8)))
    assert inline_target(archive, 10, old.url) == 9


def inline_target(archive: Archive, post_id: int, url: str) -> int | None:
    """Give the post that a link in the text of a post leads to."""
    source = select(Article.revision_id).where(Article.post_id == post_id).scalar_subquery()
    query = (
        select(Article.post_id)
        .join(Link, Link.target_article_id == Article.id)
        .where(Link.revision_id == source, Link.url == url, Link.rel == "inline")
    )
    with archive.session() as session:
        return session.scalars(query).one()


def test_sections_form_a_tree_with_kinds(archive: Archive) -> None:
    shallow = full_article("a", 1, breadcrumb=(), categories=(BAGHDAD[-1:],))
    save(archive, fetched(shallow))  # knows Baghdad only, and not where it lies
    topic = section("Technology", "AI")
    save(archive, fetched(full_article("b", 2)), fetched(full_article("c", 3, breadcrumb=topic)))
    with archive.session() as session:
        tree = {
            s.path: (s.kind, s.parent.name if s.parent else None)
            for s in session.scalars(select(Section))
        }
    assert tree == {
        "World": ("root", None),
        "World > MIDDLE EAST": ("region", "World"),
        "World > MIDDLE EAST > Iraq": ("country", "MIDDLE EAST"),
        "World > MIDDLE EAST > Iraq > Baghdad": ("city", "Iraq"),
        "Technology": ("topic", None),
        "Technology > AI": ("topic", "Technology"),
    }
    rows = {a["post_id"]: (a["region"], a["country"], a["city"]) for a in articles(archive)}
    assert rows == {
        1: ("MIDDLE EAST", "Iraq", "Baghdad"),
        2: ("MIDDLE EAST", "Iraq", "Baghdad"),
        3: (None, None, None),
    }


def test_a_value_that_no_database_takes_is_told_apart(archive: Archive) -> None:
    with pytest.raises(UnstorableError, match="archive"):
        save(archive, fetched(full_article(post_id=2**70)))
    assert articles(archive) == []


def _save_some(url: str, crawl_id: int, start: int) -> None:
    with Archive(url, write=True) as archive:
        for post_id in range(start, start + 30, 3):
            batch = [fetched(full_article(f"p{n}", n)) for n in range(post_id, post_id + 6)]
            archive.save(batch, crawl_id=crawl_id)


def test_two_processes_write_without_duplicates(archive: Archive) -> None:
    crawl_id = begin(archive)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        runs = [pool.submit(_save_some, archive.url, crawl_id, start) for start in (1, 10)]
        for run in runs:
            run.result()
    assert sorted(a["post_id"] for a in articles(archive)) == list(range(1, 43))
