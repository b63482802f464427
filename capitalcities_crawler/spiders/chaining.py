"""Walking the chain of posts: discovery and fetching are one."""

from __future__ import annotations

from collections.abc import AsyncIterator

from scrapy.http import HtmlResponse, Response

from capitalcities_crawler.discovery import Chain, Found
from capitalcities_crawler.items import Article
from capitalcities_crawler.pages.neighbours import Neighbours, read_neighbours
from capitalcities_crawler.spiders.asking import Output
from capitalcities_crawler.spiders.later_pages import MOST
from capitalcities_crawler.spiders.surveying import SurveyingSpider


class ChainingSpider(SurveyingSpider):
    """A spider that can go from article to article."""

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self._chain: Chain | None = None

    async def walk_chain(self) -> AsyncIterator[Output]:
        """Follow the chain from the articles on the home page, in both directions."""
        self.logger.info("Looking for articles by the route 'chain'")
        self._chain = Chain(self.arguments.base_url, self.front)
        while (url := self._chain.following()) and not self.is_stopping:
            for output in self.ask_due([Found(url)], "chain", self._outside(url)):
                yield output
            if not self.was_asked(url):
                self._pass_by(self._chain, url)
            async for output in self.finish(at_least=MOST):
                yield output
        if not self._chain.has_led and not self.is_stopping:
            self.no_open_route()
        if self._chain.breaks:
            self.logger.info("The chain is broken behind %d addresses", len(self._chain.breaks))
        self.crawler.stats.set_value("crawl/via", "chain")

    def _outside(self, url: str) -> tuple[str, ...]:
        """Leave out what lies before the window; what lies after it leads there."""
        is_past = self.arguments.window.is_past(Found(url), self.arguments.base_url)
        return (url,) if is_past else ()

    def _pass_by(self, chain: Chain, url: str) -> None:
        """Go on behind an article that is not asked for, by what is stored of it."""
        own = (self.arguments.site.key, self.arguments.base_url)
        chain.read(url, Neighbours(*self.archive.neighbours(*own, url)))

    def arrived(self, response: Response, address: str) -> None:
        """Go on behind the page of a post, whatever became of it."""
        if self._chain is not None and isinstance(response, HtmlResponse):
            neighbours = read_neighbours(response.text, response.url, self.arguments.site)
            self._chain.read(address, neighbours, lives_at=response.url)

    def met(self, article: Article) -> None:
        """Keep the related articles, to go on from where the chain is broken."""
        if self._chain is not None:
            self._chain.offer(teaser.url for teaser in article.related)
