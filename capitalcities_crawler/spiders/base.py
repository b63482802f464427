"""What becomes of an article that was asked for: read, continued on its next page, or not got.

Each address ends as an article or as an ``Outcome`` that says why not; none is dropped silently.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Response

from capitalcities_crawler.events import FetchedArticle, PageState
from capitalcities_crawler.items import Article
from capitalcities_crawler.middlewares.halt import HaltError
from capitalcities_crawler.pages import PageError, join_pages
from capitalcities_crawler.spiders.asking import AskingSpider, Output
from capitalcities_crawler.spiders.outcomes import Problem, led_away, problem_of, stranger
from capitalcities_crawler.spiders.reading import fetch_of, moment_of, read_response, recorded
from capitalcities_crawler.spiders.site import now
from capitalcities_crawler.spiders.visit import Visit
from capitalcities_crawler.spiders.window import local_day
from capitalcities_crawler.urls import article_page, canonical_url, same_site

if TYPE_CHECKING:
    from twisted.python.failure import Failure

_SECOND_LOOKS_LAST = 5
"""Priority of a second look: after all articles, so that some time has passed."""

_END_OF_POST = frozenset({PageState.GONE, PageState.NOT_ARTICLE})
"""Of a later page of a post: there is none, whatever the page before it promised."""


class ArticleSpider(AskingSpider):
    """Ask for articles and say what became of each."""

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self._fetched = 0

    def parse_article(self, response: Response, visit: Visit) -> Iterator[Output]:
        """Read one page of an article; ask for its next page, or give the whole."""
        if self._is_full:
            return
        if not visit.pages:
            fetch = fetch_of(response, visit.address, visit.announced_at)
            visit = visit._replace(fetch=fetch, arrived=response.url)
            self.arrived(response, visit.address)
        try:
            reading = read_response(response, self.arguments.site)
        except PageError as error:
            yield from self._not_got(error, response, visit)
            return
        self.answered()
        yield from self.observe(reading.article.site_facts.counts, moment_of(response))
        visit = visit._replace(pages=(*visit.pages, reading.article))
        if len(visit.pages) > 1 and (record := recorded(response)):
            visit = visit._replace(parts=(*visit.parts, record.place))
        if reading.next_page and reading.article.page_number == len(visit.pages):
            yield from self.continue_post(visit, reading.next_page)
        else:
            yield from self.whole(visit)

    def arrived(self, response: Response, address: str) -> None:
        """Take note of a page that should be an article's; for spiders that follow its links."""

    def continue_post(self, visit: Visit, next_page: str) -> Iterator[Output]:
        """Ask for the next page of a post in pages."""
        yield self.request(next_page, visit)

    def article_failed(self, failure: Failure) -> Iterator[Output]:
        """Say why a page was not got after all retries."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        error = failure.value or RuntimeError("no answer")
        if isinstance(error, HaltError):  # the address stays as it is in the ledger
            self.stop(error.reason)
        response = getattr(error, "response", None)
        yield from self._not_got(error, response, **request.cb_kwargs)

    def _not_got(
        self, error: BaseException, response: Response | None, visit: Visit
    ) -> Iterator[Output]:
        problem = problem_of(error)
        if visit.pages and response is not None and problem.state in _END_OF_POST:
            yield from self.whole(visit)
            return
        if visit.is_stored and response is not None:
            problem = led_away(problem, visit.address, response.url)
        at = moment_of(response)
        if problem.state is PageState.GONE:
            yield from self._vanished(visit, problem, at)
        else:
            yield self.outcome(visit, problem, getattr(error, "published_on", None), at=at)
        if problem.answered:
            self.answered(well=problem.state is not PageState.FAILED)
        if problem.state is PageState.FAILED:
            self.failed(visit.address, problem.reason)

    def _vanished(self, visit: Visit, problem: Problem, at: datetime) -> Iterator[Output]:
        """Look again where a stored article was; two looks that agree are evidence."""
        looks = (*visit.looks, f"{at:%Y-%m-%d %H:%M:%S} UTC: {problem.message}")
        if visit.is_stored and len(looks) == 1:
            again = visit._replace(looks=looks, fetch=None, pages=(), parts=())
            yield self.request(visit.address, again, priority=_SECOND_LOOKS_LAST)
        else:
            yield self.outcome(visit._replace(looks=looks), problem, at=at)

    def whole(self, visit: Visit) -> Iterator[Output]:
        """Give the article that all its pages make, if it is the one asked for."""
        article = join_pages(visit.pages) if len(visit.pages) > 1 else visit.pages[0]
        article = replace(article, url=self._identity(article, visit.arrived))
        day = local_day(article.published, self.arguments.site.zone)
        if not self.arguments.window.holds(day):
            self.count("outside-window")
            yield self.discovery(visit.address, "given", day)
            return
        problem = stranger(visit.address, visit.post_id, article)
        if problem:
            yield from self._vanished(
                visit, problem, visit.fetch.fetched_at if visit.fetch else now()
            )
            if visit.is_stored and not visit.looks:
                return  # the second look will bring that other article, too
        yield from self._stored(article, visit, article.url if problem else visit.address)

    def _stored(self, article: Article, visit: Visit, address: str) -> Iterator[Output]:
        if visit.fetch is None:
            msg = "an article needs the response that it is from"
            raise ValueError(msg)
        self.count("fetched")
        self._fetched += 1
        self.met(article)
        fetch = replace(visit.fetch, url=address, parts=visit.parts)
        yield FetchedArticle(article=article, fetch=fetch)
        if self._is_full:
            self.stop("limit")

    def met(self, article: Article) -> None:
        """Take note of an article that was read; for spiders that keep account of them."""

    def _identity(self, article: Article, arrived: str) -> str:
        """Give the address that the page claims, unless it is on another site (a syndicated text)."""
        base = self.base_of(arrived)
        claimed = article.url if same_site(article.url, base) else article_page(arrived, 1)
        return canonical_url(claimed, base)

    @property
    def _is_full(self) -> bool:
        """Whether the limit is reached: what is still on its way stays pending in the ledger."""
        return self.arguments.limit is not None and self._fetched >= self.arguments.limit
