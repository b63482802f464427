"""A search without an index: the answer that every database must give."""

from __future__ import annotations

from collections.abc import Iterable

from capitalcities_crawler.archive.search.grammar import And, Or, Phrase, Query


def answers(query: Query, fields: Iterable[list[str]]) -> bool:
    """Tell whether an article, given as the words of each of its fields, answers a query."""
    texts = list(fields)
    match query:
        case Phrase():
            return any(_stands(query, words) for words in texts)
        case Or(parts):
            return any(answers(part, texts) for part in parts)
        case And(parts, without):
            return all(answers(part, texts) for part in parts) and not any(
                answers(part, texts) for part in without
            )


def _stands(phrase: Phrase, words: list[str]) -> bool:
    *first, last = phrase.words
    for place in range(len(words) - len(first)):
        here = words[place + len(first)]
        is_last = here.startswith(last) if phrase.is_prefix else here == last
        if is_last and words[place : place + len(first)] == first:
            return True
    return False
