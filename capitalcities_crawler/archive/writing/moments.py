"""Times as the page states them, and as the archive compares them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from capitalcities_crawler.items import Article, Moment
from capitalcities_crawler.urls import date_in_url


def in_utc(moment: Moment | None, zone: ZoneInfo) -> datetime | None:
    """Give a moment in UTC; ``None`` when only its day is known, which is no moment."""
    if not isinstance(moment, datetime):
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError:  # a year at the calendar's end
        return None


def local_day(article: Article, zone: ZoneInfo, base: str) -> date | None:
    """Give the day of publication on the site, by which WordPress files it into months.

    A dated permalink is made from that very day. Else the page's own offset tells, unless it is
    zero: SEO plugins state UTC whatever the site's zone is.
    """
    published = article.published
    in_url = date_in_url(article.url, base)
    if published is None:
        return in_url
    day = _day(published, zone)
    return in_url if in_url and abs(in_url - day) <= timedelta(days=1) else day


def _day(moment: Moment, zone: ZoneInfo) -> date:
    if not isinstance(moment, datetime):
        return moment
    utc = in_utc(moment, zone)
    return moment.date() if moment.utcoffset() or utc is None else utc.astimezone(zone).date()
