"""Numbers that a site states of itself."""

from __future__ import annotations

from typing import Any

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.coverage import SiteReport, reports
from capitalcities_crawler.events import Observation, Outcome, PageState
from capitalcities_crawler.items import AdvertisedCount, Article, Term
from tests.archive.samples import BASE, NOON, full_article, later, section

CHINA = section("World", "ASIA", "China")
BEIJING = section("World", "ASIA", "China", "Beijing")
JAPAN = section("World", "ASIA", "Japan")


def claim(
    kind: str, key: str, count: int, source: str, minutes: int = 0, **more: Any
) -> Observation:
    counts = (AdvertisedCount(kind=kind, key=key, count=count, source=source, **more),)  # type: ignore[arg-type]
    return Observation(counts=counts, observed_at=later(minutes))


def article(number: int, *chain: Term, tags: tuple[str, ...] = (), day: int = 4) -> Article:
    """Give an article that only its category line places."""
    return full_article(
        url=f"{BASE}/2025/11/{day:02}/n{number}/",
        post_id=number,
        breadcrumb=chain,
        categories=(chain,) if chain else (),
        tags=tuple(Term(name=tag, url=f"{BASE}/tag/{tag.lower()}/") for tag in tags),
        previous=None,
        next=None,
        related=(),
    )


def protected(slug: str) -> Outcome:
    return Outcome(
        url=f"{BASE}/2025/11/09/{slug}/",
        state=PageState.REFUSED,
        reason="password-protected",
        at=NOON,
    )


def report(archive: Archive) -> SiteReport:
    with archive.session() as session:
        (found,) = reports(session)
    return found
