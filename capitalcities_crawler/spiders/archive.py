"""``scrapy crawl archive``: the whole site."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import ClassVar

from capitalcities_crawler.archive.coverage import coverage
from capitalcities_crawler.archive.known import Known
from capitalcities_crawler.discovery import ROUTES, OneListingRoute, Route
from capitalcities_crawler.discovery.probe import SiteState
from capitalcities_crawler.discovery.rest import RestRoute
from capitalcities_crawler.discovery.rest_terms import TermsRoute
from capitalcities_crawler.events import Checkpoint
from capitalcities_crawler.spiders.asking import Output
from capitalcities_crawler.spiders.chaining import ChainingSpider
from capitalcities_crawler.spiders.visit import visit_to
from capitalcities_crawler.urls import month_in_url


class ArchiveSpider(ChainingSpider):
    """Finish what earlier runs left, then list the whole site and fetch what is not yet stored."""

    name = "archive"
    own_arguments: ClassVar[tuple[str, ...]] = ("via",)

    async def start(self) -> AsyncIterator[Output]:
        """Harvest everything that is not stored."""
        async for output in self.backfill():
            yield output
        await self.wait_for_the_last()

    async def backfill(self) -> AsyncIterator[Output]:
        """Read the site's numbers, go on where a run stopped, walk, and count again."""
        explained = self._explained()
        async for output in self.read_home():
            yield output
        state = await self.probe()
        checkpoint = await self.begin(state)
        yield checkpoint
        for output in self.unfinished():
            yield output
        is_chain = self.arguments.via == "chain"
        walk = self.walk_chain() if is_chain else self.walk_first_open(self._routes())
        async for output in walk:
            yield output
        async for output in self._reconcile(state, explained):
            yield output
        async for output in self.finish():
            yield output
        if self.is_whole and not checkpoint.is_complete:
            yield await self._completed(checkpoint)

    async def _completed(self, checkpoint: Checkpoint) -> Checkpoint:
        """Count the posts once more: what came while this run went on is in the archive, too."""
        after = await self.probe() if checkpoint.total_from == "rest" else None
        total = after.total if after else checkpoint.total
        return replace(checkpoint, total=total, is_complete=True)

    # --- Walking

    def unfinished(self) -> Iterator[Output]:
        """Ask for what earlier runs left, and for what somebody took out of the archive."""
        urls = self.archive.unfinished_pages(self.arguments.site.key, self.arguments.base_url)
        wanted = [url for url in urls if self.arguments.window.holds(self.day_in(url))]
        if wanted:
            self.logger.info("Going on with %d pages that earlier runs left", len(wanted))
        known = self.known(wanted)
        for url in wanted:
            self.noticed(url, None)
            yield from self.ask(visit_to(url, known.get(url)))

    def _routes(self) -> Iterator[Route]:
        via, site = self.arguments.via, self.arguments.site
        for name, make in ROUTES.items():
            if via in {"auto", name}:
                yield self._whole_api() if name == "rest" else make(self.arguments.base_url, site)

    def _whole_api(self) -> RestRoute:
        """Give the API's list of the window: it runs upwards, so it must begin there."""
        window = self.arguments.window
        return RestRoute(
            self.arguments.base_url, self.arguments.site, since=window.since, until=window.until
        )

    # --- Completeness

    def noticed(self, url: str, known: Known | None) -> None:
        """Count the addresses of each month."""
        month = month_in_url(url, self.arguments.base_url)
        self.tally.note(url, month, known.state if known else None)

    async def _reconcile(
        self, state: SiteState | None, explained: Mapping[str, int]
    ) -> AsyncIterator[Output]:
        """Look for what the site counts and the route did not show.

        SEO plugins leave password-protected and hidden posts out of their sitemaps.
        """
        if self.is_stopping:
            return
        if state is not None:
            for output in self.observe_total(state.total, "rest"):
                yield output
            async for output in self.walk_if_open(
                TermsRoute(self.arguments.base_url, spelling=self.later_pages.spelling)
            ):
                yield output
        for month, lack in self.tally.short(explained).items():
            self.logger.info("%d of %s not listed yet: looking into its archive", lack, month)
            in_month = self._month(month, by_rest=state is not None)
            is_enough = partial(self._is_found, month, explained.get(month, 0))
            if in_month:
                async for output in self.walk_if_open(in_month, is_enough):
                    yield output
        if state is not None and state.total > self.tally.size + sum(explained.values()):
            async for output in self.walk_if_open(self._whole_api()):
                yield output

    def _month(self, month: str, *, by_rest: bool) -> Route | None:
        """Give the cheapest way through a month, if it lies in the window of this run."""
        base, site = self.arguments.base_url, self.arguments.site
        first = date.fromisoformat(f"{month}-01")
        address = f"{base}/{first:%Y/%m}/"
        if not self.arguments.window.holds_listing(address, base):
            return None
        if by_rest:
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            return RestRoute(base, site, since=first, until=last)
        return OneListingRoute("months", base, site, [address])

    def _is_found(self, month: str, explained: int) -> bool:
        return not self.tally.lacks(month, explained)

    def _explained(self) -> dict[str, int]:
        """Give by month what the ledger knows not to be had, as far as it is saved."""
        with self.archive.session() as session:
            months = coverage(session)
        own = (self.arguments.site.key, self.arguments.base_url)
        return {m.month: m.explained for m in months if (m.site, m.base_url) == own}
