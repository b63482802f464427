"""What a harvest needs to know of the ones before it: how far they came, and whether one still runs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from capitalcities_crawler.archive.models.base import Base, RowId, reference


class SiteCheckpoint(Base):
    """One row per site: what it said of itself before its changes were last looked at."""

    __tablename__ = "checkpoint"

    site_id: Mapped[int] = reference("site.id", primary_key=True)
    crawl_id: Mapped[int] = reference("crawl.id", index=True, doc="The run that asked.")
    at: Mapped[datetime] = mapped_column(doc="When the site was asked.")
    newest: Mapped[datetime | None] = mapped_column(doc="Its newest modification, by its clock.")
    total: Mapped[int | None] = mapped_column(doc="Published posts that it counted.")
    total_from: Mapped[str | None] = mapped_column(doc="Who counted: rest, months or sitemap.")
    known: Mapped[int] = mapped_column(doc="Articles living and addresses explained by then.")
    etag: Mapped[str | None] = mapped_column(doc="Validator of the site's feed.")
    last_modified: Mapped[str | None] = mapped_column(doc="As `etag`.")
    is_complete: Mapped[bool] = mapped_column(doc="Whether the whole site was listed since.")


class HarvestLock(Base):
    """One row per site that a run is harvesting now."""

    __tablename__ = "harvest_lock"

    site_id: Mapped[int] = reference("site.id", primary_key=True)
    token: Mapped[str] = mapped_column(doc="Of the run that holds it; random.")
    host: Mapped[str] = mapped_column(doc="Name of its machine.")
    pid: Mapped[int] = mapped_column(doc="Its process there.")
    mark: Mapped[str] = mapped_column(doc="Tells that process from others with its number.")
    acquired_at: Mapped[datetime]
    heartbeat_at: Mapped[datetime] = mapped_column(doc="Its last sign of life.")


class RobotsCopy(Base):
    """One row per copy of a robots.txt, for its rules and as evidence that they were obeyed."""

    __tablename__ = "robots_copy"
    __table_args__ = (UniqueConstraint("url", "fetched_at"),)

    id: Mapped[RowId]
    url: Mapped[str] = mapped_column(doc="Address of the robots.txt.")
    fetched_at: Mapped[datetime]
    status: Mapped[int] = mapped_column(doc="HTTP status.")
    body: Mapped[str] = mapped_column(doc="The text; empty when the answer was an error.")
