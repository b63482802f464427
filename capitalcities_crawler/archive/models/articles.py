"""Articles and their revisions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitalcities_crawler.archive.models.base import Base, RowId, reference
from capitalcities_crawler.archive.models.ledger import Capture, Page


class Article(Base):
    """One row per article, with what its page said last."""

    __tablename__ = "article"
    __table_args__ = (
        UniqueConstraint("site_id", "post_id"),
        CheckConstraint("published_precision IN ('second', 'minute', 'day')", name="precision"),
        # One living article at an address; a post that lost its address to another one is gone.
        Index(
            "uq_article_page_id_living",
            "page_id",
            unique=True,
            sqlite_where=text("gone_at IS NULL"),
            postgresql_where=text("gone_at IS NULL"),
        ),
        Index(None, "site_id", "published_on"),  # coverage and exports by date
    )

    id: Mapped[RowId]
    site_id: Mapped[int] = reference("site.id")
    page_id: Mapped[int] = reference("page.id", index=True, doc="Its canonical address.")
    post_id: Mapped[int | None] = mapped_column(
        BigInteger, doc="WordPress's number; stays when it moves."
    )

    # what the page says
    title: Mapped[str]
    subtitle: Mapped[str | None]
    published_at: Mapped[datetime | None] = mapped_column(doc="UTC; empty if only a day is known.")
    published_on: Mapped[date | None] = mapped_column(doc="Local day on the site.")
    published_local: Mapped[str | None] = mapped_column(
        doc="ISO 8601 as the page has it: with its offset, or the day alone."
    )
    published_precision: Mapped[str | None] = mapped_column(doc="second, minute or day.")
    modified_at: Mapped[datetime | None] = mapped_column(doc="UTC; empty if only a day is known.")
    modified_local: Mapped[str | None] = mapped_column(doc="As `published_local`.")
    language: Mapped[str | None] = mapped_column(doc="BCP 47, as declared.")
    section_id: Mapped[int | None] = mapped_column(
        ForeignKey("section.id"), index=True, doc="Deepest place."
    )
    breadcrumb: Mapped[list[Any]] = mapped_column(doc="Names as printed, from the top.")
    categories: Mapped[list[Any]] = mapped_column(doc="The category line; each from the top.")
    source_headline: Mapped[str | None] = mapped_column(doc="Headline of the original.")
    source_publisher: Mapped[str | None] = mapped_column(
        index=True, doc="Who published the original, as printed."
    )
    publisher_key: Mapped[str | None] = mapped_column(
        index=True, doc="The same for all spellings of a publisher (see publishers.md)."
    )
    word_count: Mapped[int] = mapped_column(doc="Words of the body, split at white space.")

    # what the archive knows
    revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revision.id", use_alter=True), index=True, doc="Current revision."
    )
    body_sha256: Mapped[str] = mapped_column(index=True, doc="Of the body.")
    duplicate_group: Mapped[str | None] = mapped_column(
        index=True, doc="Shared by near-duplicates (see duplicates.md); empty for one alone."
    )
    context_sha256: Mapped[str] = mapped_column(doc="Of all that may change without a revision.")
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    gone_at: Mapped[datetime | None] = mapped_column(doc="When it was found to be gone.")

    page: Mapped[Page] = relationship()
    revision: Mapped[Revision | None] = relationship(foreign_keys=[revision_id], post_update=True)


class Revision(Base):
    """One row per content version of an article."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    id: Mapped[RowId]
    article_id: Mapped[int] = reference("article.id")
    number: Mapped[int] = mapped_column(doc="From 1, in order of sight.")
    capture_id: Mapped[int] = reference("capture.id", index=True, doc="The response it is from.")
    seen_at: Mapped[datetime] = mapped_column(doc="When this version was first seen.")
    content_sha256: Mapped[str] = mapped_column(doc="Fingerprint; see docs/database.md.")
    title: Mapped[str]
    body_text: Mapped[str] = mapped_column(doc="Plain text, blocks parted by a blank line.")
    toc: Mapped[list[Any]] = mapped_column(doc="Table of contents: [level, text, anchor].")
    field_sources: Mapped[dict[str, Any]] = mapped_column(doc="Field -> where it was read.")
    disagreements: Mapped[list[Any]] = mapped_column(
        doc="What other sources say: [field, source, value]."
    )
    fingerprints: Mapped[dict[str, Any]] = mapped_column(doc="Field -> its part of the content.")
    changed_fields: Mapped[list[Any]] = mapped_column(doc="Fields unlike the version before.")
    extractor_version: Mapped[str] = mapped_column(doc="Version of the program that read it.")

    article: Mapped[Article] = relationship(foreign_keys=[article_id])
    capture: Mapped[Capture] = relationship()
