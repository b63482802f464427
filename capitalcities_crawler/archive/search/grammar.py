"""The language of queries: words, "phrases", begin*, AND, OR, NOT and parentheses.

``NOT`` binds tighter than ``AND``, ``AND`` tighter than ``OR``; words side by side are joined by ``AND``.
The operators are written in capitals, so that "and" stays a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from capitalcities_crawler.archive.errors import ArchiveError
from capitalcities_crawler.archive.search.words import folded_words

SHORTEST_PREFIX = 3
"""Letters before a ``*``: fewer would gather a good part of all words."""

DEEPEST = 50
"""Parentheses in parentheses."""


class QueryError(ArchiveError):
    """Raised when a query says nothing that can be looked for; the message says where it stops."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other; one word is the shortest phrase."""

    words: tuple[str, ...]
    is_prefix: bool = False
    """Whether the last word is only the beginning of one."""


@dataclass(frozen=True, slots=True)
class And:
    """All of ``parts``, and nothing of ``without``."""

    parts: tuple[Query, ...]
    without: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of ``parts``."""

    parts: tuple[Query, ...]


Query = Phrase | And | Or


@dataclass(frozen=True, slots=True)
class _Not:
    part: Query


_TOKEN = re.compile(r'\s*(?:(?P<open>\()|(?P<close>\))|"(?P<phrase>[^"]*)"|(?P<word>[^\s()"]+))')
_OPERATORS = frozenset({"AND", "OR", "NOT"})


def parse(text: str) -> Query:
    """Read a query.

    >>> parse("water OR drought*")
    Or(parts=(Phrase(words=('water',), is_prefix=False), Phrase(words=('drought',), is_prefix=True)))

    Raises:
        QueryError: it is empty, broken, or only says what is not to be found.
    """
    if text.count('"') % 2:
        raise QueryError(f'query {text!r}: a quotation mark (") is missing')
    parser = _Parser(text)
    found = parser.any_of(0)
    parser.expect_end()
    if isinstance(found, _Not):
        raise QueryError(
            f"query {text!r} only says what is not to be found: add a word to look for"
        )
    return found


def phrases(query: Query) -> list[Phrase]:
    """List what a matching article may contain, in order; not what it must not."""
    if isinstance(query, Phrase):
        return [query]
    return [phrase for part in query.parts for phrase in phrases(part)]


class _Parser:
    """Recursive descent; one method per level of binding."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [found for found in _TOKEN.finditer(text) if found[0].strip()]
        self._place = 0

    def any_of(self, depth: int) -> Query | _Not:
        """Read parts joined by OR."""
        parts = [self._all_of(depth)]
        while self._take("OR"):
            parts.append(self._all_of(depth))
        if len(parts) == 1:
            return parts[0]
        return Or(tuple(self._positive(part) for part in parts))

    def expect_end(self) -> None:
        """Refuse what is left over."""
        if self._place < len(self._tokens):
            self._fail(f"{self._tokens[self._place][0].strip()!r} is one too many")

    def _all_of(self, depth: int) -> Query | _Not:
        parts = [self._one(depth)]
        while self._take("AND") or self._begins_part():
            parts.append(self._one(depth))
        wanted = tuple(part for part in parts if not isinstance(part, _Not))
        without = tuple(part.part for part in parts if isinstance(part, _Not))
        if len(parts) == 1:
            return parts[0]
        return And(wanted, without) if wanted else _Not(Or(without))

    def _one(self, depth: int) -> Query | _Not:
        is_negated = False
        while self._take("NOT"):
            is_negated = not is_negated
        part = self._part(depth)
        if not is_negated:
            return part
        return part.part if isinstance(part, _Not) else _Not(part)

    def _part(self, depth: int) -> Query | _Not:
        token = self._tokens[self._place] if self._place < len(self._tokens) else None
        if token is None or token["close"] or token["word"] in _OPERATORS:
            return self._fail(
                "a word is missing" + (f" before {token[0].strip()!r}" if token else "")
            )
        self._place += 1
        if token["open"]:
            return self._inner(depth + 1)
        return self._phrase(token)

    def _inner(self, depth: int) -> Query | _Not:
        if depth > DEEPEST:
            self._fail(f"more than {DEEPEST} parentheses in each other")
        inner = self.any_of(depth)
        if self._place == len(self._tokens) or not self._tokens[self._place]["close"]:
            self._fail("a closing parenthesis is missing")
        self._place += 1
        return inner

    def _phrase(self, token: re.Match[str]) -> Phrase:
        quoted = token["phrase"]
        printed = token["word"] if quoted is None else quoted
        words = tuple(folded_words(printed))
        if not words:
            self._fail(f"{printed!r} holds no letter and no digit")
        is_prefix = printed.endswith("*")
        if is_prefix and len(words[-1]) < SHORTEST_PREFIX:
            self._fail(f"{printed!r}: at least {SHORTEST_PREFIX} letters must stand before the *")
        return Phrase(words, is_prefix)

    def _begins_part(self) -> bool:
        if self._place == len(self._tokens):
            return False
        token = self._tokens[self._place]
        return not token["close"] and token["word"] not in {"AND", "OR"}

    def _take(self, operator: str) -> bool:
        if self._place < len(self._tokens) and self._tokens[self._place]["word"] == operator:
            self._place += 1
            return True
        return False

    def _positive(self, part: Query | _Not) -> Query:
        if isinstance(part, _Not):
            self._fail("NOT cannot stand alone beside OR: say what is to be found instead")
        return part

    def _fail(self, reason: str) -> NoReturn:
        raise QueryError(f"query {self._text!r}: {reason}")
