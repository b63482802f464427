"""Sites, runs, the page ledger and what the site says of itself."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitalcities_crawler.archive.models.base import Base, RowId, reference
from capitalcities_crawler.events import PageState

_STATES = ", ".join(f"'{state}'" for state in PageState)


class Site(Base):
    """One row per site: a profile at an address."""

    __tablename__ = "site"
    __table_args__ = (UniqueConstraint("key", "base_url"),)

    id: Mapped[RowId]
    key: Mapped[str] = mapped_column(doc="Name of the site's profile.")
    name: Mapped[str] = mapped_column(doc="The site's name for people.")
    base_url: Mapped[str] = mapped_column(doc="Root address, without a slash at the end.")
    timezone: Mapped[str] = mapped_column(
        doc="IANA name of the zone of the site's days and months."
    )
    section_root: Mapped[list[Any]] = mapped_column(doc="Breadcrumb names above the regions.")
    section_kinds: Mapped[list[Any]] = mapped_column(doc="Kinds of the levels below them.")


class Crawl(Base):
    """One row per run of a spider."""

    __tablename__ = "crawl"

    id: Mapped[RowId]
    site_id: Mapped[int] = reference("site.id", index=True, doc="The site asked for.")
    spider: Mapped[str] = mapped_column(doc="Name of the spider.")
    arguments: Mapped[dict[str, Any]] = mapped_column(doc="Spider arguments as given.")
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None] = mapped_column(
        doc="Empty while it runs, or after a kill."
    )
    outcome: Mapped[str | None] = mapped_column(doc="Why it ended: `finished`, `shutdown` ...")
    stats: Mapped[dict[str, Any] | None] = mapped_column(doc="Scrapy's counters at the end.")
    software_version: Mapped[str] = mapped_column(doc="Version of this program.")

    site: Mapped[Site] = relationship()


class Page(Base):
    """One row per address ever discovered: the ledger, the memory of the crawl."""

    __tablename__ = "page"
    __table_args__ = (
        UniqueConstraint("site_id", "url"),
        CheckConstraint(f"state IN ({_STATES})", name="state"),
        # the resume list, and the pages that explain a month's gap
        Index(None, "site_id", "state", "published_on"),
    )

    id: Mapped[RowId]
    site_id: Mapped[int] = reference("site.id")
    url: Mapped[str] = mapped_column(index=True, doc="Canonical address; unique on its site.")
    kind: Mapped[str] = mapped_column(doc="What the address says it is: `article`, `section` ...")
    state: Mapped[str] = mapped_column(
        doc="pending, stored, unchanged, moved, gone, failed, refused or not_article."
    )
    reason: Mapped[str | None] = mapped_column(doc="Why it is in that state: one hyphenated word.")
    moved_to: Mapped[str | None] = mapped_column(
        doc="Canonical address of the article, when moved."
    )
    published_on: Mapped[date | None] = mapped_column(doc="Local day, where the address tells it.")
    discovered_at: Mapped[datetime]
    discovered_via: Mapped[str] = mapped_column(doc="The route that found it first.")
    attempts: Mapped[int] = mapped_column(default=0, doc="How often it was tried, retries aside.")
    last_status: Mapped[int | None] = mapped_column(doc="HTTP status of the last answer.")
    last_error: Mapped[str | None] = mapped_column(doc="One line on the last failure.")
    etag: Mapped[str | None] = mapped_column(doc="The server's validators, for asking again.")
    last_modified: Mapped[str | None] = mapped_column(doc="As `etag`.")
    last_checked_at: Mapped[datetime | None] = mapped_column(doc="When it was last tried.")
    announced_at: Mapped[datetime | None] = mapped_column(
        doc="The site's time of the last change, as a route stated it before the last try."
    )


class Capture(Base):
    """One row per response kept."""

    __tablename__ = "capture"
    __table_args__ = (
        UniqueConstraint("page_id", "fetched_at"),
        Index(None, "fetched_at"),  # whether a response is kept already; the newest ones
    )

    id: Mapped[RowId]
    page_id: Mapped[int] = reference("page.id", doc="The address asked for.")
    crawl_id: Mapped[int] = reference("crawl.id", index=True)
    fetched_at: Mapped[datetime]
    status: Mapped[int] = mapped_column(doc="HTTP status.")
    payload_sha256: Mapped[str | None] = mapped_column(doc="Of the body after content decoding.")
    warc_file: Mapped[str | None] = mapped_column(doc="File that holds the bytes as received.")
    warc_offset: Mapped[int | None] = mapped_column(BigInteger, doc="Byte offset of the record.")
    received_digest: Mapped[str | None] = mapped_column(
        doc="Of the payload as received, as WARC writes it; empty after a redirect."
    )

    page: Mapped[Page] = relationship()
    parts: Mapped[list[CapturePart]] = relationship(
        cascade="all, delete-orphan", order_by="CapturePart.position"
    )


class CapturePart(Base):
    """One row per further record that an article in pages was read from."""

    __tablename__ = "capture_part"

    capture_id: Mapped[int] = reference("capture.id", primary_key=True)
    position: Mapped[int] = mapped_column(
        primary_key=True, doc="From 1; the first page is above 0."
    )
    warc_file: Mapped[str] = mapped_column(doc="As `capture.warc_file`.")
    warc_offset: Mapped[int] = mapped_column(BigInteger, doc="As `capture.warc_offset`.")


class AdvertisedCount(Base):
    """One row per number that the site claimed about itself in a run."""

    __tablename__ = "advertised_count"
    __table_args__ = (
        UniqueConstraint("crawl_id", "site_id", "kind", "key", "source", "count"),
        Index(None, "site_id", "kind", "key", "observed_at"),  # the latest claim for each month
    )

    id: Mapped[RowId]
    crawl_id: Mapped[int] = reference("crawl.id")
    site_id: Mapped[int] = reference("site.id")
    observed_at: Mapped[datetime] = mapped_column(doc="When the run last saw this number.")
    kind: Mapped[str] = mapped_column(doc="month, tag, section, total; pages, at_least, at_most.")
    key: Mapped[str] = mapped_column(doc="`2025-06` for a month, the path for a term or listing.")
    count: Mapped[int] = mapped_column(BigInteger)
    label: Mapped[str | None] = mapped_column(doc='As printed: "June 2025".')
    source: Mapped[str] = mapped_column(doc="The widget or route that says so; may be empty.")
