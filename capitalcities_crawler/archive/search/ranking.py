"""How well an article answers: BM25F over title, names and body, the same on every database.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). How rare a
word is comes from the candidates themselves: to count it in a whole archive would cost more than
the search.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from capitalcities_crawler.archive.search.grammar import Phrase

_TITLE = 8.0
"""What a word in the title counts; one in the body counts 1."""

_NAME = 4.0
"""What a word in a name counts: tag, author, place, publisher."""

_SATURATION = 1.2
_LENGTH_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matching article's folded words, parted by spaces: title, names and body."""

    article_id: int
    texts: tuple[str, str, str]


def scores(candidates: Sequence[Candidate], phrases: Sequence[Phrase]) -> list[float]:
    """Score each candidate; higher is better."""
    needles = [_needle(phrase) for phrase in dict.fromkeys(phrases)]
    table = [_frequencies(candidate, needles) for candidate in candidates]
    lengths = [len(candidate.texts[2]) for candidate in candidates]
    usual = sum(lengths) / len(lengths) if any(lengths) else 1.0
    rarities = [_rarity(column, len(candidates)) for column in zip(*table, strict=True)]
    found = []
    for row, length in zip(table, lengths, strict=True):
        flat = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length / usual)
        parts = (rarity * f / (f + flat) for f, rarity in zip(row, rarities, strict=True))
        found.append(round(sum(parts), 6))
    return found


def _needle(phrase: Phrase) -> str:
    return f" {'  '.join(phrase.words)}" + ("" if phrase.is_prefix else " ")


def _frequencies(candidate: Candidate, needles: Sequence[str]) -> list[float]:
    """Count each phrase, weighted by where it stands."""
    # Two spaces between words, so that a word that follows itself does not share one.
    title, names, body = (f" {text} ".replace(" ", "  ") for text in candidate.texts)
    return [
        _TITLE * title.count(needle) + _NAME * names.count(needle) + body.count(needle)
        for needle in needles
    ]


def _rarity(column: Sequence[float], candidates: int) -> float:
    bearing = sum(frequency > 0 for frequency in column)
    return math.log(1 + (candidates - bearing + 0.5) / (bearing + 0.5))
