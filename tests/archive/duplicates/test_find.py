"""Near-duplicates are grouped as articles arrive, in any order, and part again."""

from __future__ import annotations

import random
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import combinations

import pytest
from sqlalchemy import delete, select, text

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.duplicates import candidates
from capitalcities_crawler.archive.models import Article, DuplicatePair, SearchText, Shingle
from capitalcities_crawler.items import Article as Item
from tests.archive.samples import begin, fetched, full_article, later, save, with_body


def prose(seed: int, words: int = 120) -> list[str]:
    chance = random.Random(seed)
    return [f"w{chance.randrange(5_000)}" for _ in range(words)]


def story(number: int, words: list[str]) -> Item:
    return with_body(full_article(f"story-{number}", number), " ".join(words))


def reprint(words: list[str], seed: int, replaced: int = 20) -> list[str]:
    """Give the text with another first sentence."""
    return prose(seed, replaced) + words[replaced:]


def groups(archive: Archive) -> dict[int, str]:
    """Give the group of each post that has one."""
    query = select(Article.post_id, Article.duplicate_group)
    with archive.session() as session:
        return {post or 0: group for post, group in session.execute(query) if group}


def rows(archive: Archive, table: type) -> int:
    with archive.session() as session:
        return len(list(session.scalars(select(table.article_id))))  # type: ignore[attr-defined]


def test_a_reprint_with_another_first_sentence_is_a_duplicate(archive: Archive) -> None:
    save(archive, fetched(story(1, prose(1))))
    save(archive, fetched(story(2, reprint(prose(1), 2))), fetched(story(3, prose(3))))
    found = groups(archive)
    assert set(found) == {1, 2}
    assert found[1] == found[2]


def test_the_similarity_of_a_pair_is_stored(archive: Archive) -> None:
    save(archive, fetched(story(1, prose(1))), fetched(story(2, reprint(prose(1), 2))))
    with archive.session() as session:
        (pair,) = session.scalars(select(DuplicatePair))
        # of 122 runs of three words, 100 lie behind the first sentence of 20 words
        assert pair.similarity == pytest.approx(100 / (122 + 122 - 100))
        (line,) = session.execute(text("SELECT url, other_url, similarity FROM duplicates"))
    assert line.url.endswith("/story-1/")
    assert line.other_url.endswith("/story-2/")
    assert line.similarity == pair.similarity


def test_a_rewritten_article_is_none(archive: Archive) -> None:
    words = prose(1)
    rewritten = [word if place % 3 else f"x{place}" for place, word in enumerate(words)]
    save(archive, fetched(story(1, words)), fetched(story(2, rewritten)))
    assert groups(archive) == {}


def test_a_quoted_passage_makes_no_duplicate(archive: Archive) -> None:
    words = prose(1)
    save(archive, fetched(story(1, words)), fetched(story(2, prose(2, 90) + words[:40])))
    assert groups(archive) == {}


def test_the_shortest_texts_are_duplicates_where_they_are_the_same(archive: Archive) -> None:
    save(archive, *(fetched(story(n, words)) for n, words in enumerate((["a"], ["a"], ["b"]), 1)))
    assert set(groups(archive)) == {1, 2}


def test_empty_texts_are_not_alike(archive: Archive) -> None:
    save(archive, fetched(story(1, [])), fetched(story(2, [])))
    assert groups(archive) == {}


def test_a_chain_of_reprints_is_one_group_with_one_name(archive: Archive) -> None:
    first = prose(1, 200)
    second = reprint(first, 2, 70)
    third = second[:130] + prose(3, 70)
    save(archive, fetched(story(1, first)), fetched(story(3, third)))
    assert groups(archive) == {}  # the ends have too little in common
    save(archive, fetched(story(2, second)))
    assert len(set(groups(archive).values())) == 1
    assert set(groups(archive)) == {1, 2, 3}
    save(archive, fetched(story(2, prose(9)), later(5)))
    assert groups(archive) == {}


def test_groups_are_the_same_in_any_order_and_batch(archive: Archive, sqlite_url: str) -> None:
    stories = [
        story(
            10 * original + copy,
            reprint(prose(original), 100 * original + copy) if copy else prose(original),
        )
        for original in range(1, 6)
        for copy in range(3)
    ]
    save(archive, *map(fetched, stories))
    with Archive(f"{sqlite_url}.other", write=True) as other:
        for each in reversed(stories):
            save(other, fetched(each))
        assert groups(other) == groups(archive)
    assert len(set(groups(archive).values())) == 5


