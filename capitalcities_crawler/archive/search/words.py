"""Words as the index knows them: the same on every database, because they are cut here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

LONGEST_WORD = 64
"""Letters of a word that count: PostgreSQL drops longer ones than 2,046 bytes."""

# Scripts written without spaces: every sign is a word, and a word is a phrase of signs.
_SIGNS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_SIGNS}]|[^\W_{_SIGNS}]+")


def folded_words(text: str) -> list[str]:
    """Cut a text into words without case and diacritics.

    >>> folded_words("Água para São-Paulo: 水道")
    ['agua', 'para', 'sao', 'paulo', '水', '道']
    """
    return [word[:LONGEST_WORD] for word in _WORD.findall(folded(text))]


def folded(text: str) -> str:
    """Give a text without case and diacritics."""
    if text.isascii():
        return text.lower()
    return _marks().sub("", unicodedata.normalize("NFKD", text.casefold()))


def beginning_with(text: str, begins: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Give where the printed words stand that may begin so, and how many words each is to the index.

    Others may be among them: those with a beginning inside. Each different word is folded once, all
    in one go, so that most of a text is passed over.
    """
    printed = list(set(_printed().findall(text))) or [""]
    forms = list(zip(printed, folded("\n".join(printed)).split("\n"), strict=True))
    likely = {word for begin in begins for word, form in forms if begin in form}
    sizes = {word: len(_parts(word)) for word in likely}
    if sizes:
        for found in _printed().finditer(text):
            if found[0] in sizes:
                yield found.start(), sizes[found[0]]


def words_from(text: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Give the words from a place on as the index knows them, and where each begins and ends.

    A word with marks of its own, as Arabic vowels are, stands where its letters and marks do.
    """
    for found in _printed().finditer(text, start):
        for part in _parts(found[0]):
            yield found.start(), found.end(), part


@lru_cache(maxsize=50_000)  # most of a text is the same few thousand words
def _parts(printed: str) -> tuple[str, ...]:
    return tuple(folded_words(printed))


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(f"[{_mark_ranges()}]")


@cache
def _printed() -> re.Pattern[str]:
    return re.compile(rf"[{_SIGNS}]|(?:[^\W_{_SIGNS}]|[{_mark_ranges()}])+")


@cache
def _mark_ranges() -> str:
    """Give all combining marks of the basic plane, as the inside of a character class."""
    return "".join(chr(code) for code in range(0x300, 0xFFFF) if unicodedata.combining(chr(code)))
