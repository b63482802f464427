"""How much of what a site counts is known not to be had."""

from __future__ import annotations

from sqlalchemy import text

from capitalcities_crawler.archive.archive import Archive


def explained_by_month(archive: Archive, site_key: str, base_url: str) -> dict[str, int]:
    """Give, by month (``2025-06``), the addresses in the ledger that hold no readable article."""
    query = text(
        "SELECT month, explained FROM coverage WHERE site = :site AND base_url = :base_url"
    )
    with archive.session() as session:
        rows = session.execute(query, {"site": site_key, "base_url": base_url})
        return {month: explained for month, explained in rows if month and explained}
