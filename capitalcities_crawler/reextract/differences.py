"""What is read otherwise than before, field by field: how often, with examples."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from capitalcities_crawler.items import JsonObject

EXAMPLES = 3
"""Shown of each field."""

_LONGEST = 100
"""Characters of a value that are shown."""


class Differences:
    """Collects the differences of many articles."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = defaultdict(int)
        self._examples: dict[str, list[str]] = defaultdict(list)

    def add(self, url: str, stored: JsonObject, read: JsonObject) -> None:
        """Compare the fields that both records have; what no field shows is counted as ``other``."""
        names = [name for name in stored.keys() & read.keys() if stored[name] != read[name]]
        for name in names:
            self._counts[name] += 1
            if len(self._examples[name]) < EXAMPLES:
                before, after = _parting(stored[name], read[name])
                self._examples[name].append(f"{url}\n      - {before}\n      + {after}")
        if not names:
            self._counts["other"] += 1

    def __len__(self) -> int:
        return len(self._counts)

    def lines(self) -> Iterator[str]:
        """Tell them, the most frequent field first."""
        for name, number in sorted(self._counts.items(), key=lambda pair: (-pair[1], pair[0])):
            yield f"{name}: {number}"
            yield from (f"    {example}" for example in self._examples[name])


def _parting(before: Any, after: Any) -> tuple[str, str]:
    """Show two values from a little before the place where they part."""
    texts = [
        v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in (before, after)
    ]
    first, second = (text.replace("\n", "⏎") for text in texts)
    same = next(
        (at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    start = max(0, same - _LONGEST // 3)
    return _shown(first, start), _shown(second, start)


def _shown(text: str, start: int) -> str:
    end = start + _LONGEST
    if not text:
        return "(empty)"
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