def test_an_article_that_is_seen_again_keeps_its_pairs(archive: Archive) -> None:
    first, second = story(1, prose(1)), story(2, reprint(prose(1), 2))
    save(archive, fetched(first), fetched(second))
    before = groups(archive)
    save(archive, fetched(first, later(5)), fetched(second, later(5)))
    assert groups(archive) == before
    assert rows(archive, DuplicatePair) == 1


def test_an_article_that_is_rewritten_leaves_its_group_and_another_stays(archive: Archive) -> None:
    save(archive, *(fetched(story(n, reprint(prose(1), n))) for n in (2, 3, 4)))
    save(archive, fetched(story(3, prose(9)), later(5)))
    found = groups(archive)
    assert set(found) == {2, 4}
    assert found[2] == found[4]


def test_a_stock_phrase_leads_to_no_candidates(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "MOST_HOLDERS", 5)
    save(archive, *(fetched(story(n, prose(1, 5))) for n in range(1, 8)))
    with archive.session() as session:
        query = delete(DuplicatePair)
        session.execute(query)
        ids = list(session.scalars(select(Article.id)))
        assert candidates.candidates(session, ids) == set()


def test_no_more_than_so_many_are_compared(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = prose(1)
    save(archive, *(fetched(story(n, reprint(words, n, 10 * n))) for n in range(1, 7)))
    monkeypatch.setattr(candidates, "MOST_CANDIDATES", 2)
    with archive.session() as session:
        (one,) = session.scalars(select(Article.id).where(Article.post_id == 1))
        assert len(candidates.candidates(session, [one])) == 2


def test_two_writers_at_once_see_each_others_articles(postgresql_url: str) -> None:
    original = prose(1)

    def write(number: int) -> None:
        with Archive(postgresql_url, write=True) as own:
            begin(own)
            save(own, fetched(story(number, reprint(original, number))))

    Archive(postgresql_url, write=True).close()
    for first in range(2, 12, 2):
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(write, (first, first + 1)))
    with Archive(postgresql_url) as archive:
        assert len(set(groups(archive).values())) == 1
        assert set(groups(archive)) == set(range(2, 12))


def test_every_pair_of_a_group_of_reprints_is_found(archive: Archive) -> None:
    save(archive, *(fetched(story(n, reprint(prose(1), n, 12))) for n in range(2, 10)))
    with archive.session() as session:
        query = select(Article.post_id).order_by(Article.post_id)
        posts = dict(zip(session.scalars(select(Article.id)), session.scalars(query), strict=True))
        pairs = {
            (posts[pair.article_id], posts[pair.other_id])
            for pair in session.scalars(select(DuplicatePair))
        }
    assert pairs == set(combinations(range(2, 10), 2))


def test_an_article_deleted_by_hand_leaves_nothing(archive: Archive) -> None:
    save(archive, fetched(story(1, prose(1))), fetched(story(2, reprint(prose(1), 2))))
    with archive.writing() as session:
        for table in (DuplicatePair, Shingle, SearchText):
            assert session.scalar(select(table.article_id).limit(1)) is not None
        session.execute(text("UPDATE article SET revision_id = NULL"))
        session.execute(text("DELETE FROM revision"))
        session.execute(text("DELETE FROM article"))
    save(archive, fetched(story(3, prose(3))))
    assert rows(archive, DuplicatePair) == 0
    assert groups(archive) == {}


def test_an_article_deleted_in_a_shell_that_checks_no_keys_is_no_duplicate(sqlite_url: str) -> None:
    with Archive(sqlite_url, write=True) as archive:
        save(archive, *(fetched(story(n, reprint(prose(1), n))) for n in (1, 2)))
        with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as shell, shell:
            shell.execute("DELETE FROM article WHERE post_id = 1")
        save(archive, fetched(story(3, reprint(prose(1), 3))))
        assert set(groups(archive)) == {2, 3}
        save(archive, fetched(story(2, prose(9)), later(5)))
        assert groups(archive) == {}
