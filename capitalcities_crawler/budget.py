"""What a run may cost: so many requests, so many minutes, and none in quiet hours."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


class SettingError(ValueError):
    """Raised when a setting makes no sense; its text is one line for the person who wrote it."""


class QuietHours(NamedTuple):
    """A span of each day; over midnight when it starts later than it ends."""

    start: time
    end: time
    """No longer part of it."""
    zone: ZoneInfo

    def hold(self, moment: datetime) -> bool:
        """Whether a moment lies within."""
        local = moment.astimezone(self.zone).time()
        if self.start < self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M} {self.zone.key}"


class Budget(NamedTuple):
    """The limits of a run; 0 and ``None`` set none."""

    requests: int = 0
    minutes: float = 0.0
    quiet: QuietHours | None = None

    def why_spent(self, asked: int, passed: timedelta, now: datetime) -> str | None:
        """Say which limit the next request would exceed.

        Args:
            asked: requests made so far.
            passed: time since the run began.
            now: the moment of that request.
        """
        if self.quiet and self.quiet.hold(now):
            return "quiet-hours"
        if self.minutes and passed >= timedelta(minutes=self.minutes):
            return "budget-minutes"
        return "budget-requests" if self.requests and asked >= self.requests else None


def read_budget(settings: BaseSettings, site_zone: ZoneInfo) -> Budget:
    """Read the settings ``HARVEST_MAX_...`` and ``HARVEST_QUIET_...``.

    Raises:
        SettingError: one of them makes no sense.
    """
    requests = _number(settings, "HARVEST_MAX_REQUESTS")
    if requests % 1:
        raise SettingError(f"HARVEST_MAX_REQUESTS={requests:g} is no whole number")
    zone = _zone(str(settings["HARVEST_QUIET_ZONE"] or "")) or site_zone
    return Budget(
        requests=int(requests),
        minutes=_number(settings, "HARVEST_MAX_MINUTES"),
        quiet=_hours(str(settings["HARVEST_QUIET_HOURS"] or ""), zone),
    )


def _number(settings: BaseSettings, name: str) -> float:
    try:
        number = float(settings[name] or 0)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e9:  # nor nan
        raise SettingError(f"{name}={settings[name]!r} is no number of 0 or more")
    return number


def _hours(text: str, zone: ZoneInfo) -> QuietHours | None:
    if not text:
        return None
    try:
        start, end = (time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError:
        start = end = time()
    if start == end or start.tzinfo or end.tzinfo:
        msg = f"HARVEST_QUIET_HOURS={text!r} is no span of hours: write 07:00-22:30"
        raise SettingError(msg)
    return QuietHours(start, end, zone)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        msg = f"HARVEST_QUIET_ZONE={name!r} is no time zone: write Europe/Berlin"
        raise SettingError(msg) from None
