"""A stored text as blocks to show: paragraphs, and headings where the page had them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Block(NamedTuple):
    """A paragraph or a heading."""

    text: str
    level: int | None = None
    """Of a heading, 1 to 6."""
    number: int | None = None
    """Of a heading among all, from 0."""


def blocks(body: str, headings: Sequence[tuple[int, str]]) -> Iterator[Block]:
    """Give the blocks of a text; its headings are found by their words, in order.

    >>> [block.level for block in blocks("Rain", [(2, "Rain")])]
    [2]
    """
    number = 0
    for text in filter(None, body.split("\n\n")):
        if number < len(headings) and text == headings[number][1]:
            yield Block(text, headings[number][0], number)
            number += 1
        else:
            yield Block(text)
