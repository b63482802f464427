"""A text as the set of its shingles, how alike two sets are, and a sketch by which alike ones meet.

Broder, "On the resemblance and containment of documents" (1997). The numbers are measured; docs/duplicates.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from heapq import nsmallest
from zlib import crc32

WORDS = 3
"""Words of a shingle."""

THRESHOLD = 0.4
"""Similarity from which on two articles are near-duplicates."""

SKETCH = 12
"""Shingles by which a text is looked up: of all its shingles those with the smallest hashes."""


def shingles(words: Sequence[str]) -> frozenset[str]:
    """Give every run of three words, those that begin before or end behind the text included.

    So a text of one word has three. An empty one has none.

    >>> sorted(shingles(["a", "reprint"]))
    ['  a', ' a reprint', 'a reprint ', 'reprint  ']
    """
    margin = [""] * (WORDS - 1) if words else []
    padded = [*margin, *words, *margin]
    runs = zip(*(padded[start:] for start in range(WORDS)), strict=False)
    return frozenset(map(" ".join, runs))


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the share of their shingles that two texts have in common (Jaccard), from 0 to 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def sketch(found: frozenset[str]) -> list[int]:
    """Give the keys of the shingles by which a text is looked up, each a signed 64-bit number.

    Two texts choose the same shingles the more often the more they are alike, because the order of
    the hashes has nothing to do with the text.
    """
    texts = list(found)
    hashes = map(crc32, map(str.encode, texts))
    smallest = nsmallest(SKETCH, zip(hashes, texts, strict=True))
    return [_key(shingle) for _, shingle in smallest]


def _key(shingle: str) -> int:
    return int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest(), signed=True)
