"""What a crawl learns, as it flows from the spiders through the pipelines into the archive.

Where ``items`` says what a page says, these say what happened: an address was discovered, an
article was fetched, an address turned out otherwise, the site stated a number. The store is the
only place that turns them into rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from capitalcities_crawler.items import AdvertisedCount, Article
from capitalcities_crawler.warc.exchange import Place


class PageState(StrEnum):
    """Where an address stands in the page ledger."""

    PENDING = "pending"
    """Discovered, not fetched yet: the next run will."""
    STORED = "stored"
    """Fetched, and an article or a new revision was written."""
    UNCHANGED = "unchanged"
    """Fetched again, and the content was the same."""
    MOVED = "moved"
    """The address leads to an article that lives under another one."""
    GONE = "gone"
    """The site says that there is nothing here any more (404, 410)."""
    FAILED = "failed"
    """Not got after all retries: the next run tries again."""
    REFUSED = "refused"
    """Not to be had: robots.txt, password-protected."""
    NOT_ARTICLE = "not_article"
    """Fetched, and no article: a listing, an attachment, an empty page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One response, as far as the archive remembers it."""

    url: str
    """Canonical form of the address asked for (before redirects)."""
    fetched_at: datetime
    """When the response arrived, aware, in UTC."""
    status: int
    payload_sha256: str | None = None
    """Of the body's bytes after content decoding."""
    etag: str | None = None
    last_modified: str | None = None
    announced_at: datetime | None = None
    """The site's own time of the last change, as a route stated it before the fetch."""
    record: Place | None = None
    """Where the answer is kept as received."""
    received_digest: str | None = None
    """Of the payload as received, where the answer is the address's own (no redirect)."""
    parts: tuple[Place, ...] = ()
    """Records with the later pages of a post in pages, in order; of one answer, if the API gave all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """An address was found."""

    url: str
    """Canonical form."""
    via: str
    """The route that found it: ``sitemap``, ``months``, ``sections``, ``section``, ``given`` ..."""
    seen_at: datetime
    kind: str = "article"
    """A ``urls.Kind`` value."""
    published_on: date | None = None
    """The local day in its permalink, when it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedArticle:
    """An article was read from a response."""

    article: Article
    fetch: Fetch
    content_sha256: str | None = None
    """Fingerprint of the cleaned content; set by the deduplicate step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An address was tried and gave no article."""

    url: str
    """Canonical form of the address asked for."""
    state: PageState
    reason: str
    """One short hyphenated word: ``http-404``, ``timeout``, ``password-protected``, ``robots-txt``."""
    at: datetime
    status: int | None = None
    error: str | None = None
    """One line for people."""
    moved_to: str | None = None
    """Canonical address where the article lives, for ``MOVED``."""
    published_on: date | None = None
    """The local day, where the address or the refused page still tells it."""
    announced_at: datetime | None = None
    """As ``Fetch.announced_at``."""
    evidence: tuple[str, ...] = ()
    """For ``GONE``: the looks that agree, one line each, the first look first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """The site stated numbers about itself."""

    counts: tuple[AdvertisedCount, ...]
    observed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """How far a site's changes are known: what it said of itself *before* a run looked at them.

    All times are the site's own; ours are never compared with them.
    """

    at: datetime
    """When the site was asked, by our clock."""
    newest: datetime | None = None
    """Its newest modification time."""
    total: int | None = None
    """Its number of published posts."""
    total_from: str | None = None
    """Who counted: ``rest``, ``months``, ``sitemap``; totals of two sources are not compared."""
    etag: str | None = None
    """Validators of the site's feed."""
    last_modified: str | None = None
    is_complete: bool = False
    """Whether the whole site was listed and asked for since; before that nothing may be skipped."""
    known: int | None = None
    """Articles living and addresses explained when it was saved; set by the archive."""


Event = Discovery | FetchedArticle | Outcome | Observation | Checkpoint
