from __future__ import annotations

from datetime import UTC, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from capitalcities_crawler.items import Precision
from capitalcities_crawler.pages.dates import parse_iso
from capitalcities_crawler.pages.worded_dates import find_dates, parse_visible


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("2025-11-04T10:15:30+00:00", "2025-11-04T10:15:30+00:00", Precision.SECOND),
        ("2025-11-04T10:15:30.000Z", "2025-11-04T10:15:30+00:00", Precision.SECOND),
        ("2025-11-04 10:15", "2025-11-04T10:15:00+01:00", Precision.MINUTE),
        ("2025-11-04T10:15:30-0530", "2025-11-04T10:15:30-05:30", Precision.SECOND),
        ("2025-11-04", "2025-11-04", Precision.DAY),
        ("٢٠٢٥-١١-٠٤", "2025-11-04", Precision.DAY),
    ],
)
def test_iso_dates(text: str, iso: str, precision: Precision) -> None:
    dated = parse_iso(text, ZoneInfo("Europe/Berlin"))
    assert dated is not None
    assert (dated.moment.isoformat(), dated.precision) == (iso, precision)


@pytest.mark.parametrize("text", ["", "yesterday", "2025-13-04", "2025-02-30", "2025"])
def test_what_is_no_iso_date(text: str) -> None:
    assert parse_iso(text) is None


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("Posted by Ada on March 5th, 2007 at 3:02 pm in News", "en-US", "2007-03-05T15:02"),
        ("Montag, 5. März 2007 um 14:03 Uhr", "de-DE", "2007-03-05T14:03"),
        ("2 août 2010 à 10h30", "fr", "2010-08-02T10:30"),
        ("21 augusti 2008 kl. 08:00", "sv-SE", "2008-08-21T08:00"),
        ("4 de noviembre de 2009", "es", "2009-11-04"),
        ("12 Gennaio 2011", "it", "2011-01-12"),
        ("maart 4, 2010", "nl", "2010-03-04"),
        ("15 de Março de 2010", "pt", "2010-03-15"),
        ("5 lutego 2014", "pl", "2014-02-05"),
        ("16 ноября 2012", "ru", "2012-11-16"),
        ("6 Haziran 2012 Çarşamba", "tr", "2012-06-06"),
        ("٧ أبريل، ٢٠٢٠", "ar", "2020-04-07"),
        ("2010年3月5日", "ja", "2010-03-05"),
        ("5. März 2007", "en-US", "2007-03-05"),  # templates often claim English
        ("03 Sep 09", "en-US", "2009-09-03"),
    ],
)
def test_dates_in_words(text: str, language: str, iso: str) -> None:
    dated = parse_visible(text, (language,), UTC)
    assert dated is not None
    assert dated.moment.isoformat().startswith(iso)


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("03/12/2010", "en-US", "2010-03-12"),
        ("03/12/2010", "en-GB", "2010-12-03"),
        ("03/12/2010", "fr", "2010-12-03"),
        ("12.03.10", "de", "2010-03-12"),
        ("9.17.06", "en-US", "2006-09-17"),
    ],
)
def test_the_order_of_numbers_follows_the_language(text: str, language: str, iso: str) -> None:
    dated = parse_visible(text, (language,), UTC)
    assert dated is not None
    assert dated.moment.isoformat() == iso


@pytest.mark.parametrize("text", ["38 mins ago", "2 days ago", "yesterday", "March 5", "May 2007"])
def test_what_needs_a_clock_or_a_year_is_no_date(text: str) -> None:
    assert parse_visible(text, ("en",), UTC) is None


def test_a_time_without_offset_is_in_the_sites_zone() -> None:
    dated = parse_visible("May 6, 2014 7:30 am", ("en",), timezone(timedelta(hours=2)))
    assert dated is not None
    assert dated.moment.isoformat() == "2014-05-06T07:30:00+02:00"


def test_dates_are_found_inside_a_line() -> None:
    assert find_dates("On May 6, 2014, changed 7 May 2015") == ["May 6, 2014", "7 May 2015"]
