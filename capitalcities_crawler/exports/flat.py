"""CSV: one flat row an article, safe in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import IO, Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would calculate (OWASP, CSV injection)."""


def write_csv(rows: Iterable[Iterable[Any]], out: IO[str]) -> int:
    """Write flat rows, the column names first; give the number of the others."""
    writer = csv.writer(out)
    number = -1
    for row in rows:
        writer.writerow([harmless(value) for value in row])
        number += 1
    return number


def harmless(value: Any) -> Any:
    """Mark a text that a spreadsheet would take for a formula, with an apostrophe.

    >>> harmless("=1+1"), harmless("plain"), harmless(-3)
    ("'=1+1", 'plain', -3)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
