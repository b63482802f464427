"""How the templates write values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from capitalcities_crawler.coverage_text import percent, source_name

_TIME = re.compile(r"\d{4}-\d\d(-\d\d)?( \d\d:\d\d)?")


def number(value: float) -> str:
    """Group the digits.

    >>> number(75497)
    '75,497'
    """
    return f"{value:,}"


def share(value: float | None) -> str:
    """Write a share in percent, rounded down.

    >>> share(1.0), share(0.9999), share(None)
    ('100%', '99.9%', 'unknown')
    """
    return "unknown" if value is None else percent(value).replace(".0%", "%")


def moment(value: datetime | None) -> str:
    """Write a time to the minute."""
    return f"{value:%Y-%m-%d %H:%M}" if value else "never"


def span(days: Sequence[date | None]) -> str:
    """Write the first and the last of several days."""
    first, last = days
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first} to {last}"


def is_address(value: object) -> bool:
    """Tell whether a value may become a link: a page may name ``javascript:`` for an address."""
    return isinstance(value, str) and value.startswith(("https://", "http://"))


def is_time(value: object) -> bool:
    """Tell whether a value is a month, a day or a time."""
    return isinstance(value, str) and _TIME.fullmatch(value) is not None


def path(address: str) -> str:
    """Leave out what all addresses of a site begin with, and write letters as letters.

    >>> path("https://capital-cities.info/2025/06/01/%C3%BCr%C3%BCmqi/?p=1")
    '/2025/06/01/ürümqi/?p=1'
    """
    parts = urlsplit(address)
    return unquote(parts._replace(scheme="", netloc="").geturl()) or "/"


def names(value: str) -> str:
    """Write a JSON list of names in words; all else stays.

    >>> names('["body", "tables"]')
    'body, tables'
    """
    if not value.startswith('["'):
        return value
    try:
        return ", ".join(map(str, json.loads(value)))
    except ValueError:
        return value


FILTERS: dict[str, Callable[..., Any]] = {
    "number": number,
    "percent": share,
    "source": source_name,
    "moment": moment,
    "span": span,
    "path": path,
    "names": names,
    "is_address": is_address,
    "is_time": is_time,
}
