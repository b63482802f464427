"""The rule that decides what is fetched again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from capitalcities_crawler.discovery import Found, must_fetch

EARLY, MIDDLE, LATE = (datetime(2025, 6, 1, hour, tzinfo=UTC) for hour in (8, 12, 16))


class Known(NamedTuple):
    announced_at: datetime | None


def found(modified: datetime | None = None, bound: datetime | None = None) -> Found:
    return Found("https://example.org/a/", modified_at=modified, unmodified_since=bound)


def test_an_unknown_address_is_fetched() -> None:
    assert must_fetch(found(EARLY), None, LATE)


@pytest.mark.parametrize(
    ("stated", "announced", "newest", "is_due"),
    [
        (MIDDLE, MIDDLE, EARLY, False),
        (MIDDLE, MIDDLE, None, False),
        (LATE, MIDDLE, LATE, True),
        (EARLY, MIDDLE, LATE, True),  # restored from a backup: other content, an older time
        (MIDDLE, None, LATE, False),
        (MIDDLE, None, MIDDLE, False),
        (LATE, None, MIDDLE, True),
        (MIDDLE, None, None, True),
    ],
)
def test_by_the_modification_time(
    stated: datetime, announced: datetime | None, newest: datetime | None, *, is_due: bool
) -> None:
    assert must_fetch(found(stated), Known(announced), newest) is is_due


@pytest.mark.parametrize(
    ("bound", "announced", "newest", "is_due"),
    [
        (MIDDLE, None, MIDDLE, False),
        (LATE, None, MIDDLE, True),
        (LATE, EARLY, MIDDLE, True),
        (LATE, LATE, MIDDLE, False),  # it cannot have been modified after it was announced
        (LATE, None, None, True),
    ],
)
def test_by_a_bound(
    bound: datetime, announced: datetime | None, newest: datetime | None, *, is_due: bool
) -> None:
    assert must_fetch(found(bound=bound), Known(announced), newest) is is_due


def test_where_the_site_says_nothing_it_is_read_again() -> None:
    assert must_fetch(found(), Known(LATE), LATE)
