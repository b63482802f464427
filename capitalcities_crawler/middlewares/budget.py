"""What a run may cost: so many requests, so many minutes, and none in quiet hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, Self
from zoneinfo import ZoneInfo

from scrapy.exceptions import IgnoreRequest

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from capitalcities_crawler.spiders.site import SiteSpider


class SpentError(IgnoreRequest):
    """Raised for the request that would exceed the budget; ``reason`` is a short hyphenated word."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the budget of this run is spent: {reason}")
        self.reason = reason


class SettingError(ValueError):
    """Raised when a setting makes no sense; its text is one line for the person who wrote it."""


class Budget(NamedTuple):
    """The limits of a run; 0 and ``None`` set none."""

    requests: int = 0
    minutes: float = 0.0
    quiet: tuple[time, time] | None = None
    """From, until; over midnight when the first is later."""
    zone: ZoneInfo | None = None
    """Of the quiet hours, if not the site's own."""

    def why_spent(self, asked: int, seconds: float, local: time) -> str | None:
        """Say which limit the next request would exceed."""
        if self.requests and asked >= self.requests:
            return "budget-requests"
        if self.minutes and seconds >= self.minutes * 60:
            return "budget-minutes"
        return "quiet-hours" if self.quiet and _is_within(local, *self.quiet) else None


class BudgetMiddleware:
    """Let through what the budget allows: nearest to the downloader, so that all requests count."""

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
        self._start = monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware from the settings."""
        return cls(crawler, read_budget(crawler.settings))

    def process_request(self, request: Request) -> None:  # noqa: ARG002 - Scrapy's signature
        """Count a request, or stop it.

        Raises:
            SpentError: it would be one too many.
        """
        spider: SiteSpider = self._crawler.spider  # type: ignore[assignment]
        zone = self._budget.zone or spider.arguments.site.zone
        local = self._now().astimezone(zone).time()
        reason = self._budget.why_spent(self._asked, monotonic() - self._start, local)
        if reason:
            raise SpentError(reason)
        self._asked += 1


def read_budget(settings: BaseSettings) -> Budget:
    """Read the settings ``HARVEST_MAX_...`` and ``HARVEST_QUIET_...``.

    Raises:
        SettingError: one of them makes no sense.
    """
    return Budget(
        requests=int(_number(settings, "HARVEST_MAX_REQUESTS")),
        minutes=_number(settings, "HARVEST_MAX_MINUTES"),
        quiet=_hours(str(settings["HARVEST_QUIET_HOURS"] or "")),
        zone=_zone(str(settings["HARVEST_QUIET_ZONE"] or "")),
    )


def _number(settings: BaseSettings, name: str) -> float:
    try:
        number = float(settings[name] or 0)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise SettingError(f"{name}={settings[name]!r} is no number of 0 or more")
    return number


def _hours(text: str) -> tuple[time, time] | None:
    if not text:
        return None
    try:
        start, end = (time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError:
        msg = f"HARVEST_QUIET_HOURS={text!r} is no span of hours: write 07:00-22:30"
        raise SettingError(msg) from None
    return start, end


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        msg = f"HARVEST_QUIET_ZONE={name!r} is no time zone: write Europe/Berlin"
        raise SettingError(msg) from None


def _is_within(moment: time, start: time, end: time) -> bool:
    if start <= end:
        return start <= moment < end
    return moment >= start or moment < end
