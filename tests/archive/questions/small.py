"""An archive of five articles that has something for every question to find."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.events import Observation, Outcome, PageState
from capitalcities_crawler.items import (
    AdvertisedCount,
    Article,
    Author,
    Link,
    Precision,
    Teaser,
    Term,
)
from tests.archive.samples import (
    BAGHDAD,
    BASE,
    begin,
    fetched,
    full_article,
    later,
    section,
    with_body,
)

JAPAN = section("World", "ASIA", "Japan")
ADA, WILLIAM = Author(name="Ada"), Author(name="William Green")
WATER, ASIA = Term(name="Water"), Term(name="Asia")
NEXT_DAY = 24 * 60

TALKS = f"{BASE}/2025/11/04/water/"
OLD = f"{BASE}/2025/11/03/old/"
STORY = f"{BASE}/2025/11/03/old-story/"
COPIED = f"{BASE}/2025/10/01/copied/"
LOST = f"{BASE}/2025/11/05/lost/"
REPRINT = f"{BASE}/2025/11/06/reprint/"
LOCKED = f"{BASE}/2025/11/07/locked/"


def local(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=timezone(timedelta(hours=3)))


def plain(number: int, url: str, text: str, place: tuple[Term, ...], **changes: Any) -> Article:
    """Give an article of one paragraph, without all that hangs on ``full_article``."""
    bare = full_article(
        url=url,
        post_id=number,
        published_precision=Precision.SECOND,
        breadcrumb=place,
        categories=(place,),
        toc=(),
        tables=(),
        links=(),
        previous=None,
        next=None,
        related=(),
        disagreements=(),
    )
    return replace(with_body(bare, text), **changes)


def talks() -> Article:
    return full_article(previous=None, next=None, authors=(WILLIAM, ADA), tags=(WATER, ASIA))


def old() -> Article:
    return plain(
        6,
        OLD,
        "A first text.",
        JAPAN,
        title="Old",
        published=local(11, 3, 9),
        modified=local(11, 3, 9, 30),
        authors=(ADA,),
        tags=(WATER, ASIA),
        source_publisher="Reuters",
        related=(Teaser(url=TALKS, title="Talks"),),
    )


def story() -> Article:
    """Give ``old`` as it is on the next day: elsewhere, and not the same."""
    return replace(with_body(old(), "A second, longer text."), url=STORY, title="Old, corrected")


def copied() -> Article:
    return plain(
        5,
        COPIED,
        "The same text.",
        JAPAN,
        title="Copied",
        published=local(10, 1, 10),
        modified=local(10, 3, 10),
        authors=(ADA,),
        tags=(WATER,),
        language="ar",
        source_publisher="Reuters",
    )


def lost() -> Article:
    return plain(
        8,
        LOST,
        "It went.",
        BAGHDAD,
        title="Lost",
        published=date(2025, 11, 5),
        published_precision=Precision.DAY,
        authors=(WILLIAM,),
        tags=(WATER, ASIA),
        source_publisher="Reuters",
    )


def reprint() -> Article:
    return plain(
        9,
        REPRINT,
        "The same text.",
        BAGHDAD,
        title="Reprint",
        published=local(11, 6, 10),
        modified=local(11, 6, 10),
        authors=(WILLIAM,),
        tags=(),
        source_publisher=None,
        links=(Link(url=OLD), Link(url=OLD), Link(url=REPRINT)),
    )


def fill(archive: Archive) -> None:
    """Fill an empty archive with two runs, of which the second one has not ended."""
    months = (("2025-10", 1), ("2025-11", 6))
    counts = tuple(AdvertisedCount(kind="month", key=key, count=count) for key, count in months)
    first = begin(archive)
    archive.save(
        [
            Observation(counts=counts, observed_at=later(0)),
            fetched(talks(), later(1)),
            fetched(old(), later(2)),
            fetched(copied(), later(3)),
            fetched(lost(), later(4)),
            Outcome(
                url=LOCKED,
                state=PageState.REFUSED,
                reason="password-protected",
                at=later(5),
                published_on=date(2025, 11, 7),
            ),
        ],
        crawl_id=first,
    )
    archive.finish_crawl(
        first, finished_at=later(30), outcome="finished", stats={"archive/new": 4, "other": 9}
    )
    gone = Outcome(url=LOST, state=PageState.GONE, reason="http-404", at=later(NEXT_DAY + 1))
    archive.save(
        [
            gone,
            fetched(story(), later(NEXT_DAY + 2)),
            fetched(reprint(), later(NEXT_DAY + 3)),
        ],
        crawl_id=begin(archive, later(NEXT_DAY)),
    )
