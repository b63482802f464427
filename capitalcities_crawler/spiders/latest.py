"""``scrapy crawl latest``: what is new, changed, moved or gone since the last run.

One request when nothing has changed. Edits show by modification times, from the API or else sitemaps
or feeds; what vanished shows by the number of posts, and by its absence from a list of them all.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta

from capitalcities_crawler.discovery import MonthsRoute, Route, SectionsRoute, SitemapRoute
from capitalcities_crawler.discovery.feed import FeedRoute
from capitalcities_crawler.discovery.probe import SiteState
from capitalcities_crawler.discovery.rest import ModifiedRoute, RestRoute
from capitalcities_crawler.events import Checkpoint
from capitalcities_crawler.spiders.archive import ArchiveSpider
from capitalcities_crawler.spiders.asking import Output
from capitalcities_crawler.spiders.comparing import ComparingSpider
from capitalcities_crawler.spiders.feed_state import FeedState

OVERLAP = timedelta(hours=1)
"""How far before the last known change to look again: posts do not appear in the order of their times."""


class LatestSpider(ComparingSpider, ArchiveSpider):
    """Ask the site whether anything has changed; if so, fetch that and little more."""

    name = "latest"
    own_arguments = ()

    async def start(self) -> AsyncIterator[Output]:
        """Compare with the last run; without one, harvest everything."""
        before = self.archive.checkpoint(self.arguments.site.key, self.arguments.base_url)
        if before is None or not before.is_complete:
            self.logger.info("No complete harvest to compare with yet: listing the whole site")
            changes = self.backfill()
        else:
            self.newest = before.newest
            changes = self._changes(before)
        async for output in changes:
            yield output
        await self.wait_for_the_last()

    async def _changes(self, before: Checkpoint) -> AsyncIterator[Output]:
        for output in self.unfinished():
            yield output
        state = await self.probe()
        changes = self._by_listing(before) if state is None else self._by_api(before, state)
        async for output in changes:
            yield output
        async for output in self.finish():
            yield output

    def _say_unchanged(self, via: str) -> None:
        self.crawler.stats.set_value("crawl/via", via)
        self.logger.info("Nothing has changed on %s", self.arguments.base_url)

    def _end(self, after: Checkpoint) -> Iterator[Output]:
        """Let the next run begin where this one has looked."""
        if self.is_whole:
            yield replace(after, is_complete=True)

    # --- With the API

    async def _by_api(self, before: Checkpoint, state: SiteState) -> AsyncIterator[Output]:
        """List what was modified; where the number of posts does not follow from that, list all."""
        if _is_same(before, state) and self._adds_up(before, state):
            self._say_unchanged("rest")
            return
        base, site = self.arguments.base_url, self.arguments.site
        route = (
            ModifiedRoute(base, before.newest - OVERLAP) if before.newest else RestRoute(base, site)
        )
        async for output in self.walk_if_open(route):
            yield output
        async for output in self.finish():
            yield output
        if self.taken is not route:  # an API that cannot tell what was modified
            async for output in self._by_listing(before):
                yield output
            return
        self.crawler.stats.set_value("crawl/via", route.name)
        if self.sees_all and not self._adds_up(before, state):
            self.logger.info("The number of posts does not add up: listing the whole site")
            routes = (SitemapRoute(base), RestRoute(base, site))
            async for output in self.look_for_the_missing(routes):
                yield output
        for output in self._end(self.checkpoint_now(state, FeedState())):
            yield output

    def _adds_up(self, before: Checkpoint, state: SiteState) -> bool:
        """Whether the site's number of posts has grown by as many as the archive's."""
        if before.total_from != "rest" or before.total is None or before.known is None:
            return False
        self.save_now()
        known = self.archive.known_count(self.arguments.site.key, self.arguments.base_url)
        return state.total - before.total == known - before.known

    # --- Without it

    async def _by_listing(self, before: Checkpoint) -> AsyncIterator[Output]:
        """List the whole site by what is open, and find the edits by what that tells."""
        async for output in self.read_home():
            yield output
        feed = await self.feed_state(before)
        is_unedited = feed is not None and feed.is_unchanged
        if is_unedited and before.total_from == "months" and before.total == self.tally.total:
            self._say_unchanged("feed")
            return
        async for output in self.look_for_the_missing(self._listings(has_feed=feed is not None)):
            yield output
        if not (is_unedited or self.shows_edits):
            async for output in self._look_for_edits(has_feed=feed is not None):
                yield output
        for output in self._end(self._after(before, feed or FeedState())):
            yield output

    def _listings(self, *, has_feed: bool) -> Iterator[Route]:
        """Give the lists of all articles, the cheapest first."""
        base, site = self.arguments.base_url, self.arguments.site
        yield SitemapRoute(base)
        if has_feed:
            yield FeedRoute(base, site)
        yield MonthsRoute(base, site)
        yield SectionsRoute(base, site)

    async def _look_for_edits(self, *, has_feed: bool) -> AsyncIterator[Output]:
        """Find edits where the listing tells no times: by the feeds, or by reading everything again."""
        base, site = self.arguments.base_url, self.arguments.site
        if has_feed:
            async for output in self.walk_if_open(FeedRoute(base, site)):
                yield output
        if not self.shows_edits:
            self.logger.warning(
                "Nothing on %s tells which articles were edited: reading all of them again. Give"
                " -a since='30 days ago' to read only the recent ones",
                base,
            )
            async for output in self.ask_again(self.stored_in_window()):
                yield output

    def _after(self, before: Checkpoint, feed: FeedState) -> Checkpoint:
        after = self.checkpoint_now(None, feed)
        if feed.is_unchanged:
            return replace(
                after, newest=before.newest, etag=before.etag, last_modified=before.last_modified
            )
        newest = [time for time in (feed.newest, self.newest_listed, before.newest) if time]
        return replace(after, newest=max(newest, default=None))


def _is_same(before: Checkpoint, state: SiteState) -> bool:
    """Whether the site says of itself what it said before."""
    same = (before.newest, before.total) == (state.newest, state.total)
    return same and before.total_from == "rest"
