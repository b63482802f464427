"""Stored against advertised, what is missing and why, and what of it can be proven."""

from capitalcities_crawler.archive.coverage.missing import (
    EXPLAINED,
    NotStored,
    Standing,
    not_stored,
    unfinished_pages,
)
from capitalcities_crawler.archive.coverage.months import Month, coverage, share
from capitalcities_crawler.archive.coverage.report import SiteReport, reports

__all__ = [
    "EXPLAINED",
    "Month",
    "NotStored",
    "SiteReport",
    "Standing",
    "coverage",
    "not_stored",
    "reports",
    "share",
    "unfinished_pages",
]
