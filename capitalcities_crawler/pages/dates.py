"""Dates as sites write them: ISO in metadata, words in markup, digits in permalinks.

ISO dates never go through dateparser, which costs a millisecond each. A relative date ("38 mins
ago") is refused: pages are read without a clock.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
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


def parse_iso(text: str, zone: tzinfo) -> Dated | None:
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


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
_CLOCK = re.compile(r"\b\d{1,2}(?::|h|\.)\d{2}\b")


def parse_visible(text: str, languages: tuple[str, ...], zone: tzinfo) -> Dated | None:
    """Read a date in words; without a year it says nothing certain and gives ``None``.

    Args:
        text: as printed, without a label.
        languages: of the text, as dateparser names them; ``()`` tries all.
        zone: the site's time zone.
    """
    text = plain_digits(text.strip())
    iso = parse_iso(text, zone)
    if iso or len(text) > 80 or not _YEAR.search(text):
        return iso
    naive = _parse_words(text, languages)
    if naive is None:
        return None
    if not _CLOCK.search(_YEAR.sub(" ", text)):
        return Dated(naive.date(), Precision.DAY)
    return Dated(naive.replace(tzinfo=naive.tzinfo or zone), Precision.MINUTE)


@lru_cache(maxsize=1024)
def _parse_words(text: str, languages: tuple[str, ...]) -> datetime | None:
    import dateparser  # noqa: PLC0415 - a slow import that most pages never need

    return dateparser.parse(
        text,
        languages=list(languages) or None,
        settings={"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]},
    )
