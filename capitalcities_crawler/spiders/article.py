"""``scrapy crawl article``: just these."""

from __future__ import annotations

from collections.abc import AsyncIterator

from capitalcities_crawler.spiders.asking import Output
from capitalcities_crawler.spiders.base import ArticleSpider
from capitalcities_crawler.spiders.visit import visit_to


class GivenArticlesSpider(ArticleSpider):
    """Fetch the articles whose addresses were given, whatever the ledger says of them."""

    name = "article"
    own_arguments = ("urls", "file")

    async def start(self) -> AsyncIterator[Output]:
        """Ask for each address in turn."""
        known = self.known(self.arguments.addresses)
        for url in self.arguments.addresses:
            if self.arguments.window.holds(self.day_in(url)):
                yield self.discovery(url, "given", self.day_in(url))
                for request in self.ask(visit_to(url, known.get(url))):
                    yield request
