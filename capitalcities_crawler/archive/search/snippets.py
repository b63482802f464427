"""The passage of an article that shows why it was found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from capitalcities_crawler.archive.search.grammar import Phrase
from capitalcities_crawler.archive.search.words import beginning_with, words_from

LENGTH = 240
"""Characters of a snippet."""

_BEFORE = 60
"""Characters kept before the first match."""

Match = tuple[int, int, int]
"""Where a phrase begins and ends in a text, and its number."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage on one line, and where in it the matches stand."""

    text: str
    matches: tuple[tuple[int, int], ...] = ()

    def marked(self, begin: str, end: str) -> str:
        """Give the passage with marks around each match."""
        pieces, done = [], 0
        for start, stop in self.matches:
            pieces += [self.text[done:start], begin, self.text[start:stop], end]
            done = stop
        return "".join([*pieces, self.text[done:]])


def snippet(text: str, phrases: Sequence[Phrase]) -> Snippet:
    """Cut out the passage with the most different phrases; the beginning where there is none."""
    found = _matches(text, phrases)
    start, stop = _window(text, found)
    cut = _one_line(text[start:stop])
    head, tail = "… " if start else "", " …" if stop < len(text) else ""
    shift = len(head) - start
    inside = [(a + shift, b + shift) for a, b, _ in found if a >= start and b <= stop]
    return Snippet(f"{head}{cut}{tail}", tuple(inside))


def _matches(text: str, phrases: Sequence[Phrase]) -> list[Match]:
    """List where phrases stand, and which; of overlapping ones the first and longest."""
    longest = max((len(phrase.words) for phrase in phrases), default=0)
    begins = tuple({phrase.words[0] for phrase in phrases})
    found: list[Match] = []
    for start, parts in beginning_with(text, begins):
        words = list(islice(words_from(text, start), parts + longest))
        for first in range(parts):
            found += _matches_at(words[first:], phrases)
    return _apart(sorted(found, key=lambda match: (match[0], -match[1])))


def _matches_at(
    words: Sequence[tuple[int, int, str]], phrases: Sequence[Phrase]
) -> Iterator[Match]:
    for number, phrase in enumerate(phrases):
        ahead = words[: len(phrase.words)]
        if _stands(phrase, [word for _, _, word in ahead]):
            yield ahead[0][0], ahead[-1][1], number


def _stands(phrase: Phrase, words: list[str]) -> bool:
    if not phrase.is_prefix:
        return words == list(phrase.words)
    *first, last = phrase.words
    return words[:-1] == first and words[-1].startswith(last)


def _apart(matches: list[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in matches:
        if not kept or match[0] >= kept[-1][1]:
            kept.append(match)
    return kept


def _window(text: str, found: list[Match]) -> tuple[int, int]:
    best, start = (0, 0), 0
    starts, stops = [match[0] for match in found], [match[1] for match in found]
    for first in starts:
        begin = max(0, first - _BEFORE)
        here = slice(bisect_left(starts, begin), bisect_right(stops, begin + LENGTH))
        inside = [number for _, _, number in found[here]]
        if (len(set(inside)), len(inside)) > best:
            best, start = (len(set(inside)), len(inside)), begin
    start = _word_start(text, start)
    return start, _word_end(text, start + LENGTH)


def _word_start(text: str, place: int) -> int:
    if place == 0:
        return 0
    space = max(text.find(" ", place, place + _BEFORE), text.find("\n", place, place + _BEFORE))
    return place if space < 0 else space + 1


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place))
    return place if space < place - _BEFORE else space


def _one_line(text: str) -> str:
    """Put a space for each break, so that places stay."""
    return "".join(" " if sign.isspace() else sign for sign in text)
