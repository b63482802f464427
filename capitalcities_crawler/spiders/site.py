"""The spider of one site: its arguments, its archive, and how well the run is going."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self

from scrapy import Spider, signals
from scrapy.exceptions import CloseSpider

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.events import Observation
from capitalcities_crawler.items import AdvertisedCount
from capitalcities_crawler.spiders.arguments import Arguments, read_arguments
from capitalcities_crawler.urls import date_in_url

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings


class SiteSpider(Spider):
    """A spider that knows its site.

    Args:
        **given: the spider arguments, ``-a name=value``.

    Raises:
        SpiderArgumentError: one of them is wrong.
    """

    own_arguments: ClassVar[tuple[str, ...]] = ()
    """Names of the arguments that a spider takes besides the common ones."""

    archive: Archive

    def __init__(self, **given: str) -> None:
        super().__init__()
        self.given = given
        self.arguments = self.read_arguments(given)
        self._observed: set[AdvertisedCount] = set()
        self._failures_in_a_row = 0
        self.is_stopping = False

    @classmethod
    def read_arguments(cls, given: dict[str, str]) -> Arguments:
        """Check the arguments without starting anything."""
        return read_arguments(given, cls.own_arguments, now())

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Open the archive, whose ledger says which addresses are settled."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.archive = Archive(crawler.settings["ARCHIVE_URL"], write=True)
        crawler.signals.connect(spider.archive.close, signals.spider_closed)
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Add the contact address to the user agent, unless the user set another one."""
        super().update_settings(settings)
        if settings["CONTACT"]:
            agent = f"{settings['USER_AGENT']} (+{settings['CONTACT']})"
            settings.set("USER_AGENT", agent, priority="spider")

    def base_of(self, url: str) -> str:
        """Give the root of the site that an address belongs to."""
        return self.arguments.base_of(url)

    def day_in(self, url: str) -> date | None:
        """Give the local day that an address names."""
        return date_in_url(url, self.base_of(url))

    def count(self, name: str) -> None:
        """Count something that the summary of the run tells."""
        self.crawler.stats.inc_value(f"crawl/{name}")

    def observe(
        self, counts: tuple[AdvertisedCount, ...], at: datetime | None = None
    ) -> Iterator[Observation]:
        """Pass on what the site says about itself (``at``: now), each statement once a run."""
        new = tuple(count for count in counts if count not in self._observed)
        if new:
            self._observed.update(new)
            yield Observation(counts=new, observed_at=at or now())

    def answered(self, *, well: bool = True) -> None:
        """Note that the site talks to us; ``well``: not about an error of its own."""
        self.count("answered")
        if well:
            self._failures_in_a_row = 0

    def failed(self, url: str, reason: str) -> None:
        """Note a page given up, and stop when there was nothing else for a while.

        Raises:
            CloseSpider: ``FAILURES_IN_A_ROW`` pages failed one after the other.
        """
        self.logger.warning("Gave up %s: %s", url, reason)
        self._failures_in_a_row += 1
        limit = self.settings.getint("FAILURES_IN_A_ROW")
        if self._failures_in_a_row >= limit:
            self.logger.error("Stopping: %d pages failed one after the other", limit)
            self.stop("failures-in-a-row")

    def stop(self, reason: str) -> NoReturn:
        """End the run.

        Raises:
            CloseSpider: always; Scrapy then lets what is on its way arrive.
        """
        self.is_stopping = True
        raise CloseSpider(reason)


def now() -> datetime:
    """Give the time, which enters the archive only from the spiders."""
    return datetime.now(UTC)
