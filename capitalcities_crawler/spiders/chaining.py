"""Walking the chain of posts: discovery and fetching are one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator

from scrapy.http import HtmlResponse, Response

from capitalcities_crawler.discovery import Found
from capitalcities_crawler.discovery.chain import Chain
from capitalcities_crawler.pages.neighbours import read_neighbours
from capitalcities_crawler.spiders.asking import Output
from capitalcities_crawler.spiders.later_pages import MOST
from capitalcities_crawler.spiders.surveying import SurveyingSpider
from capitalcities_crawler.urls import Kind, article_page, canonical_url, parse_address, same_site


class ChainingSpider(SurveyingSpider):
    """A spider that can go from article to article."""

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self._chain: Chain | None = None

    async def walk_chain(self) -> AsyncIterator[Output]:
        """Follow the chain from the articles on the home page, in both directions."""
        self.logger.info("Looking for articles by the route 'chain'")
        self._chain = Chain(self._articles(self.front))
        while (url := self._chain.take()) and not self.is_stopping:
            for output in self.ask_due([Found(url)], "chain", self._outside(url)):
                yield output
            if not self.was_asked(url):
                self._pass_by(url)
            async for output in self.finish(at_least=MOST):
                yield output
        if not self.front:
            self.no_open_route()
        self.crawler.stats.set_value("crawl/via", "chain")

    def _outside(self, url: str) -> tuple[str, ...]:
        return () if self.arguments.window.holds(self.day_in(url)) else (url,)

    def _pass_by(self, url: str) -> None:
        """Go on behind an article that is not asked for, by what is stored of it."""
        own = (self.arguments.site.key, self.arguments.base_url)
        if self._chain is not None:
            self._chain.learn(url for url in self.archive.neighbours(*own, url) if url)

    def arrived(self, response: Response) -> None:
        """Go on behind the page of a post, whatever became of it."""
        if self._chain is None or not isinstance(response, HtmlResponse):
            return
        found = read_neighbours(response.text, response.url, self.arguments.site)
        neighbours = (link.url for link in (found.previous, found.next) if link)
        self._chain.learn(self._articles(neighbours), self._articles(found.related))

    def _articles(self, urls: Iterable[str]) -> Iterator[str]:
        base = self.arguments.base_url
        for url in urls:
            if same_site(url, base) and parse_address(url, base).kind is Kind.ARTICLE:
                yield canonical_url(article_page(url, 1), base)
