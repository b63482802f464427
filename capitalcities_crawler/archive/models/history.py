"""What became of an article after it was first stored, beside its revisions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitalcities_crawler.archive.models.articles import Article
from capitalcities_crawler.archive.models.base import Base, RowId, reference
from capitalcities_crawler.archive.models.ledger import Page


class Absence(Base):
    """One row per time that an article was away: thrown away, unpublished, replaced."""

    __tablename__ = "absence"
    __table_args__ = (UniqueConstraint("article_id", "gone_at"),)

    id: Mapped[RowId]
    article_id: Mapped[int] = reference("article.id")
    crawl_id: Mapped[int] = reference("crawl.id", index=True, doc="The run that found it gone.")
    gone_at: Mapped[datetime] = mapped_column(doc="When it was found to be gone.")
    reason: Mapped[str] = mapped_column(doc="As in the ledger: `http-404`, `other-post` ...")
    evidence: Mapped[list[Any]] = mapped_column(doc="The looks that agreed, one line each.")
    returned_at: Mapped[datetime | None] = mapped_column(doc="When it was seen again.")

    article: Mapped[Article] = relationship()


class Move(Base):
    """One row per change of an article's address."""

    __tablename__ = "move"
    __table_args__ = (
        UniqueConstraint("article_id", "moved_at"),
        Index(None, "from_page_id"),  # the article that an old address led to
    )

    id: Mapped[RowId]
    article_id: Mapped[int] = reference("article.id")
    crawl_id: Mapped[int] = reference("crawl.id", index=True, doc="The run that found it moved.")
    moved_at: Mapped[datetime] = mapped_column(doc="When it was first seen at the new address.")
    from_page_id: Mapped[int] = reference("page.id", doc="Where it lived before.")
    to_page_id: Mapped[int] = reference("page.id", index=True, doc="Where it lived then.")

    article: Mapped[Article] = relationship()
    from_page: Mapped[Page] = relationship(foreign_keys=[from_page_id])
    to_page: Mapped[Page] = relationship(foreign_keys=[to_page_id])
