"""What is found, how it is ranked, and that the index follows every change."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from sqlalchemy import delete, text, update

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.models import Article, SearchText
from capitalcities_crawler.archive.search import Hit, search
from capitalcities_crawler.archive.search.grammar import parse, phrases
from capitalcities_crawler.archive.search.snippets import snippet
from capitalcities_crawler.archive.selection import Selection, UnknownNameError
from capitalcities_crawler.items import Author, Term
from tests.archive.samples import fetched, full_article, later, save, with_body

PLAIN = {"title": "Nothing", "subtitle": None, "tags": (), "authors": (), "source_publisher": None}


def slugs(archive: Archive, query: str, selection: Selection | None = None) -> list[str]:
    return [hit.url.split("/")[-2] for hit in archive.search(query, selection).hits]


def test_every_field_is_searched(archive: Archive) -> None:
    save(archive, fetched(full_article()))
    for query in (
        "kazakhstan", "meeting", "william", '"Middle East"', "baghdad", "asia", "unece", "again", "水"
    ):  # fmt: skip
        assert slugs(archive, query) == ["water"], query
    assert slugs(archive, '"kazakhstan a"') == ["water"]  # title and subtitle are one text
    assert slugs(archive, '"meeting water"') == []  # but title and tags are not
    assert archive.search("drought").matches == 0


def test_a_word_in_the_title_weighs_more_than_in_the_body(archive: Archive) -> None:
    body = "One two three four five six seven eight nine ten."
    title = full_article("title", 1, **PLAIN | {"title": "Drought in Iraq"})
    tag = full_article("tag", 2, **PLAIN | {"tags": (Term(name="Drought"),)})
    often = full_article("often", 3, **PLAIN)
    once = full_article("once", 4, **PLAIN)
    save(
        archive,
        fetched(with_body(once, f"{body} drought {body}")),
        fetched(with_body(tag, f"{body} {body} word")),
        fetched(with_body(often, f"{body} drought, drought {body}")),
        fetched(with_body(title, f"{body} {body} word")),
    )
    assert slugs(archive, "drought") == ["title", "tag", "often", "once"]


def test_pairs_of_words_that_stand_apart_make_no_phrase(archive: Archive) -> None:
    bodies = {"whole": "One two three.", "apart": "Two three, one two.", "other": "Three two one."}
    save(
        archive,
        *(
            fetched(with_body(full_article(slug, number, **PLAIN), body))
            for number, (slug, body) in enumerate(bodies.items())
        ),
    )
    assert slugs(archive, '"one two three"') == ["whole"]
    assert archive.search('"one two three"').matches == 1
    assert sorted(slugs(archive, '"two three"')) == ["apart", "whole"]
    assert sorted(slugs(archive, '"one two three" OR "three two"')) == ["other", "whole"]
    assert sorted(slugs(archive, 'three NOT "one two three"')) == ["apart", "other"]
    assert slugs(archive, '"three one" AND "two three"') == ["apart"]
    assert sorted(slugs(archive, '"one two thr*"')) == ["whole"]


def test_a_phrase_is_found_behind_newer_articles_with_its_pairs_alone(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[search.__module__], "MOST_CANDIDATES", 2)
    save(archive, fetched(with_body(full_article("whole", 1, **PLAIN), "One two three.")))
    for number in range(2, 8):
        apart = with_body(full_article(f"apart-{number}", number, **PLAIN), "Two three, one two.")
        save(archive, fetched(apart))
    assert slugs(archive, '"one two three"') == ["whole"]
    assert archive.search('"one two three"').is_all


def test_a_phrase_is_found_behind_more_of_its_words_than_a_vector_keeps_places_of(
    archive: Archive,
) -> None:
    body = f"{'water is wet. ' * 300} Water supply."
    save(archive, fetched(with_body(full_article("wet", 1, **PLAIN), body)))
    assert slugs(archive, '"water supply"') == ["wet"]
    assert slugs(archive, '"water supply" NOT "water is"') == []


def test_filters(archive: Archive) -> None:
    author = (Author(name="Ana"),)
    save(
        archive,
        fetched(full_article("a", 1, authors=author)),
        fetched(full_article("b", 2, published=date(2024, 1, 1))),
    )
    assert sorted(slugs(archive, "iraq")) == ["a", "b"]
    assert slugs(archive, "iraq", Selection(until=date(2024, 12, 31))) == ["b"]
    assert slugs(archive, "iraq", Selection(author="ana")) == ["a"]
    with pytest.raises(UnknownNameError, match="Anna"):
        archive.search("iraq", Selection(author="Anna"))


def test_the_index_follows_a_new_revision(archive: Archive) -> None:
    article = full_article()
    save(archive, fetched(with_body(article, "An old word.")))
    save(archive, fetched(with_body(article, "A new word."), later(5)))
    assert (slugs(archive, "old"), slugs(archive, "new")) == ([], ["water"])


def test_the_database_keeps_the_index_in_step(archive: Archive) -> None:
    save(archive, fetched(full_article()), fetched(full_article("b", 2)))
    with archive.writing() as session:
        session.execute(update(SearchText).values(title="zebra"))
    assert sorted(slugs(archive, "zebra")) == ["b", "water"]
    with archive.writing() as session:
        session.execute(update(Article).values(revision_id=None, section_id=None))
        session.execute(delete(Article).where(Article.post_id == 2))
    assert slugs(archive, "zebra") == ["water"]
    if archive.engine.dialect.name == "sqlite":
        with archive.writing() as session:
            check = "INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"
            session.execute(text(check))


def test_articles_that_are_gone_are_found_and_marked(archive: Archive) -> None:
    save(archive, fetched(full_article()))
    with archive.writing() as session:
        session.execute(update(Article).values(gone_at=later(9)))
    (hit,) = archive.search("iraq").hits
    assert hit.is_gone


def test_a_body_of_any_length_can_be_stored(archive: Archive) -> None:
    words = " ".join(f"w{number}" for number in range(40_000))
    save(archive, fetched(with_body(full_article(), f"{words} {'x' * 5000}")))
    assert slugs(archive, "w15999") == ["water"]


def test_a_hit_says_what_is_needed(archive: Archive) -> None:
    save(archive, fetched(full_article()))
    (hit,) = archive.search("end").hits
    assert isinstance(hit, Hit)
    assert (hit.title, hit.place) == ("Iraq and Kazakhstan", "World > MIDDLE EAST > Iraq > Baghdad")
    assert hit.published_on == date(2025, 11, 4)
    assert hit.snippet.marked("[", "]").endswith("The [end] 🌍.")


@pytest.mark.parametrize(
    ("query", "passage"),
    [
        ("sao", "In [São] Paulo and SAO-PAULO, بَغداد."),
        ('"sao paulo"', "In [São Paulo] and SAO-PAULO, بَغداد."),
        ("paul*", "In São [Paulo] and SAO-PAULO, بَغداد."),
        ("بغداد", "In São Paulo and SAO-PAULO, [بَغداد]."),
        ("nothing", "In São Paulo and SAO-PAULO, بَغداد."),
    ],
)
def test_snippets_mark_the_words_as_printed(query: str, passage: str) -> None:
    found = snippet("In São Paulo and SAO-PAULO, بَغداد.", phrases(parse(query)))
    first = found.marked("[", "]").replace("[SAO-PAULO]", "SAO-PAULO").replace("[SAO", "SAO")
    assert first.replace("SAO]", "SAO").replace("[PAULO]", "PAULO") == passage


def test_a_snippet_is_the_passage_with_most_of_the_words() -> None:
    text_ = "water " + "word " * 200 + "the water and the drought " + "word " * 200
    found = snippet(text_, phrases(parse("water drought")))
    marked = found.marked("[", "]")
    assert (marked[:2], marked[-2:]) == ("… ", " …")
    assert "the [water] and the [drought]" in marked
    assert len(found.text) < 260
