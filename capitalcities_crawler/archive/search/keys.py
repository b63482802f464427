"""Keys: words that the index holds beside those of the text, so that it can answer filters and phrases.

Every key begins with an accented letter. Folding takes accents away, so no word of a text or of a
query is ever a key.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import blake2b
from itertools import pairwise
from zlib import crc32

from capitalcities_crawler.archive.search.grammar import And, Or, Phrase, Query

NOTHING = "én"
"""A key that no article has."""

_DIGITS = (1, 2, 3, 4, 6, 7, 8)
"""How much of YYYYMMDD stands in an article's keys: from its millennium to its month, the tens of its
day, and its day. With the tens a range has half as many keys."""


def marks(
    day: date | None,
    sections: Iterable[int],
    tags: Iterable[int],
    authors: Iterable[int],
    publisher: str | None,
) -> list[str]:
    """Give all keys of what an article is filtered by.

    Args:
        day: on which it was published.
        sections: ids of all in which it stands, those above included.
        tags: their ids.
        authors: their ids.
        publisher: who published the original.
    """
    return [
        *day_keys(day),
        *map(place_key, sections),
        *map(tag_key, tags),
        *map(author_key, authors),
        *([publisher_key(publisher)] if publisher else []),
    ]


def place_key(section_id: int) -> str:
    """Give the key of all articles in a section, or in one below it."""
    return f"ép{section_id}"


def tag_key(tag_id: int) -> str:
    """Give the key of all articles with a tag."""
    return f"ét{tag_id}"


def author_key(author_id: int) -> str:
    """Give the key of all articles of an author."""
    return f"éa{author_id}"


def publisher_key(name: str) -> str:
    """Give the key of all articles whose original a publisher, of exactly that name, published."""
    return f"éo{blake2b(name.encode(), digest_size=6).hexdigest()}"


def day_keys(day: date | None) -> list[str]:
    """Give all keys of a day.

    >>> day_keys(date(2025, 11, 4))
    ['éd2', 'éd20', 'éd202', 'éd2025', 'éd202511', 'éd2025110', 'éd20251104']
    """
    digits = f"{day:%Y%m%d}".zfill(8) if day else ""
    return [f"éd{digits[:length]}" for length in _DIGITS if digits]


def range_keys(since: date | None, until: date | None) -> list[str]:
    """Give the fewest keys of which every day of a range has one, and no other day has any.

    >>> range_keys(date(2019, 12, 31), date(2020, 1, 31))
    ['éd20191231', 'éd202001']
    """
    return [f"éd{digits}" for digits in _cover("", since or date.min, until or date.max)]


def _cover(digits: str, since: date, until: date) -> Iterator[str]:
    first, last = _bounds(digits)
    if first > until or last < since:
        return
    if digits and since <= first and last <= until:
        yield digits
        return
    for more in _next_digits(digits):
        yield from _cover(digits + more, since, until)


def _bounds(digits: str) -> tuple[date, date]:
    """Give the first and the last day whose eight digits begin so."""
    first, last = (max(int(digits[:4].ljust(4, fill)), date.min.year) for fill in "09")
    first_month, last_month = (int(digits[4:6] or month) for month in ("1", "12"))
    first_day, last_day = (int(digits[6:].ljust(2, fill)) for fill in "09")
    days = monthrange(last, last_month)[1]
    return date(first, first_month, max(first_day, 1)), date(last, last_month, min(last_day, days))


def _next_digits(digits: str) -> Iterable[str]:
    match len(digits):
        case 4:
            return (f"{month:02}" for month in range(1, 13))
        case 6:
            return "0123" if _bounds(digits)[1].day >= 30 else "012"
        case 7:
            first, last = _bounds(digits)
            return (str(day % 10) for day in range(first.day, last.day + 1))
        case _:
            return "0123456789"


def pair_keys(*texts: Sequence[str]) -> list[str]:
    """Give a key for every two words in a row: two frequent words seldom stand side by side.

    Twenty bits, a million keys at most: the index of a large archive does not grow with every turn
    of phrase. Two pairs may share a key, so the phrase itself has to be looked at too.
    """
    found: list[int] = []
    for words in texts:
        encoded = [word.encode() for word in words]
        found += map(crc32, map(b" ".join, pairwise(encoded)))
    numbers = sorted({hashed >> 12 for hashed in found})
    return ("éz%05x " * len(numbers) % tuple(numbers)).split()  # in one go: an article has hundreds


def with_pairs(query: Query) -> Query:
    """Ask for the keys of a phrase's pairs beside it: they lead to it without a look at all places.

    >>> with_pairs(Phrase(("drinking", "water")))
    And(parts=(Phrase(words=('éz4131b',), is_prefix=False), Phrase(words=('drinking', 'water'), is_prefix=False)), without=())
    """
    match query:
        case Phrase(words, is_prefix):
            found = pair_keys(words[:-1] if is_prefix else words)
            return And((*(Phrase((key,)) for key in found), query)) if found else query
        case Or(parts):
            return Or(tuple(map(with_pairs, parts)))
        case And(parts, without):
            return And(tuple(map(with_pairs, parts)), tuple(map(with_pairs, without)))
