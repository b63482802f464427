"""The interface of a route: a way through a site that leads past the addresses of its articles.

A route is told what the site answered and says what it read there and where to look next. It
fetches nothing itself, so the whole walk can be tested with strings.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple, Protocol

from capitalcities_crawler.items import AdvertisedCount
from capitalcities_crawler.warc.exchange import Place


class Answer(NamedTuple):
    """What the site answered to one of a route's requests."""

    asked: str
    """The address asked for."""
    url: str
    """Where the answer came from, after redirects."""
    status: int = 200
    """HTTP status; 0 when there was no answer at all."""
    body: bytes = b""
    problem: str | None = None
    """Why there is no usable body, as a short hyphenated word: ``http-404``, ``dns`` ..."""
    message: str = ""
    """The same in words."""
    headers: Mapping[str, str] = MappingProxyType({})
    """Of the response, by lower-case name."""
    record: Place | None = None
    """Where it is kept as received."""

    @property
    def ok(self) -> bool:
        """Whether the body is worth reading."""
        return self.problem is None


class Found(NamedTuple):
    """The address of an article, and what the route knows of its day."""

    url: str
    not_after: date | None = None
    """Published on this local day or earlier (a visible date may be that of the last change)."""
    modified_at: datetime | None = None
    """When it was last changed, by the site's clock."""
    unmodified_since: datetime | None = None
    """Not changed after this time, by the site's clock: all that a feed says of its items."""
    post_id: int | None = None
    """WordPress's number, where the route tells it."""


class Step(NamedTuple):
    """What a route read in one answer."""

    articles: tuple[Found, ...] = ()
    follow: tuple[str, ...] = ()
    """Addresses to ask for next, in this order."""
    counts: tuple[AdvertisedCount, ...] = ()
    lost: bool = False
    """Whether this answer should have listed articles and could not be read."""


class RouteClosedError(Exception):
    """Raised by a route that turns out to lead nowhere; its text says why."""


class Route(Protocol):
    """A source of article addresses."""

    name: str

    @property
    def shows_edits(self) -> bool:
        """Whether what it has read tells of each article whether that was edited."""
        ...

    def start_urls(self) -> tuple[str, ...]:
        """Give the addresses to begin with."""
        ...

    def read(self, answer: Answer) -> Step:
        """Read one answer.

        Raises:
            RouteClosedError: nothing is left to ask, and no article was found.
        """
        ...
