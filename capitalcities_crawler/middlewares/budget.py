"""Ask for no more than a run may cost."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self, cast

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from capitalcities_crawler.budget import Budget, read_budget
from capitalcities_crawler.extensions.stopping import stop_run
from capitalcities_crawler.middlewares.halt import HaltError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

    from capitalcities_crawler.spiders.site import SiteSpider

logger = logging.getLogger(__name__)

_LOOK_EVERY = 1.0  # seconds


class SpentError(HaltError):
    """Raised for the request that would exceed the budget."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, f"the budget of this run is spent: {reason}")


class BudgetMiddleware:
    """Let through what the budget allows: nearest to the downloader, so that all requests count.

    The spiders leave what is refused as it is in the ledger, and end.
    """

    def __init__(
        self,
        crawler: Crawler,
        budget: Budget,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._crawler = crawler
        self._budget = budget
        self._now = now
        self._asked = 0
        self._start = now()
        self._clock = create_looping_call(self.look)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware from the settings.

        Raises:
            NotConfigured: there is no limit.
        """
        spider = cast("SiteSpider", crawler.spider)
        budget = read_budget(crawler.settings, spider.arguments.site.zone)
        if budget == Budget():
            raise NotConfigured
        middleware = cls(crawler, budget)
        crawler.signals.connect(middleware.spider_opened, signals.spider_opened)
        crawler.signals.connect(middleware.spider_closed, signals.spider_closed)
        return middleware

    def process_request(self, request: Request) -> None:
        """Count a request, or stop it.

        Raises:
            SpentError: it would be one too many.
        """
        reason = self._why_spent(self._longest_wait(request))
        if reason:
            raise SpentError(reason)
        self._asked += 1

    def spider_opened(self) -> None:
        """Watch the clock: a wait that the site asks for may take minutes."""
        self._clock.start(_LOOK_EVERY, now=False)

    def spider_closed(self, reason: str) -> None:
        """Say which limit ended the run."""
        if self._clock.running:
            self._clock.stop()
        if reason in _WORDS:
            logger.info(_WORDS[reason].format(self._budget))

    def look(self) -> None:
        """End the run when its time is over."""
        reason = self._why_spent(0.0)
        if reason and reason != "budget-requests":  # the last of them is still on its way
            stop_run(self._crawler, reason)

    def _why_spent(self, wait: float) -> str | None:
        """Say why nothing may be asked in so many seconds."""
        then = self._now() + timedelta(seconds=wait)
        return self._budget.why_spent(self._asked, then - self._start, then)

    def _longest_wait(self, request: Request) -> float:
        """Give the seconds that the downloader will hold a request back at most, to be polite."""
        downloader = self._crawler.engine.downloader
        slot = downloader.slots.get(downloader.get_slot_key(request))
        return slot.delay * (1 + slot.jitter) * (1 + len(slot.queue)) if slot else 0.0


_WORDS = {
    "budget-requests": "Ended after {0.requests} requests (HARVEST_MAX_REQUESTS)",
    "budget-minutes": "Ended after {0.minutes:g} minutes (HARVEST_MAX_MINUTES)",
    "quiet-hours": "Nothing is asked in the quiet hours {0.quiet} (HARVEST_QUIET_HOURS)",
}
"""What is said at the end, by its reason."""
