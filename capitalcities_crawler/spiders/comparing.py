"""Comparing a site with the archive: what has changed, and which articles are no longer there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime

from capitalcities_crawler.archive.known import Known
from capitalcities_crawler.discovery import Found, Route
from capitalcities_crawler.discovery.changed import must_fetch
from capitalcities_crawler.spiders.asking import Output
from capitalcities_crawler.spiders.surveying import SurveyingSpider
from capitalcities_crawler.spiders.visit import visit_to

_FEW = 100
"""Missing addresses that are looked at one by one without asking another route first."""

_AT_ONCE = 1000
"""Articles asked for before waiting for them, so that memory stays flat."""


class ComparingSpider(SurveyingSpider):
    """A spider that asks again for what the site says it has changed.

    Every time compared is the site's own: our clock may be another.
    """

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self.newest: datetime | None = None
        """The newest change that the archive knows of."""
        self.newest_listed: datetime | None = None
        """The newest change that the site's listings tell of."""
        self.shows_edits = False
        """Whether a listing of all articles told of each whether it was edited."""
        self._listed: set[str] = set()
        self._has_listed_all = False

    def is_due(self, found: Found, known: Known | None) -> bool:
        """Whether an address is new or unsettled, or its article was changed."""
        if known is None or super().is_due(found, known):
            return True
        is_silent = found.modified_at is None and found.unmodified_since is None
        return not is_silent and must_fetch(found, known, self.newest)

    def listed(self, found: Iterable[Found]) -> None:
        """Remember all addresses that the site has listed, and the newest change."""
        for each in found:
            self._listed.add(each.url)
            if each.modified_at and (
                not self.newest_listed or each.modified_at > self.newest_listed
            ):
                self.newest_listed = each.modified_at

    async def walk(
        self, route: Route, is_enough: Callable[[], bool] = lambda: False
    ) -> AsyncIterator[Output]:
        """Follow a route, and see whether it shows edits."""
        async for output in super().walk(route, is_enough):
            yield output
        self.shows_edits |= route.shows_edits

    async def look_for_the_missing(self, routes: Iterable[Route]) -> AsyncIterator[Output]:
        """List the whole site, and look at every stored address that is not listed.

        A listing that misses many is not believed before another one agrees.
        """
        for route in routes:
            async for output in self.walk_if_open(route):
                yield output
            async for output in self.finish():
                yield output
            self._has_listed_all |= self.taken is route
            if self._has_listed_all and len(self._missing()) <= _FEW:
                self.crawler.stats.set_value("crawl/via", route.name)
                break
        if not self._has_listed_all:
            self.no_open_route()
        look = f"not among the {len(self._listed)} addresses that the site lists"
        async for output in self.ask_again(self._missing(), look):
            yield output

    def _missing(self) -> dict[str, Known]:
        """Give the stored articles that no route has listed; none when a part of the site is seen."""
        if not self.sees_all:
            return {}
        self.save_now()
        return {url: each for url, each in self._living().items() if url not in self._listed}

    def stored_in_window(self) -> dict[str, Known]:
        """Give the stored articles that this run may ask for."""
        holds = self.arguments.window.holds
        return {url: each for url, each in self._living().items() if holds(self.day_in(url))}

    def _living(self) -> dict[str, Known]:
        own = (self.arguments.site.key, self.arguments.base_url)
        return self.known(self.archive.living(*own))

    async def ask_again(self, known: dict[str, Known], *looks: str) -> AsyncIterator[Output]:
        """Ask for stored articles whatever the ledger says of them."""
        for number, (url, each) in enumerate(known.items(), start=1):
            for request in self.ask(visit_to(url, each, looks=looks)):
                yield request
            if number % _AT_ONCE == 0:
                async for output in self.finish():
                    yield output
        async for output in self.finish():
            yield output
