"""What near-duplicates are found by, and the pairs that were found."""

from __future__ import annotations

from sqlalchemy import BigInteger, Double
from sqlalchemy.orm import Mapped, mapped_column

from capitalcities_crawler.archive.models.base import Base, reference


class Shingle(Base):
    """One row per shingle by which an article's text is looked up: at most twelve of each."""

    __tablename__ = "shingle"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - read by SQLAlchemy as a plain class attribute

    key: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, doc="Hash of three words in a row."
    )
    article_id: Mapped[int] = reference(
        "article.id", primary_key=True, autoincrement=False, index=True
    )


class DuplicatePair(Base):
    """One row per pair of articles with nearly the same text."""

    __tablename__ = "duplicate_pair"

    article_id: Mapped[int] = reference("article.id", primary_key=True, autoincrement=False)
    other_id: Mapped[int] = reference(
        "article.id", primary_key=True, autoincrement=False, index=True, doc="The greater number."
    )
    similarity: Mapped[float] = mapped_column(
        Double, doc="Share of three-word runs that both have, from 0.4 to 1."
    )
