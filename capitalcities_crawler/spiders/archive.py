"""``scrapy crawl archive``: the whole site."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from functools import partial

from capitalcities_crawler.archive.coverage import coverage
from capitalcities_crawler.discovery import (
    ROUTES,
    Answer,
    OneListingRoute,
    Route,
    RouteClosedError,
)
from capitalcities_crawler.events import PageState
from capitalcities_crawler.pages import ListingPage, PageError
from capitalcities_crawler.spiders.base import Output
from capitalcities_crawler.spiders.walking import WalkingSpider
from capitalcities_crawler.urls import month_in_url

_EXPLAINED = frozenset({PageState.REFUSED, PageState.NOT_ARTICLE})


class ArchiveSpider(WalkingSpider):
    """Finish what earlier runs left, then list the whole site and fetch what is not yet stored."""

    name = "archive"
    own_arguments = ("via",)

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self._claimed: dict[str, int] = {}
        """Month -> articles that the home page's archives widget counts."""
        self._listed: Counter[str] = Counter()
        """Month -> addresses that the routes showed, without those known not to be had."""
        self._noticed: set[str] = set()

    async def start(self) -> AsyncIterator[Output]:
        """Read the home page for the site's numbers, go on where a run stopped, then walk."""
        home = await self.fetch(f"{self.arguments.base_url}/")
        self.keep(home)
        for output in self._read_home(home):
            yield output
        for url in self._unfinished():
            for request in self.ask(url):
                yield request
        async for output in self._walk_first_open():
            yield output
        if self.arguments.via == "auto":
            async for output in self._walk_short_months():
                yield output
        await asyncio.sleep(0.1)  # else Scrapy sees unsaved events and looks again in five seconds

    def _read_home(self, home: Answer) -> Iterator[Output]:
        if home.status == 0 and home.problem != "robots-txt":
            self.logger.error("Cannot reach %s: %s (%s)", home.asked, home.problem, home.message)
            self.stop("unreachable")
        try:
            if home.ok:
                page = ListingPage(home.body, home.url, self.arguments.site)
                counts = page.to_item().site_facts.counts
                self._claimed = {
                    count.key: count.count for count in counts if count.kind == "month"
                }
                yield from self.observe(counts)
        except PageError as error:
            self.logger.info("The home page tells no numbers: %s", error)

    def _unfinished(self) -> list[str]:
        urls = self.archive.unfinished_pages(self.arguments.site.key, self.arguments.base_url)
        wanted = [url for url in urls if self.arguments.window.holds(self.day_in(url))]
        if wanted:
            self.logger.info("Going on with %d pages that earlier runs left", len(wanted))
        for url in wanted:
            self.noticed(url, None)
        return wanted

    async def _walk_first_open(self) -> AsyncIterator[Output]:
        """Take the cheapest route that the site offers."""
        for route in self._routes():
            self.logger.info("Looking for articles by the route '%s'", route.name)
            try:
                async for output in self.walk(route):
                    yield output
            except RouteClosedError as error:
                self.logger.warning("The route '%s' is closed (%s)", route.name, error)
            else:
                return
        self.logger.error("No route to the articles of %s is open", self.arguments.base_url)
        self.stop("no-open-route")

    def _routes(self) -> Iterator[Route]:
        via, site = self.arguments.via, self.arguments.site
        for name, make in ROUTES.items():
            if via in {"auto", name}:
                yield make(self.arguments.base_url, site)

    # --- Completeness

    def noticed(self, url: str, state: PageState | None) -> None:
        """Count the addresses of each month."""
        month = month_in_url(url, self.arguments.base_url)
        if month and url not in self._noticed and state not in _EXPLAINED:
            self._listed[month] += 1
        self._noticed.add(url)

    async def _walk_short_months(self) -> AsyncIterator[Output]:
        """Look into the month archives of which the route showed less than the site counts.

        SEO plugins leave password-protected and hidden posts out of their sitemaps. Without the
        month in the addresses there is nothing to count.
        """
        for month, wanted in self._short_months().items():
            lack = wanted - self._listed[month]
            self.logger.info("%d of %s not listed yet: looking into its archive", lack, month)
            address = f"{self.arguments.base_url}/{month.replace('-', '/')}/"
            route = OneListingRoute(
                "months", self.arguments.base_url, self.arguments.site, [address]
            )
            try:
                async for output in self.walk(route, partial(self._has_listed, month, wanted)):
                    yield output
            except RouteClosedError as error:
                self.logger.warning("No archive of %s (%s)", month, error)

    def _short_months(self) -> dict[str, int]:
        if not self._listed or self.is_stopping:
            return {}
        base, explained = self.arguments.base_url, self._explained_before()
        wanted = {month: n - explained.get(month, 0) for month, n in self._claimed.items()}
        return {
            month: number
            for month, number in wanted.items()
            if self._listed[month] < number
            and self.arguments.window.holds_listing(f"{base}/{month.replace('-', '/')}/", base)
        }

    def _explained_before(self) -> dict[str, int]:
        """Give by month what the ledger knows not to be had, as far as it is saved."""
        with self.archive.session() as session:
            months = coverage(session)
        own = (self.arguments.site.key, self.arguments.base_url)
        return {m.month: m.explained for m in months if (m.site, m.base_url) == own}

    def _has_listed(self, month: str, wanted: int) -> bool:
        return self._listed[month] >= wanted
