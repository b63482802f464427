"""Take the digest of each article's content, and answer repeats within a run."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from capitalcities_crawler.archive.fingerprint import content_sha256
from capitalcities_crawler.events import Event, FetchedArticle, Outcome, PageState

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

REMEMBERED = 100_000
"""Articles of a run that are remembered, about 20 MB; the archive knows the others."""


class DeduplicatePipeline:
    """Turn an article met a second time in a run into the outcome of its address.

    Two addresses are the same article when they lead to the same canonical address with the same
    content. No event is dropped: each address asked for must get its state in the ledger.
    """

    def __init__(self, stats: StatsCollector, remembered: int = REMEMBERED) -> None:
        self._stats = stats
        self._remembered = remembered
        self._seen: OrderedDict[str, str] = OrderedDict()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the step."""
        return cls(crawler.stats)

    def process_item(self, item: Event) -> Event:
        """Give the article with its digest, or the outcome that takes its place."""
        if not isinstance(item, FetchedArticle):
            return item
        fetched = replace(item, content_sha256=content_sha256(item.article))
        if self._is_repeat(fetched):
            self._stats.inc_value("deduplicate/repeats")
            return repeat_outcome(fetched)
        return fetched

    def _is_repeat(self, fetched: FetchedArticle) -> bool:
        url, content = fetched.article.url, fetched.content_sha256 or ""
        repeated = self._seen.get(url) == content
        self._seen[url] = content
        self._seen.move_to_end(url)
        if len(self._seen) > self._remembered:
            self._seen.popitem(last=False)
        return repeated


def repeat_outcome(fetched: FetchedArticle) -> Outcome:
    """Say what became of an address that showed an article of this run again."""
    fetch, article = fetched.fetch, fetched.article
    moved = fetch.url != article.url
    return Outcome(
        url=fetch.url,
        state=PageState.MOVED if moved else PageState.UNCHANGED,
        reason="canonical" if moved else "repeat",
        at=fetch.fetched_at,
        status=fetch.status,
        moved_to=article.url if moved else None,
    )
