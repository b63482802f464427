"""Stored against advertised, month by month: the ``coverage`` view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from capitalcities_crawler.items import JsonObject


@dataclass(frozen=True, slots=True)
class Month:
    """A line of the coverage table."""

    site: str
    base_url: str
    month: str
    advertised: int | None
    stored: int
    explained: int
    gone: int
    """Addresses found gone since the site's number was seen, which may still count them."""
    missing: int

    @property
    def share(self) -> float | None:
        """The part not missing, at most 1; ``None`` where the site states no number."""
        return share([self])

    def to_json(self) -> JsonObject:
        """Give plain JSON types."""
        return asdict(self) | {"share": self.share}


def coverage(session: Session) -> list[Month]:
    """Read the ``coverage`` view, oldest month first."""
    columns = "site, base_url, month, advertised, stored, explained, gone, missing"
    query = text(f"SELECT {columns} FROM coverage ORDER BY site, base_url, month")  # noqa: S608
    return [Month(*row) for row in session.execute(query)]


def share(months: Sequence[Month]) -> float | None:
    """Give the part of what the site advertises that is not missing.

    A month with more than advertised does not make up for another one.
    """
    known = [month for month in months if month.advertised is not None]
    advertised = sum(month.advertised or 0 for month in known)
    if not advertised:
        return 1.0 if known else None
    return 1 - sum(month.missing for month in known) / advertised
