"""Keep every exchange as WARC records, before anything has changed or judged it."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple, Self, cast

from scrapy import signals
from scrapy.exceptions import NotConfigured

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.extensions.stopping import stop_run
from capitalcities_crawler.middlewares.halt import HaltError
from capitalcities_crawler.middlewares.warc_settings import begin_files, read_settings
from capitalcities_crawler.warc.exchange import Exchange, Headers, Original, Place
from capitalcities_crawler.warc.records import payload_digest

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from capitalcities_crawler.spiders.site import SiteSpider
    from capitalcities_crawler.spiders.visit import Visit
    from capitalcities_crawler.warc.writing import WarcFiles

logger = logging.getLogger(__name__)

RECORDED = "recorded"
"""Key of a request's ``meta`` under which the record of its answer is found."""

_ASKED = "recording"


class Recorded(NamedTuple):
    """The record of an answer."""

    at: datetime
    place: Place
    digest: str
    """Of the payload as received."""


class Recording:
    """Nearest to the downloader, so that it sees redirects, retries, robots.txt and compressed bodies.

    One thread writes. The answer goes on when its records are with the operating system, so no row
    of the database ever names a record that is not there.
    """

    def __init__(self, crawler: Crawler, archive: Archive, files: WarcFiles) -> None:
        self._crawler = crawler
        self._archive = archive
        self._files = files
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="warc")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware; mend first what a killed run has left.

        Raises:
            NotConfigured: nothing is to be recorded (``WARC_ENABLED``).
        """
        settings = read_settings(crawler.settings)
        if settings is None:
            raise NotConfigured
        spider = cast("SiteSpider", crawler.spider)
        archive = Archive(crawler.settings["ARCHIVE_URL"])
        recording = cls(crawler, archive, begin_files(settings, spider.arguments.site.key))
        crawler.signals.connect(recording.spider_closed, signals.spider_closed)
        return recording

    def process_request(self, request: Request) -> None:
        """Mark what really goes out: a copy of robots.txt is answered before it comes here."""
        request.meta[_ASKED] = True
        request.meta.pop(RECORDED, None)  # of the request that this one repeats

    async def process_response(self, request: Request, response: Response) -> Response:
        """Record an exchange, and tell where.

        Raises:
            HaltError: it could not be recorded.
        """
        if not request.meta.pop(_ASKED, False):
            return response
        exchange = exchange_of(request, response, datetime.now(UTC))
        loop = asyncio.get_running_loop()
        try:
            recorded = await loop.run_in_executor(self._thread, self._record, exchange)
        except OSError as error:
            raise self._give_up(error) from error
        request.meta[RECORDED] = recorded
        return response

    def _record(self, exchange: Exchange) -> Recorded:
        place = self._files.write(exchange, self._original(exchange))
        return Recorded(exchange.at, place, payload_digest(exchange.body))

    def _original(self, exchange: Exchange) -> Original | None:
        if exchange.status not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
            return None
        last = self._archive.last_capture(exchange.url)
        return Original(*last) if last else None

    def _give_up(self, error: OSError) -> HaltError:
        message = f"The crawl stops: what the site answers cannot be recorded ({error})"
        if not cast("SiteSpider", self._crawler.spider).is_stopping:
            logger.error(message)
        self._crawler.stats.inc_value("crawl/item-error")
        stop_run(self._crawler, "warc-failed")
        return HaltError("warc-failed", message)

    def spider_closed(self) -> None:
        """Complete the file."""
        self._thread.shutdown()
        self._files.close()
        self._archive.close()


def exchange_of(request: Request, response: Response, at: datetime) -> Exchange:
    """Give an exchange as it is kept."""
    protocol = response.protocol or ""
    visit: Visit | None = request.cb_kwargs.get("visit")
    return Exchange(
        url=request.url,
        at=at,
        method=request.method,
        sent=_pairs(request),
        sent_body=request.body,
        protocol=protocol if protocol.startswith("HTTP/") else "HTTP/1.1",
        status=response.status,
        received=_pairs(response),
        body=response.body,
        ip=str(response.ip_address) if response.ip_address else None,
        looks=visit.looks if visit else (),
    )


def _pairs(message: Request | Response) -> Headers:
    return tuple((name, value) for name, values in message.headers.items() for value in values)
