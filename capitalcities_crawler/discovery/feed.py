"""Feeds: the newest posts ten at a time, and validators that speak for the whole site.

Rules from WordPress's ``class-wp.php`` (``send_headers``), ``feed-rss2.php`` and ``feed.php``:
``Last-Modified`` and ``ETag`` are those of the last change of *any* post, and ``lastBuildDate`` is
the newest modification among the items of one page, which bounds that of each.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from lxml import etree

from capitalcities_crawler.discovery.route import Answer, Found, RouteClosedError, Step
from capitalcities_crawler.sites import Site
from capitalcities_crawler.urls import Kind, parse_address, same_site

_POST_ID = re.compile(r"[?&]p=(\d+)$")
_ORIGINAL_LINK = "{http://rssnamespace.org/feedburner/ext/1.0}origLink"
_ATOM = "{http://www.w3.org/2005/Atom}"


class Validators(NamedTuple):
    """What the headers of a feed say of the whole site."""

    etag: str | None
    last_modified: str | None
    newest: datetime | None
    """When any post was last changed."""


def validators(answer: Answer) -> Validators:
    """Read the headers of an answer to a request for a feed."""
    last_modified = answer.headers.get("last-modified")
    return Validators(answer.headers.get("etag"), last_modified, _moment(last_modified))


class FeedRoute:
    """Walk the site's feed to its end, newest posts first.

    Args:
        base_url: root of the site.
        site: its profile; visible days are in its time zone.
    """

    name = "feed"
    shows_edits = True

    def __init__(self, base_url: str, site: Site) -> None:
        self._base = base_url
        self._zone = site.zone
        self._page = 1
        self._seen: set[str] = set()

    def start_urls(self) -> tuple[str, ...]:
        """Give the newest page."""
        return (f"{self._base}/feed/",)

    def read(self, answer: Answer) -> Step:
        """Read one page; behind the last one the site answers 404."""
        is_end = self._seen and answer.status in {404, 410}
        found = () if is_end else self._articles(answer)
        if not self._seen and not found:
            raise RouteClosedError(answer.problem or "no feed with articles")
        if not answer.ok and not is_end:
            return Step(lost=True)
        new = tuple(each for each in found if each.url not in self._seen)
        self._seen.update(each.url for each in new)
        self._page += 1
        following = (f"{self._base}/feed/?paged={self._page}",) if new else ()
        return Step(articles=new, follow=following)

    def _articles(self, answer: Answer) -> tuple[Found, ...]:
        root = _parsed(answer.body) if answer.ok else None
        if root is None:
            return ()
        built = _moment(root.findtext("channel/lastBuildDate"))
        items = [self._found(item, built) for item in root.iter("item")]
        items += [self._entry(entry) for entry in root.iter(f"{_ATOM}entry")]
        return tuple(each for each in items if self._is_article(each.url))

    def _found(self, item: etree._Element, built: datetime | None) -> Found:
        published = _moment(item.findtext("pubDate"))
        number = _POST_ID.search((item.findtext("guid") or "").strip())
        return Found(
            url=(item.findtext(_ORIGINAL_LINK) or item.findtext("link") or "").strip(),
            not_after=published.astimezone(self._zone).date() if published else None,
            unmodified_since=built,
            post_id=int(number[1]) if number else None,
        )

    def _entry(self, entry: etree._Element) -> Found:
        """Read an Atom entry, which tells its own time of modification."""
        links = entry.iterfind(f"{_ATOM}link")
        pages = (link.get("href") for link in links if link.get("rel", "alternate") == "alternate")
        published = _iso(entry.findtext(f"{_ATOM}published"))
        return Found(
            url=next(pages, None) or "",
            not_after=published.astimezone(self._zone).date() if published else None,
            modified_at=_iso(entry.findtext(f"{_ATOM}updated")),
        )

    def _is_article(self, url: str) -> bool:
        return same_site(url, self._base) and parse_address(url, self._base).kind is Kind.ARTICLE


def _parsed(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        return etree.fromstring(body.strip(), parser)
    except etree.XMLSyntaxError:
        return None


def _moment(text: str | None) -> datetime | None:
    """Read a time as mail and HTTP spell it.

    >>> _moment("Tue, 04 Nov 2025 10:00:00 +0000").isoformat()
    '2025-11-04T10:00:00+00:00'
    """
    try:
        moment = parsedate_to_datetime((text or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _iso(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else None
