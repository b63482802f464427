"""Walking a site along a route: listing pages are fetched one by one, articles always first."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from capitalcities_crawler.discovery import Answer, Found, Route, RouteClosedError, Step
from capitalcities_crawler.events import PageState
from capitalcities_crawler.middlewares.halt import HaltError
from capitalcities_crawler.spiders.asking import Output
from capitalcities_crawler.spiders.base import ArticleSpider
from capitalcities_crawler.spiders.later_pages import MOST, LaterPages
from capitalcities_crawler.spiders.outcomes import problem_of
from capitalcities_crawler.spiders.reading import recorded
from capitalcities_crawler.spiders.visit import Visit
from capitalcities_crawler.urls import article_page, canonical_url

_LOOK_EVERY = 0.02  # seconds


class WalkingSpider(ArticleSpider):
    """A spider that looks for addresses along routes."""

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self._kept: dict[str, Answer] = {}
        self.taken: Route | None = None
        """The route that was walked to its end last."""
        self.later_pages = LaterPages(self.arguments.base_url)

    async def walk(
        self, route: Route, is_enough: Callable[[], bool] = lambda: False
    ) -> AsyncIterator[Output]:
        """Follow a route to its end, or until it is enough.

        Raises:
            RouteClosedError: it leads nowhere.
        """
        waiting = deque(route.start_urls())
        asked = set(waiting)
        while waiting and not is_enough():
            url = waiting.popleft()
            answer = await self.fetch(url)
            if self.is_stopping:
                return
            step = route.read(answer)
            if step.lost:
                self.count("listing-failed")
                self.failed(url, f"the route '{route.name}' could not read it")
            for output in self._found(step, route):
                if self.is_stopping:
                    return
                yield output
            new = [url for url in self._worth_following(step) if url not in asked]
            asked.update(new)
            waiting.extendleft(reversed(new))
            async for output in self.finish(at_least=MOST):
                yield output
        self.taken = route

    async def walk_if_open(
        self, route: Route, is_enough: Callable[[], bool] = lambda: False
    ) -> AsyncIterator[Output]:
        """Follow a route, or say why it leads nowhere."""
        try:
            async for output in self.walk(route, is_enough):
                yield output
        except RouteClosedError as error:
            self.logger.warning("The route '%s' is closed (%s)", route.name, error)

    def _found(self, step: Step, route: Route) -> Iterator[Output]:
        base, window = self.arguments.base_url, self.arguments.window
        found = [
            each._replace(url=canonical_url(article_page(each.url, 1), base))
            for each in step.articles
        ]
        outside = {each.url for each in found if not window.holds_article(each, base)}
        self.listed(found)
        yield from self.observe(step.counts)
        yield from self.ask_due(found, route.name, outside)

    def listed(self, found: Iterable[Found]) -> None:
        """Take note of what a listing showed; for spiders that compare."""

    def _worth_following(self, step: Step) -> Iterator[str]:
        """Leave out listings before or after the window; they are ordered newest first."""
        base, window = self.arguments.base_url, self.arguments.window
        if step.articles and all(window.is_past(found, base) for found in step.articles):
            return
        yield from (url for url in step.follow if window.holds_listing(url, base))

    # --- Pages that are no articles

    async def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for a page that is no article, and give whatever came of it."""
        if url in self._kept:
            return self._kept.pop(url)
        if self.is_stopping:
            return Answer(url, url, 0, b"", "stopping")
        is_robots = url.endswith("/robots.txt")  # which is never forbidden by itself
        meta = {"dont_obey_robotstxt": is_robots}
        request = Request(url, headers=dict(headers or {}), meta=meta, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(request)
        except HaltError as error:
            self.stop(error.reason)
        except Exception as error:  # noqa: BLE001 - whatever it was, the route must hear of it
            return self._no_page(url, error)
        if response.status not in {200, 304}:
            return self._no_page(url, HttpError(response))
        self.answered()
        problem = "not-modified" if response.status == 304 else None
        record = recorded(response)
        return Answer(
            url,
            response.url,
            response.status,
            response.body,
            problem,
            headers=_headers(response),
            record=record.place if record else None,
        )

    def _no_page(self, url: str, error: Exception) -> Answer:
        problem = problem_of(error)
        if problem.answered:
            self.answered(well=problem.state is not PageState.FAILED)
        return Answer(url, url, problem.status or 0, b"", problem.reason, problem.message)

    def keep(self, answer: Answer) -> None:
        """Hold an answer for a route that begins with the same address."""
        self._kept[answer.asked] = answer

    # --- Articles that must be waited for

    def continue_post(self, visit: Visit, next_page: str) -> Iterator[Output]:
        """Leave the next page of a post to the REST API, where that is open."""
        if not self.later_pages.takes(visit, next_page):
            yield from super().continue_post(visit, next_page)

    async def finish(self, at_least: int = 1) -> AsyncIterator[Output]:
        """Wait for all articles asked for, so that memory stays flat; complete posts in pages."""
        await self._articles_done()
        while len(self.later_pages) >= at_least and not self.is_stopping:
            batch = self.later_pages.batch()
            answer = await self.fetch(self.later_pages.url(batch))
            parts = (answer.record,) if answer.record else ()
            for held, article in self.later_pages.read(batch, answer):
                outputs = (
                    self.whole(held.visit._replace(pages=(article,), parts=parts))
                    if article
                    else super().continue_post(*held)
                )
                for output in outputs:
                    yield output
            await self._articles_done()

    async def wait_for_the_last(self) -> None:
        """Wait for what was yielded last: Scrapy would see it unsaved, and look again in 5 seconds."""
        await asyncio.sleep(0.1)

    async def _articles_done(self) -> None:
        while not self.is_stopping and self._is_busy():  # noqa: ASYNC110 - there is no event
            await asyncio.sleep(_LOOK_EVERY)

    def _is_busy(self) -> bool:
        engine = self.crawler.engine
        scheduler, scraping = engine.scheduler, engine.scraper.slot
        is_waiting = scheduler is not None and scheduler.has_pending_requests()
        is_reading = scraping is not None and not scraping.is_idle()
        return is_waiting or bool(engine.downloader.active) or is_reading


def _headers(response: Response) -> dict[str, str]:
    pairs = response.headers.items()
    return {
        name.decode("latin-1").lower(): b",".join(values).decode("latin-1")
        for name, values in pairs
    }
