"""The language of queries, and what it becomes on each database."""

from __future__ import annotations

import doctest
import re

import pytest

from capitalcities_crawler.archive.search import QueryError, grammar, keys, match, parse, words
from capitalcities_crawler.archive.search.grammar import And, Or, Phrase


def word(text: str) -> Phrase:
    return Phrase((text,))


A, B, C = word("a"), word("b"), word("c")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a", A),
        ("  A  ", A),
        ("Água", word("agua")),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a and b", And((A, word("and"), B))),
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a NOT b", And((A,), (B,))),
        ("a AND NOT b", And((A,), (B,))),
        ("NOT b a", And((A,), (B,))),
        ("a NOT (b OR c)", And((A,), (Or((B, C)),))),
        ("a NOT NOT b", And((A, B))),
        ("a NOT (NOT b)", And((A, B))),
        ("a (NOT b NOT c)", And((A,), (Or((B, C)),))),
        ('"a b"', Phrase(("a", "b"))),
        ('"a b" c', And((Phrase(("a", "b")), C))),
        ('"NOT"', word("not")),
        ("covid-19", Phrase(("covid", "19"))),
        ("drought*", Phrase(("drought",), is_prefix=True)),
        ('"water drou*"', Phrase(("water", "drou"), is_prefix=True)),
        ("水道", Phrase(("水", "道"))),
        ("d'Ivoire", Phrase(("d", "ivoire"))),
    ],
)
def test_queries(text: str, query: grammar.Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "a word is missing"),
        ("   ", "a word is missing"),
        ("NOT a", "only says what is not to be found"),
        ("NOT a NOT b", "only says what is not to be found"),
        ("a OR NOT b", "NOT cannot stand alone beside OR"),
        ("a AND", "a word is missing"),
        ("AND a", "a word is missing before 'AND'"),
        ("a OR OR b", "a word is missing before 'OR'"),
        ("(a", "a closing parenthesis is missing"),
        ("a)", "')' is one too many"),
        ("()", "a word is missing before ')'"),
        ('"a', "a quotation mark"),
        ('""', "holds no letter and no digit"),
        ("a !", "'!' holds no letter and no digit"),
        ("dr*", "at least 3 letters"),
        ("*", "holds no letter"),
        ("(" * 60 + "a" + ")" * 60, "more than 50 parentheses"),
    ],
)
def test_a_query_that_cannot_be_read_says_why(text: str, reason: str) -> None:
    with pytest.raises(QueryError, match=re.escape(reason)) as caught:
        parse(text)
    assert "\n" not in str(caught.value)


def test_a_chain_of_any_length_is_read() -> None:
    assert parse(" ".join(["NOT"] * 2_000 + ["a"])) == A


@pytest.mark.parametrize(
    "module", [grammar, keys, match, words], ids=lambda module: module.__name__
)
def test_the_examples_in_the_docstrings(module: object) -> None:
    results = doctest.testmod(module)  # type: ignore[arg-type]
    assert results.attempted
    assert not results.failed
