"""One feed: RSS 2.0 as WordPress prints it, and the little that RSS 1.0 and Atom have in its place.

The address in an item's ``guid`` may be of an old host; the number in it is the post's own.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from lxml import etree

from capitalcities_crawler.discovery.route import Found

_POST_ID = re.compile(r"[?&]p=(\d+)$")
_ORIGINAL_LINK = "{http://rssnamespace.org/feedburner/ext/1.0}origLink"
_ATOM = "{http://www.w3.org/2005/Atom}"
_RDF = "{http://purl.org/rss/1.0/}"
_DUBLIN_CORE_DATE = "{http://purl.org/dc/elements/1.1/}date"


def read_feed(body: bytes, zone: ZoneInfo) -> tuple[Found, ...] | None:
    """Give the items of a feed, or nothing where there is none.

    Args:
        body: the answer; whatever is wrong with it, as much as can be read.
        zone: the site's time zone, to which days are told.
    """
    root = _root(body)
    if root is None:
        return None
    built = mail_time(root.findtext("channel/lastBuildDate"))
    items = (*root.iter("item"), *root.iter(f"{_RDF}item"))
    entries = root.iter(f"{_ATOM}entry")
    return (
        *(_item(each, built, zone) for each in items),
        *(_entry(each, zone) for each in entries),
    )


def is_feed(body: bytes) -> bool:
    """Whether this is a feed, with items or without."""
    return _root(body) is not None


def _root(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body.strip(), parser)
    except etree.XMLSyntaxError:
        return None
    kind = etree.QName(root).localname if root is not None else ""  # type: ignore[redundant-expr]
    return root if kind in {"rss", "RDF", "feed"} else None


def _item(item: etree._Element, built: datetime | None, zone: ZoneInfo) -> Found:
    published = mail_time(item.findtext("pubDate")) or _iso_time(item.findtext(_DUBLIN_CORE_DATE))
    number = _POST_ID.search((item.findtext("guid") or "").strip())
    links = (item.findtext(name) for name in (_ORIGINAL_LINK, "link", f"{_RDF}link"))
    return Found(
        url=next((link.strip() for link in links if link and link.strip()), ""),
        not_after=published.astimezone(zone).date() if published else None,
        unmodified_since=built,
        post_id=int(number[1]) if number else None,
    )


def _entry(entry: etree._Element, zone: ZoneInfo) -> Found:
    """Read an Atom entry, which tells its own time of modification."""
    links = entry.iterfind(f"{_ATOM}link")
    pages = (link.get("href") for link in links if link.get("rel", "alternate") == "alternate")
    published = _iso_time(entry.findtext(f"{_ATOM}published"))
    number = _POST_ID.search((entry.findtext(f"{_ATOM}id") or "").strip())
    return Found(
        url=next(pages, None) or "",
        not_after=published.astimezone(zone).date() if published else None,
        modified_at=_iso_time(entry.findtext(f"{_ATOM}updated")),
        post_id=int(number[1]) if number else None,
    )


def mail_time(text: str | None) -> datetime | None:
    """Read a time as mail and HTTP spell it.

    >>> mail_time("Tue, 04 Nov 2025 10:00:00 +0000").isoformat()
    '2025-11-04T10:00:00+00:00'
    """
    try:
        moment = parsedate_to_datetime((text or "").strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _iso_time(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((text or "").strip())
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
