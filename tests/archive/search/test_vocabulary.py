"""The beginning of a word, looked for as the words that begin so or by the database itself."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.models import SearchWord
from capitalcities_crawler.archive.search import vocabulary
from capitalcities_crawler.archive.search.grammar import And, Or, Phrase, parse
from capitalcities_crawler.archive.search.vocabulary import with_words
from tests.archive.samples import fetched, full_article, later, save, with_body

QUERIES = ("drou*", '"the drou*"', "drou* NOT dry*", "water OR drou*", "wat*", "دروغ*")


def words(archive: Archive) -> set[str]:
    with archive.session() as session:
        return set(session.scalars(select(SearchWord.word)))


def found(archive: Archive) -> list[list[str]]:
    return [sorted(hit.url for hit in archive.search(query).hits) for query in QUERIES]


def fill(archive: Archive) -> None:
    bodies = ("The drought, dry", "Droughts: the drouth", "Water", "waterways 水 دروغگو", "Drou")
    plain = {"title": "Nothing", "subtitle": None, "tags": (), "authors": ()}
    articles = [full_article(f"p{n}", n, **plain) for n in range(len(bodies))]
    events = [fetched(with_body(*pair)) for pair in zip(articles, bodies, strict=True)]
    save(archive, *events)
    save(archive, *events)


def test_all_words_are_known(archive: Archive) -> None:
    save(archive, fetched(with_body(full_article(), "Água 水道")))
    assert {"agua", "水", "道", "kazakhstan", "william", "unece", "baghdad"} <= words(archive)
    save(archive, fetched(with_body(full_article(), "Fire"), later(5)))
    assert "fire" in words(archive)


def test_a_beginning_becomes_its_words(archive: Archive) -> None:
    fill(archive)
    begin = Or(
        (Phrase(("drou",)), Phrase(("drought",)), Phrase(("droughts",)), Phrase(("drouth",)))
    )
    with archive.session() as session:
        assert with_words(session, parse("drou*")) == begin
        assert with_words(session, parse('"a drouth*"')) == Or((Phrase(("a", "drouth")),))
        assert with_words(session, parse("x NOT drou*")) == And((Phrase(("x",)),), (begin,))
        for same in ("x y OR z", "zzz*"):
            assert with_words(session, parse(same)) == parse(same)


@pytest.mark.parametrize("most", [0, 2, 200])
def test_the_answer_is_the_same_with_many_words_and_few(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    fill(archive)
    monkeypatch.setattr(vocabulary, "MOST_WORDS", most)
    expected = [["p0", "p1", "p4"], ["p0", "p1"], ["p1", "p4"], ["p0", "p1", "p2", "p4"], ["p2", "p3"], ["p3"]]  # fmt: skip
    assert [[url.split("/")[-2] for url in urls] for urls in found(archive)] == expected


def test_words_that_are_not_in_the_vocabulary_are_found_too(archive: Archive) -> None:
    fill(archive)
    before = found(archive)
    with archive.writing() as session:
        session.execute(delete(SearchWord))
    assert found(archive) == before
