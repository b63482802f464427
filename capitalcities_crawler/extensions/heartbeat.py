"""Keep the lock of a run alive while it runs, and let it go at the end."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.utils.asyncio import create_looping_call

from capitalcities_crawler.archive import Archive, ArchiveError
from capitalcities_crawler.archive.lock import Lock, beat, release

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.utils.asyncio import AsyncioLoopingCall
    from twisted.internet.task import LoopingCall

logger = logging.getLogger(__name__)

EVERY = 30.0
"""Seconds between two signs of life."""


class Heartbeat:
    """Beats for a lock that is held already; stops the run when another one has taken it."""

    def __init__(self, crawler: Crawler, lock: Lock, archive: Archive) -> None:
        self._crawler = crawler
        self._lock = lock
        self._archive = archive
        self._clock: LoopingCall | AsyncioLoopingCall | None = None
        self._stop: asyncio.Future[None] | None = None
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    def spider_opened(self) -> None:
        """Begin to beat."""
        self._clock = create_looping_call(self.beat)
        self._clock.start(EVERY, now=False)

    def spider_closed(self) -> None:
        """Let the lock go."""
        if self._clock is not None and self._clock.running:
            self._clock.stop()
        release(self._archive, self._lock)
        self._archive.close()

    def beat(self) -> None:
        """Give a sign of life."""
        try:
            if beat(self._archive, self._lock, datetime.now(UTC)):
                return
        except ArchiveError as error:
            logger.warning("No sign of life could be given: %s", error)
            return
        logger.error("Stopping: another harvest of this site has taken over while this one slept")
        if self._clock is not None:
            self._clock.stop()
        stop = self._crawler.engine.close_spider_async(reason="lock-lost")
        self._stop = asyncio.ensure_future(stop)  # kept: a task without a holder may vanish
