"""Dates as metadata write them: ISO 8601 and what passes for it.

They never go through dateparser, which costs a millisecond each.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from capitalcities_crawler.items import Moment, Precision

_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:[T\s,]+(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{1,2}:?\d{2}|[+-]\d{2})?)?\s*$",
    re.IGNORECASE,
)


class Dated(NamedTuple):
    """A moment and how exactly it was stated."""

    moment: Moment
    precision: Precision

    @property
    def day(self) -> date:
        """The local day."""
        return self.moment.date() if isinstance(self.moment, datetime) else self.moment


def parse_iso(text: str, zone: tzinfo = UTC) -> Dated | None:
    """Read an ISO 8601 date; a time without offset is in ``zone``.

    >>> from datetime import UTC
    >>> parse_iso("2025-11-04T10:15:00+0200", UTC).moment.isoformat()
    '2025-11-04T10:15:00+02:00'
    >>> parse_iso("2025-11-04", UTC).precision
    <Precision.DAY: 'day'>
    """
    match = _ISO.match(plain_digits(text.strip()))
    if not match:
        return None
    try:
        return _from_match(match, zone)
    except ValueError:
        return None


def _from_match(match: re.Match[str], zone: tzinfo) -> Dated:
    day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    if not match["H"]:
        return Dated(day, Precision.DAY)
    offset = _offset(match["zone"]) if match["zone"] else zone
    hour, minute, second = int(match["H"]), int(match["M"]), int(match["S"] or 0)
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=offset)
    return Dated(moment, Precision.SECOND if match["S"] else Precision.MINUTE)


def _offset(text: str) -> timezone:
    if text[0] not in "+-":
        return timezone.utc  # noqa: UP017 - the same class as an offset's
    digits = text[1:].replace(":", "").zfill(2)
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


def plain_digits(text: str) -> str:
    """Write the digits of other scripts as ASCII.

    >>> plain_digits("٢٠٢٠-٠٤-٠٧")
    '2020-04-07'
    """
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(char)) if char.isdigit() and not char.isascii() else char
        for char in text
    )
