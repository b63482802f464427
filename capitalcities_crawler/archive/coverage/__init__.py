"""Stored against advertised, what is missing and why, and what of it can be proven."""

from capitalcities_crawler.archive.coverage.missing import (
    EXPLAINED,
    NotStored,
    Standing,
    not_stored,
    unfinished_pages,
)
from capitalcities_crawler.archive.coverage.months import Month, coverage, share

__all__ = [
    "EXPLAINED",
    "Month",
    "NotStored",
    "Standing",
    "coverage",
    "not_stored",
    "share",
    "unfinished_pages",
]
