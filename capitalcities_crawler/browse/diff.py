"""What changed between two versions of a text, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple


class Line(NamedTuple):
    """A paragraph that only one version has."""

    sign: str
    """``-`` for the earlier version, ``+`` for the later."""
    text: str


def difference(before: str, after: str) -> list[Line]:
    """List the paragraphs that went and came, in the order of the text.

    >>> difference("One.", "Two.")
    [Line(sign='-', text='One.'), Line(sign='+', text='Two.')]
    """
    return list(_lines(before.split("\n\n"), after.split("\n\n")))


def _lines(before: list[str], after: list[str]) -> Iterator[Line]:
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (Line("-", text) for text in before[i:j])
            yield from (Line("+", text) for text in after[k:m])
