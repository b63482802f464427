"""robots.txt, read as RFC 9309 says where Scrapy does otherwise."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.robotstxt import RobotParser

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_LONGEST_DELAY = 30.0  # seconds; some sites ask for hours to keep robots away


class StrictRobotsTxt(RobotsTxtMiddleware):
    """Scrapy's middleware, with ``Crawl-delay`` obeyed and an answer of 5xx read as "stay away".

    A robots.txt that cannot be fetched at all is no news: the page asked for fails the same way
    and says so in one line, so the traceback that Scrapy logs is left out.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        logging.getLogger(RobotsTxtMiddleware.__module__).setLevel(logging.CRITICAL)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            response = response.replace(body=b"User-agent: *\nDisallow: /")
        elif response.status >= 400:  # an error page is no rules
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)
        parser = self._parsers[netloc]
        if isinstance(parser, RobotParser):
            self._slow_down(parser, request)

    def _slow_down(self, parser: RobotParser, request: Request) -> None:
        delay = parser.crawl_delay(self._robotstxt_useragent or self._default_useragent)
        if not delay:
            return
        downloader = self.crawler.engine.downloader
        key = downloader.get_slot_key(request)
        wanted = min(delay, _LONGEST_DELAY)
        if wanted > self.crawler.settings.getfloat("DOWNLOAD_DELAY"):
            downloader.per_slot_settings.setdefault(key, {})["delay"] = wanted
            if key in downloader.slots:
                downloader.slots[key].delay = wanted
