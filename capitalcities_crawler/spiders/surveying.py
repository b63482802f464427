"""What a site says of itself: its newest change, its number of posts, its months, its feed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import NoReturn

from capitalcities_crawler.discovery import Answer, Route, RouteClosedError
from capitalcities_crawler.discovery.feed import feed_urls
from capitalcities_crawler.discovery.probe import SiteState, probe_urls, read_probe
from capitalcities_crawler.events import Checkpoint
from capitalcities_crawler.items import AdvertisedCount
from capitalcities_crawler.pages import ListingPage, PageError
from capitalcities_crawler.signals import SAVE_NOW
from capitalcities_crawler.spiders.asking import Output
from capitalcities_crawler.spiders.feed_state import FeedState
from capitalcities_crawler.spiders.site import now
from capitalcities_crawler.spiders.tally import Tally
from capitalcities_crawler.spiders.walking import WalkingSpider


class SurveyingSpider(WalkingSpider):
    """A spider of a whole site, which knows how far the site's changes are known."""

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self.tally = Tally()
        self.front: tuple[str, ...] = ()
        """Addresses of the articles that the home page shows."""

    async def read_home(self) -> AsyncIterator[Output]:
        """Read the home page's widgets; a route that begins there gets the same answer."""
        home = await self.fetch(f"{self.arguments.base_url}/")
        self.keep(home)
        if home.status == 0 and home.problem != "robots-txt":
            self.logger.error("Cannot reach %s: %s (%s)", home.asked, home.problem, home.message)
            self.stop("unreachable")
        for output in self._read_widgets(home):
            yield output

    def _read_widgets(self, home: Answer) -> Iterator[Output]:
        try:
            if home.ok:
                page = ListingPage(home.body, home.url, self.arguments.site).to_item()
                self.front = tuple(teaser.url for teaser in page.teasers)
                counts = page.site_facts.counts
                self.tally.claim(counts)
                yield from self.observe(counts)
        except PageError as error:
            self.logger.info("The home page tells no numbers: %s", error)

    async def begin(self, state: SiteState | None) -> Checkpoint:
        """Give the point from which later runs look for changes: where this backfill began."""
        own = (self.arguments.site.key, self.arguments.base_url)
        before = self.archive.checkpoint(*own)
        if before is not None:
            return before
        feed = await self.feed_state() if state is None else None
        return self.checkpoint_now(state, feed or FeedState())

    def checkpoint_now(self, state: SiteState | None, feed: FeedState) -> Checkpoint:
        """Say what the site says of itself: through the API, or else its feed and its months."""
        if state is not None:
            return Checkpoint(at=now(), newest=state.newest, total=state.total, total_from="rest")
        total = self.tally.total
        return Checkpoint(
            at=now(),
            newest=feed.newest,
            total=total,
            total_from="months" if total else None,
            etag=feed.etag,
            last_modified=feed.last_modified,
        )

    async def feed_state(self, before: Checkpoint | None = None) -> FeedState | None:
        """Ask for the site's feed, if it has changed since ``before``; ``None`` when closed."""
        conditions = FeedState.conditions(before) if before else None
        for url in feed_urls(self.arguments.base_url):
            state = FeedState.read(await self.fetch(url, conditions))
            if state is not None:
                return state
        return None

    async def probe(self) -> SiteState | None:
        """Ask the REST API for the newest change and the number of posts; ``None`` when closed."""
        problems = []
        for spelling, url in enumerate(probe_urls(self.arguments.base_url)):
            try:
                state = read_probe(await self.fetch(url))
            except RouteClosedError as error:
                problems.append(str(error))
            else:
                self.later_pages.is_open, self.later_pages.spelling = True, spelling
                return state
        self.logger.info("The REST API is closed (%s)", "; ".join(problems))
        return None

    def observe_total(self, count: int, source: str) -> Iterator[Output]:
        """Pass on the number of all posts that the site states."""
        yield from self.observe(
            (AdvertisedCount(kind="total", key="posts", count=count, source=source),)
        )

    async def walk_first_open(self, routes: Iterable[Route]) -> AsyncIterator[Output]:
        """Take the cheapest route that the site offers."""
        for route in routes:
            self.logger.info("Looking for articles by the route '%s'", route.name)
            try:
                async for output in self.walk(route):
                    yield output
            except RouteClosedError as error:
                self.logger.warning("The route '%s' is closed (%s)", route.name, error)
            else:
                self.crawler.stats.set_value("crawl/via", route.name)
                return
        self.no_open_route()

    def no_open_route(self) -> NoReturn:
        """End the run: the site shows no list of its articles."""
        self.logger.error("No route to the articles of %s is open", self.arguments.base_url)
        self.stop("no-open-route")

    def save_now(self) -> None:
        """Have everything found so far in the archive."""
        self.crawler.signals.send_catch_log(SAVE_NOW)

    @property
    def is_whole(self) -> bool:
        """Whether this run has looked at the whole site, without window, limit or lost listings."""
        return self.sees_all and not self.crawler.stats.get_value("crawl/listing-failed")

    @property
    def sees_all(self) -> bool:
        """Whether nothing keeps this run from seeing all of the site."""
        window = self.arguments.window
        return not (window.since or window.until or self.arguments.limit or self.is_stopping)
