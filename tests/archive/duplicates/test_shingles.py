"""Texts as sets of shingles."""

from __future__ import annotations

from capitalcities_crawler.archive.duplicates.shingles import (
    SKETCH,
    shingles,
    similarity,
    sketch,
)


def test_a_text_is_its_runs_of_three_words() -> None:
    assert shingles(["a", "b", "c"]) == {"  a", " a b", "a b c", "b c ", "c  "}


def test_a_text_of_one_word_has_three_shingles_and_an_empty_one_none() -> None:
    assert shingles(["word"]) == {"  word", " word ", "word  "}
    assert shingles([]) == frozenset()


def test_similarity_is_the_share_that_both_have() -> None:
    one, other = shingles(["a", "b", "c", "d", "e"]), shingles(["a", "b", "c", "d", "x"])
    assert similarity(one, other) == similarity(other, one) == 4 / 10
    assert similarity(one, one) == 1
    assert similarity(one, frozenset()) == similarity(frozenset(), frozenset()) == 0


def test_a_sketch_is_small_and_always_the_same() -> None:
    found = shingles([str(number) for number in range(300)])
    assert len(sketch(found)) == SKETCH
    assert sketch(found) == sketch(frozenset(sorted(found)))
    assert sketch(frozenset({"a b c"})) == [3516195607690045812]  # in every process


def test_keys_fit_a_signed_column() -> None:
    keys = [key for n in range(300) for key in sketch(shingles([str(n)]))]
    assert min(keys) < 0 < max(keys)
    assert all(-(2**63) <= key < 2**63 for key in keys)
