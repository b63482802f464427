"""Wait as long as the site asks before trying again (``Retry-After`` on 429 and 503)."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self, cast

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from capitalcities_crawler.spiders.site import SiteSpider

logger = logging.getLogger(__name__)

STATUSES = frozenset({429, 503})
_STEP = 1.0  # seconds between two looks whether the run is being stopped


class RetryAfter:
    """Hold an answer back until the time that it names.

    With one request at a time (``CONCURRENT_REQUESTS``) that stops the whole crawl, as it should.

    Args:
        crawler: gives the state of the run.
        longest: seconds to wait at most (``RETRY_AFTER_MAX``).
    """

    def __init__(self, crawler: Crawler, longest: float) -> None:
        self._crawler = crawler
        self._longest = longest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware."""
        return cls(crawler, crawler.settings.getfloat("RETRY_AFTER_MAX"))

    async def process_response(self, request: Request, response: Response) -> Response:
        """Wait, then pass the answer on."""
        header = response.headers.get("Retry-After")
        if response.status in STATUSES and header:
            wait = min(seconds(header.decode("latin-1"), datetime.now(UTC)), self._longest)
            if wait:
                logger.info("%s asks to wait %.0f seconds", request.url, wait)
            await self._sleep(wait)
        return response

    async def _sleep(self, wait: float) -> None:
        while wait > 0 and self._is_running():  # Ctrl-C must not take minutes
            await asyncio.sleep(min(wait, _STEP))
            wait -= _STEP

    def _is_running(self) -> bool:
        spider = cast("SiteSpider", self._crawler.spider)
        return self._crawler.crawling and not spider.is_stopping


def seconds(value: str, now: datetime) -> float:
    """Give the seconds to wait that a ``Retry-After`` header asks for; 0 when it makes no sense.

    >>> seconds("120", datetime.now(UTC))
    120.0
    """
    if value.strip().isdecimal():
        return float(value)
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())
