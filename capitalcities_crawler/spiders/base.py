"""What the spiders share: how an article is asked for, and what becomes of its address.

Each address ends as an article or as an ``Outcome`` that says why not; none is dropped silently.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Response

from capitalcities_crawler.events import Discovery, Event, FetchedArticle, Outcome, PageState
from capitalcities_crawler.items import Article
from capitalcities_crawler.pages import PageError, join_pages
from capitalcities_crawler.spiders.outcomes import Problem, problem_of
from capitalcities_crawler.spiders.reading import fetch_of, is_slug_guess, read_response
from capitalcities_crawler.spiders.site import SiteSpider, now
from capitalcities_crawler.spiders.window import local_day
from capitalcities_crawler.urls import article_page, canonical_url, same_site

if TYPE_CHECKING:
    from twisted.python.failure import Failure

Output = Event | Request

ARTICLES_FIRST = 10
"""Priority of articles over listings: what is found is fetched before more is looked for."""

_UNSETTLED = frozenset({None, PageState.PENDING, PageState.FAILED})
"""States of the ledger (``None``: unknown to it) in which an address is still to be fetched."""

_END_OF_POST = frozenset({PageState.GONE, PageState.NOT_ARTICLE})
"""Of a later page of a post: there is none, whatever the page before it promised."""


class ArticleSpider(SiteSpider):
    """Ask for articles and say what became of each."""

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self._asked: set[str] = set()
        self._fetched = 0

    # --- Asking

    def ask_unsettled(
        self, urls: Iterable[str], via: str, outside: Container[str] = ()
    ) -> Iterator[Output]:
        """Enter new addresses into the ledger; ask for those that are not settled there.

        Those ``outside`` the window of this run are entered, for another one, and not asked for.
        """
        new = [url for url in dict.fromkeys(urls) if url not in self._asked]
        states = self.archive.page_states(self.arguments.site.key, new)
        for url in new:
            self.noticed(url, states.get(url))
            if url not in states:
                yield self.discovery(url, via, self.day_in(url))
            if states.get(url) in _UNSETTLED and url not in outside:
                yield from self.ask(url)

    def noticed(self, url: str, state: PageState | None) -> None:
        """Take note of an address on a route; for spiders that keep account of them."""

    def ask(self, url: str) -> Iterator[Request]:
        """Ask for an article, once a run."""
        if url not in self._asked:
            self._asked.add(url)
            self.count("found")
            yield self._request(url, address=url, earlier=())

    def _request(self, url: str, *, address: str, earlier: tuple[Article, ...]) -> Request:
        return Request(
            url,
            callback=self.parse_article,
            errback=self.article_failed,
            cb_kwargs={"address": address, "earlier": earlier},
            priority=ARTICLES_FIRST,
            dont_filter=True,  # a redirect to an address asked before must still be answered for
        )

    # --- Reading

    def parse_article(
        self, response: Response, address: str, earlier: tuple[Article, ...]
    ) -> Iterator[Output]:
        """Read one page of an article; ask for its next page, or give the whole."""
        if self._is_full:
            return
        try:
            reading = read_response(response, self.arguments.site)
        except PageError as error:
            yield from self._not_got(error, response, address, earlier)
            return
        self.answered()
        yield from self.observe(reading.article.site_facts.counts)
        parts = (*earlier, reading.article)
        if reading.next_page and reading.article.page_number == len(parts):
            yield self._request(reading.next_page, address=address, earlier=parts)
        else:
            yield from self._whole(parts, response, address)

    def article_failed(self, failure: Failure) -> Iterator[Output]:
        """Say why a page was not got after all retries."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        error = failure.value or RuntimeError("no answer")
        response = getattr(error, "response", None)
        yield from self._not_got(error, response, **request.cb_kwargs)

    def _not_got(
        self,
        error: BaseException,
        response: Response | None,
        address: str,
        earlier: tuple[Article, ...],
    ) -> Iterator[Output]:
        problem = problem_of(error)
        if earlier and response is not None and problem.state in _END_OF_POST:
            yield from self._whole(earlier, response, address)
            return
        yield self._outcome(address, problem, getattr(error, "published_on", None))
        if problem.answered:
            self.answered(well=problem.state is not PageState.FAILED)
        if problem.state is PageState.FAILED:
            self.failed(address, problem.reason)

    def _whole(
        self, parts: tuple[Article, ...], response: Response, address: str
    ) -> Iterator[Output]:
        article = join_pages(parts) if len(parts) > 1 else parts[0]
        article = replace(article, url=self._identity(article, response))
        day = local_day(article.published, self.arguments.site.zone)
        if not self.arguments.window.holds(day):
            self.count("outside-window")
            yield self.discovery(address, "given", day)
            return
        if is_slug_guess(address, article.url):
            problem = Problem(PageState.GONE, "slug-guess", f"redirects to {article.url}", 301)
            yield self._outcome(address, problem)
            address = article.url
        self.count("fetched")
        self._fetched += 1
        yield FetchedArticle(article=article, fetch=fetch_of(response, address))
        if self._is_full:
            self.stop("limit")

    def _identity(self, article: Article, response: Response) -> str:
        """Give the address that the page claims, unless it is on another site (a syndicated text)."""
        base = self.base_of(response.url)
        claimed = article.url if same_site(article.url, base) else article_page(response.url, 1)
        return canonical_url(claimed, base)

    @property
    def _is_full(self) -> bool:
        """Whether the limit is reached: what is still on its way stays pending in the ledger."""
        return self.arguments.limit is not None and self._fetched >= self.arguments.limit

    # --- Telling

    def discovery(self, url: str, via: str, day: date | None) -> Discovery:
        """Say that an address was found."""
        return Discovery(url=url, via=via, seen_at=now(), published_on=day)

    def _outcome(self, address: str, problem: Problem, day: date | None = None) -> Outcome:
        self.count(f"{problem.state}/{problem.reason}")
        return Outcome(
            url=address,
            state=problem.state,
            reason=problem.reason,
            at=now(),
            status=problem.status,
            error=problem.message,
            published_on=day or self.day_in(address),
        )
