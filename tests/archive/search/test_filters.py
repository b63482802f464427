"""A filter finds what the same selection finds in the tables, on both databases."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select, text

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.models import Article
from capitalcities_crawler.archive.selection import Selection
from capitalcities_crawler.items import Author, Term
from tests.archive.samples import BASE, fetched, full_article, later, save, section, with_body

COUNTRIES = ("Iraq", "IRAN", "Perú")
DAYS = [
    *(date(1999, 12, 31), date(2000, 1, 1), date(2009, 12, 31), date(2010, 1, 1)),
    *(date(2019, 11, 30), date(2019, 12, 1), date(2020, 2, 29), date(2021, 6, 15), None),
]


def articles(chance: random.Random) -> Iterator[tuple[int, str]]:
    for post in range(1, 91):
        yield post, chance.choice(("water", "drought", "water and drought"))


@contextmanager
def filled(url: str) -> Iterator[tuple[Archive, dict[int, str]]]:
    chance = random.Random(3)
    with Archive(url, write=True) as archive:
        bodies = dict(articles(chance))
        events = []
        for post, body in bodies.items():
            place = section("World", "ASIA", chance.choice(COUNTRIES))[: chance.randint(1, 3)]
            article = full_article(
                f"p{post}",
                post,
                url=f"{BASE}/p{post}/",  # without a date, as some articles are
                title="Nothing",
                subtitle=None,
                published=chance.choice(DAYS),
                breadcrumb=place,
                categories=(),
                tags=(Term(name=chance.choice(("Dürre", "durre", "Water"))),),
                authors=(Author(name=chance.choice(("Ada", "Bo"))),),
                source_publisher=chance.choice((None, "UNECE", "Unece", "Reuters")),
            )
            events.append(fetched(with_body(article, body)))
        save(archive, *events)
    with Archive(url) as archive:
        yield archive, bodies


def selection_of(chance: random.Random) -> Selection:
    first, last = sorted(chance.choice(DAYS[:-1]) or date.min for _ in range(2))
    few = timedelta(days=chance.randint(-3, 3))
    return Selection(
        since=chance.choice((None, first + few)),
        until=chance.choice((None, last - few)),
        place=chance.choice((None, "asia", "Peru", "iraq")),
        tag=chance.choice((None, None, "DURRE", "water")),
        author=chance.choice((None, None, "ada")),
        publisher=chance.choice((None, None, "unece")),
    )


def test_filters_find_what_the_tables_say(archive_url: str) -> None:
    chance, hit = random.Random(4), 0
    with filled(archive_url) as (archive, bodies), archive.session() as session:
        for _ in range(150):
            wanted = selection_of(chance)
            posts = set(session.scalars(wanted.of(session, select(Article.post_id))))
            expected = {post for post in posts if "drought" in bodies[post]}
            found = archive.search("drought", wanted, limit=100)
            assert {int(one.url.split("/p")[-1].strip("/")) for one in found.hits} == expected
            hit += bool(expected)
        undated = session.scalars(select(Article.id).where(Article.published_on.is_(None)))
        assert list(undated)
    assert 30 < hit < 150


def test_a_filter_follows_what_changes_without_a_revision(archive: Archive) -> None:
    article = full_article()
    save(archive, fetched(article))
    moved = replace(article, published=date(2020, 1, 2), source_publisher="Reuters")
    assert save(archive, fetched(moved, later(5)))["articles/unchanged"] == 1
    assert archive.search("iraq", Selection(until=date(2020, 1, 2))).matches == 1
    assert archive.search("iraq", Selection(since=date(2020, 1, 3))).matches == 0
    assert archive.search("iraq", Selection(publisher="reuters")).matches == 1


def test_articles_of_every_window_are_found(postgresql_url: str) -> None:
    with Archive(postgresql_url, write=True) as archive:
        for number in (1, 2_000, 3_000, 90_000, 2_000_000):
            with archive.writing() as session:
                session.execute(text("SELECT setval('article_id_seq', :n)"), {"n": number})
            save(archive, fetched(full_article(f"p{number}", number)))
        hits = archive.search("iraq").hits
    slugs = [hit.url.split("/")[-2] for hit in hits]
    assert slugs == ["p2000000", "p90000", "p3000", "p2000", "p1"]
