"""The same answers in the same order on SQLite, on PostgreSQL, and without any index."""

from __future__ import annotations

import random
import sys

import pytest

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.search import grammar, search
from capitalcities_crawler.archive.search.words import folded_words
from capitalcities_crawler.items import Author, Term
from tests.archive.samples import fetched, full_article, save, with_body
from tests.archive.search.plain import answers

WORDS = [
    "water",
    "Wasser",
    "águas",
    "drought",
    "droughts",
    "dry",
    "1e5",
    "3d",
    "0x1f",
    "007",
    "covid19",
    "x²",
    "ﬁnance",
    "Straße",
    "İstanbul",
    "Владимир",
    "水道",
    "بَغداد",
    "देवनागरी",
    "Ωμέγα",
    "éte",
    "v1",
    "a1b2",
    "12e",
    "5ft",
    "2nd",
    "and",
    "or",
    "not",
]
OPERATORS = ("AND", "OR", "NOT", "")


def text_of(chance: random.Random, number: int) -> str:
    glue = (" ", " ", " ", ", ", "-", ". ", "_", "'", "/", "@", ":")
    return "".join(chance.choice(WORDS) + chance.choice(glue) for _ in range(number))


def query_of(chance: random.Random, depth: int = 0) -> str:
    if depth < 3 and chance.random() < 0.5:
        left, right = query_of(chance, depth + 1), query_of(chance, depth + 1)
        return f"({left}) {chance.choice(OPERATORS)} ({right})"
    if chance.random() < 0.3:
        return f'"{chance.choice(WORDS)} {chance.choice(WORDS)}"'
    word = chance.choice(WORDS)
    return f"{word[:4]}*" if chance.random() < 0.2 and word[:4].isalpha() else word


def fill(url: str) -> dict[int, list[list[str]]]:
    chance, fields = random.Random(7), {}
    with Archive(url, write=True) as archive:
        events = []
        for post in range(1, 121):
            tag, author, body = (text_of(chance, number) for number in (2, 1, 12))
            title = text_of(chance, 3)
            article = full_article(
                f"p{post}",
                post,
                title=title,
                subtitle=None,
                tags=(Term(name=tag),),
                authors=(Author(name=author),),
                breadcrumb=(),
                categories=(),
                source_publisher=None,
            )
            fields[post] = [
                folded_words(title),
                folded_words(tag) + folded_words(author),
                folded_words(body),
            ]
            events.append(fetched(with_body(article, body)))
        save(archive, *events)
    return fields


def test_both_databases_and_a_plain_search_agree(sqlite_url: str, postgresql_url: str) -> None:
    fields = fill(sqlite_url)
    assert fill(postgresql_url) == fields
    chance, matched = random.Random(11), 0
    with Archive(sqlite_url) as first, Archive(postgresql_url) as second:
        for _ in range(400):
            query = query_of(chance)
            try:
                wanted = grammar.parse(query)
            except grammar.QueryError:
                continue
            expected = {post for post, words in fields.items() if answers(wanted, words)}
            found = first.search(query, limit=200)
            assert found == second.search(query, limit=200), query
            assert {int(hit.url.rstrip("/").rsplit("p", 1)[1]) for hit in found.hits} == expected
            matched += bool(expected) and len(expected) < len(fields)
    assert matched > 100


def test_beyond_the_candidates_both_choose_the_same(
    sqlite_url: str, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for url in (sqlite_url, postgresql_url):
        fill(url)
    monkeypatch.setattr(sys.modules[search.__module__], "MOST_CANDIDATES", 10)
    with Archive(sqlite_url) as first, Archive(postgresql_url) as second:
        found = first.search("water")
        assert found == second.search("water")
        assert (len(found.hits), found.matches, found.is_all) == (10, 10, False)
        assert any("water" in folded_words(hit.title) for hit in found.hits)
