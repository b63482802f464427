"""Authors, sections and tags, and which articles bear them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Double, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitalcities_crawler.archive.models.base import Base, RowId, reference


class Author(Base):
    """One row per name in a byline, on its site."""

    __tablename__ = "author"
    __table_args__ = (UniqueConstraint("site_id", "name"),)

    id: Mapped[RowId]
    site_id: Mapped[int] = reference("site.id")
    name: Mapped[str]
    url: Mapped[str | None] = mapped_column(doc="The author's page, as last seen.")
    bio: Mapped[str | None] = mapped_column(doc="From the author box, as last seen.")


class ArticleAuthor(Base):
    """One row per author of an article."""

    __tablename__ = "article_author"

    article_id: Mapped[int] = reference("article.id", primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, doc="Place in the byline, from 0.")
    author_id: Mapped[int] = reference("author.id", index=True)  # the articles of an author
    url: Mapped[str | None] = mapped_column(doc="The author's page as this article links it.")


class Section(Base):
    """One row per node of the section tree, as breadcrumbs and category lines show it."""

    __tablename__ = "section"
    __table_args__ = (
        UniqueConstraint("site_id", "key"),
        CheckConstraint("kind IN ('root', 'region', 'country', 'city', 'topic')", name="kind"),
    )

    id: Mapped[RowId]
    site_id: Mapped[int] = reference("site.id")
    key: Mapped[str] = mapped_column(doc="Its address, or its path where it has none.")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"), index=True)
    name: Mapped[str]
    slug: Mapped[str | None] = mapped_column(doc="Last part of its address.")
    url: Mapped[str | None]
    kind: Mapped[str] = mapped_column(doc="root, region, country, city or topic.")
    depth: Mapped[int] = mapped_column(doc="Nodes above it, as far as known.")
    path: Mapped[str] = mapped_column(doc='Names from the top: "World > ASIA > Japan".')
    region: Mapped[str | None] = mapped_column(doc="The region that it is or lies in.")
    country: Mapped[str | None] = mapped_column(doc="The country that it is or lies in.")
    city: Mapped[str | None] = mapped_column(doc="The city that it is or lies in.")
    country_code: Mapped[str | None] = mapped_column(
        doc="ISO 3166-1 alpha-2 of that country (see places.md); empty if it matches none."
    )
    country_code3: Mapped[str | None] = mapped_column(doc="ISO 3166-1 alpha-3, likewise.")
    latitude: Mapped[float | None] = mapped_column(
        Double, doc="Of a city, in degrees north; empty if it matches none."
    )
    longitude: Mapped[float | None] = mapped_column(Double, doc="Likewise, in degrees east.")
    is_capital: Mapped[bool | None] = mapped_column(
        doc="Whether a city is a capital of its country; empty for what is no city, or matches none."
    )
    unmatched: Mapped[str | None] = mapped_column(
        doc="Why a country or city matches none: unknown-country, country-unmatched, unknown-city"
        " or ambiguous-city."
    )

    parent: Mapped[Section | None] = relationship(remote_side="Section.id")


class ArticleSection(Base):
    """One row per section that an article stands in, those above it included."""

    __tablename__ = "article_section"

    article_id: Mapped[int] = reference("article.id", primary_key=True)
    section_id: Mapped[int] = reference("section.id", primary_key=True, index=True)
    is_primary: Mapped[bool] = mapped_column(doc="The deepest of the breadcrumb.")
    is_assigned: Mapped[bool] = mapped_column(
        doc="A category of the article itself, not merely one above it."
    )


class Tag(Base):
    """One row per tag, on its site."""

    __tablename__ = "tag"
    __table_args__ = (UniqueConstraint("site_id", "name"),)

    id: Mapped[RowId]
    site_id: Mapped[int] = reference("site.id")
    name: Mapped[str]
    slug: Mapped[str | None] = mapped_column(doc="Last part of its address.")


class ArticleTag(Base):
    """One row per tag of an article."""

    __tablename__ = "article_tag"

    article_id: Mapped[int] = reference("article.id", primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, doc="Place in the tag line, from 0.")
    tag_id: Mapped[int] = reference("tag.id", index=True)  # the articles of a tag
