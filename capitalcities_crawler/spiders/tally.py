"""Articles listed against articles that the site counts, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from capitalcities_crawler.events import PageState
from capitalcities_crawler.items import AdvertisedCount

_EXPLAINED = frozenset({PageState.REFUSED, PageState.NOT_ARTICLE})


class Tally:
    """Count what a run's routes show, without what is known not to be had."""

    def __init__(self) -> None:
        self.claimed: dict[str, int] = {}
        """Month -> articles that the home page's archives widget counts."""
        self._listed: Counter[str] = Counter()
        self._seen: set[str] = set()

    @property
    def total(self) -> int | None:
        """All articles of the site, by its months."""
        return sum(self.claimed.values()) or None

    @property
    def size(self) -> int:
        """Addresses listed, explained ones included."""
        return len(self._seen)

    def claim(self, counts: Iterable[AdvertisedCount]) -> None:
        """Take the site's numbers."""
        self.claimed |= {count.key: count.count for count in counts if count.kind == "month"}

    def note(self, url: str, month: str | None, state: PageState | None) -> None:
        """Count an address, once."""
        if month and url not in self._seen and state not in _EXPLAINED:
            self._listed[month] += 1
        self._seen.add(url)

    def lacks(self, month: str, explained: int) -> int:
        """Give the number of articles that a month lacks."""
        return max(0, self.claimed.get(month, 0) - explained - self._listed[month])

    def short(self, explained: Mapping[str, int]) -> dict[str, int]:
        """Give the months that lack articles; none where addresses do not tell their month."""
        if not self._listed:
            return {}
        lacking = {month: self.lacks(month, explained.get(month, 0)) for month in self.claimed}
        return {month: number for month, number in lacking.items() if number}
