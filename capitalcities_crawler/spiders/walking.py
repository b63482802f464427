"""Walking a site along a route: listing pages are fetched one by one, articles always first."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator

from scrapy import Request, signals
from scrapy.spidermiddlewares.httperror import HttpError

from capitalcities_crawler.discovery import Answer, Route, Step
from capitalcities_crawler.events import PageState
from capitalcities_crawler.spiders.base import ArticleSpider, Output
from capitalcities_crawler.spiders.outcomes import problem_of
from capitalcities_crawler.urls import article_page, canonical_url


class WalkingSpider(ArticleSpider):
    """A spider that looks for addresses along routes."""

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self._kept: dict[str, Answer] = {}

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
            step = route.read(await self.fetch(url))
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
            await self._articles_done()

    def _found(self, step: Step, route: Route) -> Iterator[Output]:
        base, window = self.arguments.base_url, self.arguments.window
        inside: dict[str, bool] = {}
        for found in step.articles:
            url = canonical_url(article_page(found.url, 1), base)
            inside[url] = window.holds_article(found, base)
        outside = {url for url, is_inside in inside.items() if not is_inside}
        yield from self.observe(step.counts)
        yield from self.ask_unsettled(inside, route.name, outside)

    def _worth_following(self, step: Step) -> Iterator[str]:
        """Leave out listings before or after the window; they are ordered newest first."""
        base, window = self.arguments.base_url, self.arguments.window
        if step.articles and all(window.is_past(found, base) for found in step.articles):
            return
        yield from (url for url in step.follow if window.holds_listing(url, base))

    async def fetch(self, url: str) -> Answer:
        """Ask for a page that is no article, and give whatever came of it."""
        if url in self._kept:
            return self._kept.pop(url)
        is_robots = url.endswith("/robots.txt")  # which is never forbidden by itself
        request = Request(url, meta={"dont_obey_robotstxt": is_robots}, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever it was, the route must hear of it
            return self._no_page(url, error)
        if response.status != 200:
            return self._no_page(url, HttpError(response))
        self.answered()
        return Answer(url, response.url, response.status, response.body)

    def _no_page(self, url: str, error: Exception) -> Answer:
        problem = problem_of(error)
        if problem.answered:
            self.answered(well=problem.state is not PageState.FAILED)
        return Answer(url, url, problem.status or 0, b"", problem.reason, problem.message)

    def keep(self, answer: Answer) -> None:
        """Hold an answer for a route that begins with the same address."""
        self._kept[answer.asked] = answer

    async def _articles_done(self) -> None:
        """Wait until nothing but the article on its way is left, so that memory stays flat."""
        scheduler = self.crawler.engine.scheduler
        if scheduler is not None and scheduler.has_pending_requests():
            await self.crawler.signals.wait_for(signals.scheduler_empty)
