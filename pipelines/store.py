"""Save events in batches: the only writer of articles."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Self

from scrapy.utils.asyncio import create_looping_call

from capitalcities_crawler.archive import Archive, ArchiveError, UnstorableError
from capitalcities_crawler.events import Event, FetchedArticle, Outcome, PageState
from capitalcities_crawler.signals import SAVE_NOW

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.utils.asyncio import AsyncioLoopingCall
    from twisted.internet.task import LoopingCall

logger = logging.getLogger(__name__)


class StorePipeline:
    """Gather events and save them together, one transaction a batch.

    A batch is due after ``ARCHIVE_BATCH`` events or ``ARCHIVE_FLUSH_SECONDS``, whichever is first,
    so that a slow, polite crawl loses next to nothing when it is killed. When the database fails,
    the crawl stops; what was not saved stays pending in the ledger and is fetched by the next run.
    """

    def __init__(self, crawler: Crawler, archive: Archive, *, batch: int, seconds: float) -> None:
        self._crawler = crawler
        self._archive = archive
        self._batch = batch
        self._seconds = seconds
        self._clock: LoopingCall | AsyncioLoopingCall | None = None
        self._events: list[Event] = []
        self._failed = False
        self._stop: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the step from the settings; the archive must be usable."""
        settings = crawler.settings
        store = cls(
            crawler,
            Archive(settings["ARCHIVE_URL"], write=True),
            batch=settings.getint("ARCHIVE_BATCH", 50),
            seconds=settings.getfloat("ARCHIVE_FLUSH_SECONDS", 5.0),
        )
        crawler.signals.connect(store.flush, SAVE_NOW)
        return store

    def open_spider(self) -> None:
        """Start the clock of the batches."""
        self._clock = create_looping_call(self.flush)
        self._clock.start(self._seconds, now=False)

    def close_spider(self) -> None:
        """Save what is left."""
        if self._clock is not None and self._clock.running:
            self._clock.stop()
        self.flush()
        if self._events:
            logger.error("%d events could not be saved", len(self._events))
        self._archive.close()

    def process_item(self, item: Event) -> Event:
        """Take an event into the batch."""
        self._events.append(item)
        if len(self._events) >= self._batch and not self._failed:
            self.flush()
        return item

    def flush(self) -> None:
        """Save the batch now."""
        if not self._events:
            return
        try:
            self._save_all()
        except ArchiveError as error:
            self._give_up(error)
            return
        self._events = []

    def _save_all(self) -> None:
        try:
            self._save(self._events)
        except UnstorableError:
            self._save_singly()

    def _save(self, events: list[Event]) -> None:
        # The run is entered when the spider opens, after this pipeline.
        crawl_id = self._crawler.stats.get_value("archive/crawl_id")
        for name, number in self._archive.save(events, crawl_id=crawl_id).items():
            self._crawler.stats.inc_value(f"archive/{name.removeprefix('articles/')}", number)

    def _save_singly(self) -> None:
        """Save each event alone: one bad page shall not keep the others out."""
        for event in self._events:
            try:
                self._save([event])
            except UnstorableError as error:
                logger.error("not stored: %s", error)  # noqa: TRY400 - one line for people
                self._crawler.stats.inc_value("archive/unstorable")
                if isinstance(event, FetchedArticle):
                    self._save([unstorable(event, error)])

    def _give_up(self, error: ArchiveError) -> None:
        if self._failed:
            return
        self._failed = True
        logger.error("the crawl stops: %s", error)
        self._crawler.stats.inc_value("crawl/item-error")
        if self._clock is not None and self._clock.running:
            stop = self._crawler.engine.close_spider_async(reason="archive-failed")
            self._stop = asyncio.ensure_future(stop)  # kept: a task without a holder may vanish


def unstorable(fetched: FetchedArticle, error: ArchiveError) -> Outcome:
    """Say that an article was read and could not be stored."""
    return Outcome(
        url=fetched.fetch.url,
        state=PageState.FAILED,
        reason="unstorable",
        at=fetched.fetch.fetched_at,
        status=fetched.fetch.status,
        error=str(error),
    )
