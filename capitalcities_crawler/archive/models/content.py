"""What is inside a revision: headings, tables, images, links."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from capitalcities_crawler.archive.models.base import Base, RowId, reference


class Heading(Base):
    """One row per heading in a body, in order."""

    __tablename__ = "heading"
    __table_args__ = (UniqueConstraint("revision_id", "position"),)

    id: Mapped[RowId]
    revision_id: Mapped[int] = reference("revision.id")
    position: Mapped[int] = mapped_column(doc="From 0.")
    level: Mapped[int] = mapped_column(doc="1 to 6.")
    text: Mapped[str]
    anchor: Mapped[str | None] = mapped_column(doc="Fragment that leads to it.")
    in_toc: Mapped[bool] = mapped_column(doc="Whether the table of contents names it.")
    body_start: Mapped[int] = mapped_column(
        doc="Its passage: offset into body_text, in characters."
    )
    body_end: Mapped[int] = mapped_column(doc="End of its passage.")


class DataTable(Base):
    """One row per table in a body."""

    __tablename__ = "data_table"
    __table_args__ = (UniqueConstraint("revision_id", "position"),)

    id: Mapped[RowId]
    revision_id: Mapped[int] = reference("revision.id")
    position: Mapped[int] = mapped_column(doc="From 0.")
    heading_id: Mapped[int | None] = reference("heading.id", index=True, doc="It stands below.")
    caption: Mapped[str | None]


class TableCell(Base):
    """One row per cell of a table, at its place in the grid."""

    __tablename__ = "table_cell"

    table_id: Mapped[int] = reference("data_table.id", primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True, doc="From 0.")
    column: Mapped[int] = mapped_column(primary_key=True, doc="From 0, spans expanded.")
    text: Mapped[str]
    is_header: Mapped[bool]
    row_span: Mapped[int]
    column_span: Mapped[int]


class Image(Base):
    """One row per image of an article."""

    __tablename__ = "image"
    __table_args__ = (UniqueConstraint("revision_id", "position"),)

    id: Mapped[RowId]
    revision_id: Mapped[int] = reference("revision.id")
    position: Mapped[int] = mapped_column(doc="From 0.")
    url: Mapped[str]
    alt: Mapped[str | None]
    caption: Mapped[str | None]
    is_lead: Mapped[bool] = mapped_column(doc="Whether it stands above the body.")


class Link(Base):
    """One row per link out of an article."""

    __tablename__ = "link"
    __table_args__ = (
        UniqueConstraint("revision_id", "rel", "position"),
        CheckConstraint("rel IN ('previous', 'next', 'related', 'inline')", name="rel"),
        # finds the links that wait for an article just stored
        Index(
            None,
            "target_url",
            sqlite_where=text("target_url IS NOT NULL"),
            postgresql_where=text("target_url IS NOT NULL"),
        ),
    )

    id: Mapped[RowId]
    revision_id: Mapped[int] = reference("revision.id")
    rel: Mapped[str] = mapped_column(doc="previous, next, related or inline.")
    position: Mapped[int] = mapped_column(doc="Place among the links of its rel, from 0.")
    url: Mapped[str] = mapped_column(doc="As the page has it.")
    text: Mapped[str | None] = mapped_column(doc="Its text; the title, for other articles.")
    author: Mapped[str | None] = mapped_column(doc="Of a related post, as printed.")
    published_local: Mapped[str | None] = mapped_column(doc="Of a related post, as printed.")
    target_url: Mapped[str | None] = mapped_column(doc="Canonical address, on the same site.")
    target_article_id: Mapped[int | None] = mapped_column(
        ForeignKey("article.id", ondelete="SET NULL"), index=True, doc="When that is stored."
    )
