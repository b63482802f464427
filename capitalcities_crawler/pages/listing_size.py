"""How many articles a listing has, as far as its page numbers tell."""

from __future__ import annotations

from typing import NamedTuple

from capitalcities_crawler.items import AdvertisedCount


class Size(NamedTuple):
    """What one page of a listing shows of the listing's size."""

    key: str
    """Path of the listing's first page."""
    page_number: int
    page_count: int
    listed: int
    """Articles of this page's list."""
    above: int
    """Articles above it, on each page the same, which the list may leave out."""

    def counts(self) -> tuple[AdvertisedCount, ...]:
        """Give the number of pages, and the bounds that follow from it for the articles.

        The last page may be short, so it tells nothing of the others.
        """
        pages = AdvertisedCount(kind="pages", key=self.key, count=self.page_count, source="listing")
        if not self.listed or not self.page_number < self.page_count:
            return (pages,)
        least = (self.page_count - 1) * self.listed + 1
        most = self.page_count * self.listed + self.above
        return (
            pages,
            AdvertisedCount(kind="at_least", key=self.key, count=least, source="listing"),
            AdvertisedCount(kind="at_most", key=self.key, count=most, source="listing"),
        )
