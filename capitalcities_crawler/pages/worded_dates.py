"""Dates in words, in many languages: found by their shape, the month's name read by dateparser.

A relative date ("38 mins ago") is refused, because pages are read without a clock; so is one
without a year.
"""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo
from functools import lru_cache

from capitalcities_crawler.items import Precision
from capitalcities_crawler.pages.dates import Dated, parse_iso, plain_digits

_MONTH = r"[^\W\d_]{3,}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|ª|°|-го|-е)?"
_OF = r"(?:\s*(?:de|of|del|di|d['’]|,|،|\.|-|/)\s*|\s+)"
_YEAR4 = r"(?:19|20)\d{2}(?!\d)"
_TIME = r"(?:\s*(?:,|\||-|–|—|@|at|um|à|alle|às|a las|kl\.?|om|o|в|·|\()?\s*(?:\d{1,2}[:h.]\d{2}(?::\d{2})?)(?:\s*[ap]\.?m\b\.?)?)?"
_WORDED = re.compile(
    rf"(?<!\d)(?:{_DAY}{_OF}{_MONTH}{_OF}{_YEAR4}|{_MONTH}\s+{_DAY}\s*,?\s*{_YEAR4}"
    rf"|{_YEAR4}[.,]?\s+{_MONTH}\s+{_DAY}\b"
    rf"|{_YEAR4}\s*[./-]\s*\d{{1,2}}\s*[./-]\s*\d{{1,2}}(?!\d)|\d{{1,2}}\s*[./-]\s*\d{{1,2}}\s*[./-]\s*{_YEAR4}"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2}}(?!\d)|{_YEAR4}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日"
    rf"|{_DAY}[\s-]+{_MONTH}[\s-]*['’]?\d{{2}}(?![\d:])){_TIME}",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|º|ª|°|-го|-е)\b[,\s]*", re.IGNORECASE)
_BEFORE_CLOCK = re.compile(
    r"[\s,@|·(–—-]+(?:kl\.?|um|at|à|alle|às|a las|om|o|в)?[\s,@|·(–—-]*$", re.IGNORECASE
)
_NUMERIC = re.compile(r"(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})")
_ENGLISH_ORDER = frozenset({"en", "en-us", "en-ph", ""})
_CLOCK = re.compile(
    r"(?<![\d./-])(\d{1,2})[:h.](\d{2})(?::\d{2})?(?:\s*([ap])\.?m)?(?![\d./])", re.IGNORECASE
)
_COMMON = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pt",
    "pl",
    "ru",
    "sv",
    "da",
    "nb",
    "fi",
    "tr",
    "cs",
    "hu",
    "ro",
    "uk",
)
"""Languages tried when the page's own gives no date: templates often claim English."""


def find_dates(text: str) -> list[str]:
    """Give the parts of a text that look like a date with a year, a clock time included.

    >>> find_dates("Posted by Ada on March 5th, 2007 at 3:02 pm in News")
    ['March 5th, 2007 at 3:02 pm']
    """
    return [match[0].strip() for match in _WORDED.finditer(plain_digits(text))]


def parse_visible(text: str, languages: tuple[str, ...], zone: tzinfo) -> Dated | None:
    """Read a date as printed; without day, month and year it says nothing certain: ``None``.

    Args:
        text: as printed, a label around it allowed.
        languages: BCP 47 tags of the text, the likeliest first; ``()`` when not known.
        zone: the site's time zone.
    """
    text = plain_digits(text.strip())
    iso = parse_iso(text, zone)
    found = find_dates(text) if iso is None else []
    return iso or (_parse_found(found[0], languages, zone) if found else None)


def _parse_found(text: str, languages: tuple[str, ...], zone: tzinfo) -> Dated | None:
    day_text, clock = _split_clock(text)
    day = _parse_numeric(day_text, languages) or _parse_words(day_text, languages)
    if day is None or clock is None:
        return Dated(day, Precision.DAY) if day else None
    moment = datetime(day.year, day.month, day.day, *clock, tzinfo=zone)
    return Dated(moment, Precision.MINUTE)


def _split_clock(text: str) -> tuple[str, tuple[int, int] | None]:
    match = _CLOCK.search(text)
    if match is None:
        return text, None
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    day_text = _BEFORE_CLOCK.sub("", text[: match.start()])
    return day_text, (
        hour,
        minute,
    ) if hour < 24 and minute < 60 else None


def _parse_numeric(text: str, languages: tuple[str, ...]) -> date | None:
    match = _NUMERIC.search(text.replace("年", "-").replace("月", "-"))
    if match is None:
        return None
    first, middle, last = int(match[1]), int(match[2]), int(match[3])
    if len(match[1]) == 4:
        return _date(first, middle, last)
    year = last if last > 99 else 2000 + last
    month_first = (
        languages[0].lower() if languages else ""
    ) in _ENGLISH_ORDER and "." not in match[0]
    day_month = (middle, first) if month_first else (first, middle)
    return _date(year, day_month[1], day_month[0]) or _date(year, day_month[0], day_month[1])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _parse_words(text: str, languages: tuple[str, ...]) -> date | None:
    import dateparser  # noqa: PLC0415 - a slow import that most pages never need

    text = _ORDINAL.sub(r"\1 ", text)
    own = tuple(dict.fromkeys(tag.split("-")[0].lower() for tag in languages if tag))
    for codes in (own, _COMMON):
        try:
            found = (
                dateparser.parse(text, languages=list(codes), settings=_SETTINGS) if codes else None
            )
        except ValueError:  # a language that dateparser does not know
            continue
        if found:
            return found.date()
    return None


_SETTINGS = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
