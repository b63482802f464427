"""Listed against counted, month by month."""

from __future__ import annotations

from capitalcities_crawler.events import PageState
from capitalcities_crawler.items import AdvertisedCount
from capitalcities_crawler.spiders.tally import Tally


def tally(**months: int) -> Tally:
    counted = Tally()
    counted.claim(
        AdvertisedCount(kind="month", key=key.replace("_", "-").lstrip("m"), count=number)
        for key, number in months.items()
    )
    return counted


def test_a_month_lacks_what_was_not_listed() -> None:
    counted = tally(m2025_06=2, m2025_07=1)
    counted.note("/a", "2025-06", None)
    counted.note("/b", "2025-07", PageState.STORED)
    assert counted.short({}) == {"2025-06": 1}
    assert counted.total == 3
    assert counted.size == 2


def test_an_address_counts_once() -> None:
    counted = tally(m2025_06=2)
    counted.note("/a", "2025-06", None)
    counted.note("/a", "2025-06", None)
    assert counted.short({}) == {"2025-06": 1}


def test_what_is_explained_is_not_lacking_whether_listed_or_not() -> None:
    counted = tally(m2025_06=3)
    counted.note("/a", "2025-06", None)
    counted.note("/protected", "2025-06", PageState.REFUSED)
    assert counted.short({"2025-06": 2}) == {}
    assert counted.short({"2025-06": 1}) == {"2025-06": 1}


def test_addresses_without_months_tell_nothing() -> None:
    counted = tally(m2025_06=3)
    counted.note("/a", None, None)
    assert counted.short({}) == {}


def test_a_site_without_numbers_has_no_total() -> None:
    assert Tally().total is None
