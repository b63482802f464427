"""``scrapy crawl archive``: the whole site."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from capitalcities_crawler.discovery import ROUTES, Answer, Route, RouteClosedError
from capitalcities_crawler.pages import ListingPage, PageError
from capitalcities_crawler.spiders.base import Output
from capitalcities_crawler.spiders.walking import WalkingSpider


class ArchiveSpider(WalkingSpider):
    """Finish what earlier runs left, then list the whole site and fetch what is not yet stored."""

    name = "archive"
    own_arguments = ("via",)

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

    def _read_home(self, home: Answer) -> Iterator[Output]:
        if home.status == 0 and home.problem != "robots-txt":
            self.logger.error("Cannot reach %s: %s (%s)", home.asked, home.problem, home.message)
            self.stop("unreachable")
        try:
            if home.ok:
                page = ListingPage(home.body, home.url, self.arguments.site)
                yield from self.observe(page.to_item().site_facts.counts)
        except PageError as error:
            self.logger.info("The home page tells no numbers: %s", error)

    def _unfinished(self) -> list[str]:
        urls = self.archive.unfinished_pages(self.arguments.site.key, self.arguments.base_url)
        wanted = [url for url in urls if self.arguments.window.holds(self.day_in(url))]
        if wanted:
            self.logger.info("Going on with %d pages that earlier runs left", len(wanted))
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
