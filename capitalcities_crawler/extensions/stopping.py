"""How what stands beside a run ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from scrapy.utils.defer import deferred_from_coro

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from capitalcities_crawler.spiders.site import SiteSpider


def stop_run(crawler: Crawler, reason: str) -> None:
    """Ask for nothing more, let what is on its way arrive and be stored, and end."""
    spider = cast("SiteSpider", crawler.spider)
    if not spider.is_stopping:
        spider.is_stopping = True
        deferred_from_coro(crawler.engine.close_spider_async(reason=reason))
