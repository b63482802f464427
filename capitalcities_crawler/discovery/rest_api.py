"""WordPress's REST API: how its addresses are spelled, and what its answers hold.

Every address has two spellings. ``/wp-json/...`` needs rewrite rules and is what security plugins
and hosts block first; ``/?rest_route=/...`` works without. An answer may be anything: a page of
HTML with status 200, an error object, a body cut short.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from capitalcities_crawler.discovery.route import Answer, RouteClosedError

PER_PAGE = 100
"""The most that WordPress gives at a time."""

Json = dict[str, Any]


class Collection(NamedTuple):
    """One page of a REST collection."""

    items: tuple[Json, ...]
    total: int | None
    """How many match the query on all its pages; ``None`` when a proxy has cut the header off."""

    @property
    def has_more(self) -> bool:
        """Whether more match than one answer holds.

        Not whether this one is full: WordPress leaves out of it what a visitor may not read.
        """
        if self.total is None:
            return len(self.items) >= PER_PAGE
        return self.total > PER_PAGE


def api_urls(base_url: str, path: str, query: Mapping[str, object]) -> tuple[str, str]:
    """Give both spellings of an address of the API, the usual one first.

    >>> api_urls("https://example.org", "/wp/v2/posts", {"page": 2})[1]
    'https://example.org/?rest_route=/wp/v2/posts&page=2'
    """
    parameters = urlencode(query, safe="/,:")
    return (
        f"{base_url}/wp-json{path}?{parameters}",
        f"{base_url}/?rest_route={path}&{parameters}",
    )


def read_collection(answer: Answer) -> Collection:
    """Read a list of objects.

    Raises:
        RouteClosedError: the answer is no such list; the text says what it is, and where.
    """
    data = _parsed(answer)
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        code = data.get("code") if isinstance(data, dict) else None
        raise closed(answer, f"error {code}" if code else "no list of objects")
    return Collection(tuple(data), _number(answer.headers.get("x-wp-total")))


def closed(answer: Answer, reason: str) -> RouteClosedError:
    """Make the error that names the spelling which failed, and why."""
    parts = urlsplit(answer.asked)
    spelling = "?rest_route=" if "rest_route=" in parts.query else "/wp-json/"
    return RouteClosedError(f"{spelling}: {reason}")


def _parsed(answer: Answer) -> Any:
    if not answer.ok:
        raise closed(answer, answer.problem or "")
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        what = "HTML" if answer.body.lstrip()[:1] == b"<" else "no JSON"
        raise closed(answer, what if answer.body.strip() else "empty answer") from None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.strip().isdecimal() else None


def utc_time(text: object) -> datetime | None:
    """Read one of REST's ``..._gmt`` times, which carry no offset.

    >>> utc_time("2025-11-04T10:00:00").isoformat()
    '2025-11-04T10:00:00+00:00'
    """
    moment = site_time(text)
    return moment.replace(tzinfo=UTC) if moment else None


def site_time(text: object) -> datetime | None:
    """Read one of REST's times in the site's own zone, naive as it is printed."""
    try:
        return datetime.fromisoformat(str(text)).replace(tzinfo=None)
    except ValueError:
        return None
