"""JSONL: nested records, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO

from capitalcities_crawler.items import JsonObject


def write_jsonl(records: Iterable[JsonObject], out: IO[str]) -> int:
    """Write records; give their number."""
    number = 0
    for record in records:
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
        number += 1
    return number
