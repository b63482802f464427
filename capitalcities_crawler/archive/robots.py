"""Copies of robots.txt: its rules for a day, and for ever the evidence of what was allowed."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import RobotsCopy


class RobotsText(NamedTuple):
    """One answer to a request for a robots.txt."""

    url: str
    fetched_at: datetime
    status: int
    body: str


def newest_copy(session: Session, url: str, since: datetime) -> RobotsText | None:
    """Give the newest copy fetched at or after a time.

    RFC 9309, 2.4: no copy older than a day is to be used. A server's error or its "too many requests" is no
    copy: the rules may be back in a minute.
    """
    query = (
        select(RobotsCopy)
        .where(RobotsCopy.url == url, RobotsCopy.fetched_at >= since)
        .where(RobotsCopy.status < 500, RobotsCopy.status != 429)
        .order_by(RobotsCopy.fetched_at.desc())
        .limit(1)
    )
    row = session.scalars(query).first()
    return RobotsText(row.url, row.fetched_at, row.status, row.body) if row else None


def keep_copy(session: Session, copy: RobotsText) -> None:
    """Keep what was answered."""
    session.add(RobotsCopy(**copy._asdict()))
