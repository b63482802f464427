"""What the full-text index holds."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from capitalcities_crawler.archive.models.base import Base, reference


class SearchText(Base):
    """One row per article: its words as the full-text index has them, without case and diacritics.

    The database itself keeps its indexes in step with these rows: `search_index` and `search_index_heads`
    on SQLite, the columns `heads` and `whole` on PostgreSQL.
    """

    __tablename__ = "search_text"

    article_id: Mapped[int] = reference("article.id", primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(doc="Title and subtitle.")
    names: Mapped[str] = mapped_column(doc="Tags, authors, places and the original's publisher.")
    body: Mapped[str] = mapped_column(doc="The first 16,000 words of the current revision's body.")
    marks: Mapped[str] = mapped_column(doc="Keys of its day, sections, tags, authors, publisher.")
    pairs: Mapped[str] = mapped_column(doc="Keys of every two words in a row.")


class SearchWord(Base):
    """One row per word that any article has: `water*` is looked for as the words that begin so."""

    __tablename__ = "search_word"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - read by SQLAlchemy as a plain class attribute

    # In the order of the letters' numbers on every database, so that those that begin alike stand together.
    word: Mapped[str] = mapped_column(
        String().with_variant(String(collation="C"), "postgresql"), primary_key=True
    )
