"""Keep the lock of a run alive while it runs."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.utils.asyncio import create_looping_call

from capitalcities_crawler.archive import Archive, ArchiveError
from capitalcities_crawler.archive.lock import Lock, beat
from capitalcities_crawler.extensions.stopping import stop_run

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

EVERY = 30.0
"""Seconds between two signs of life."""


class Heartbeat:
    """Beats for a lock that is held already; stops the run when another one has taken it."""

    def __init__(self, crawler: Crawler, archive: Archive, lock: Lock) -> None:
        self._crawler = crawler
        self._archive = archive
        self._lock = lock
        self._clock = create_looping_call(self.beat)

    def listen(self) -> None:
        """Beat from the beginning of the run to its end."""
        connect = self._crawler.signals.connect
        # Not weak: nobody else holds this object.
        connect(self.spider_opened, signals.spider_opened, weak=False)
        connect(self.spider_closed, signals.spider_closed, weak=False)

    def spider_opened(self) -> None:
        """Begin to beat."""
        self._clock.start(EVERY, now=False)

    def spider_closed(self) -> None:
        """Beat no more."""
        if self._clock.running:
            self._clock.stop()

    def beat(self) -> None:
        """Give a sign of life."""
        try:
            is_held = beat(self._archive, self._lock, datetime.now(UTC))
        except ArchiveError as error:
            logger.warning("No sign of life could be given: %s", error)
            return
        if not is_held:
            logger.error(
                "Stopping: another run took over this site while this one gave no sign of life"
            )
            stop_run(self._crawler, "lock-lost")
