"""The numbers of one run, for those who watch many; docs/cron.md lists them from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from importlib.metadata import version
from typing import Any

from capitalcities_crawler.extensions.verdict import CHANGES, EXIT_STATUS, STATES, Ending, problems
from capitalcities_crawler.items import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which run it is."""

    site: str
    """The site's profile."""
    base_url: str
    """Its root address."""
    spider: str
    """`archive`, `latest`, `section` or `article`."""
    arguments: Mapping[str, str]
    """Its arguments as given."""
    archive: str
    """The database, without its password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary(Asked):
    """A run at its end."""

    crawl_id: int | None = None
    """Its row in the table `crawl`; `null` when it did not begin."""
    started: datetime
    """When it began, in UTC."""
    finished: datetime
    """When it ended, in UTC."""
    seconds: float
    """Time between the two."""
    outcome: Ending
    """`done`, `incomplete`, `unreachable`, `locked`, `interrupted` or `wrong_arguments`."""
    stopped_by: str | None
    """Why it ended before it was through: `limit`, `budget-requests`, `shutdown` ...; else `null`."""
    via: str | None = None
    """The route to the articles that it took."""
    requests: int = 0
    """Requests to the site, with robots.txt, retries and redirects."""
    bytes: int = 0
    """Bytes received, compressed as they came."""
    found: int = 0
    """Articles to fetch."""
    fetched: int = 0
    """Articles fetched and read."""
    new: int = 0
    """Articles that the archive did not have."""
    changed: int = 0
    """Articles with a new revision."""
    unchanged: int = 0
    """Articles read again that say the same."""
    moved: int = 0
    """Articles with a new address."""
    gone: int = 0
    """Articles that the site no longer has."""
    returned: int = 0
    """Articles that were gone and are back."""
    reasons: Mapping[str, Mapping[str, int]]
    """Addresses without an article, counted by reason below `refused`, `gone`, `not_article`, `failed`."""
    pending: int | None = None
    """Articles that the next run will ask for; `null` when it did not begin."""
    coverage: float | None = None
    """Part of what the site counts that is stored or explained, 0 to 1; `null` when it counts nothing."""
    alarms: Mapping[str, str] = field(default_factory=dict)
    """Alarms by name, each with its text."""
    software_version: str = version("capitalcities-crawler")
    """Version of this program."""

    @property
    def exit_status(self) -> int:
        """What the command ends with."""
        return EXIT_STATUS[self.outcome]

    def to_json(self) -> JsonObject:
        """Give plain JSON types."""
        times = {name: _iso(getattr(self, name)) for name in ("started", "finished")}
        seconds = round(self.seconds, 1)
        return asdict(self) | times | {"seconds": seconds, "exit_status": self.exit_status}


def of_run(
    asked: Asked, stats: Mapping[str, Any], reason: str, coverage: float | None = None
) -> RunSummary:
    """Sum a run up.

    Args:
        asked: which run.
        stats: its statistics, when ``CrawlLog`` has said how it ended.
        reason: why its spider was closed.
        coverage: of the archive, after it.
    """
    return RunSummary(
        **asdict(asked),
        crawl_id=stats.get("archive/crawl_id"),
        started=stats["start_time"],
        finished=stats["finish_time"],
        seconds=stats["elapsed_time_seconds"],
        outcome=stats.get("crawl/ending", Ending.INCOMPLETE),
        stopped_by=None if reason == "finished" else reason,
        via=stats.get("crawl/via"),
        requests=stats.get("downloader/request_count", 0),
        bytes=stats.get("downloader/response_bytes", 0),
        found=stats.get("crawl/found", 0),
        fetched=stats.get("crawl/fetched", 0),
        **{change: stats.get(f"archive/{change}", 0) for change in CHANGES},
        reasons=_reasons(stats),
        pending=stats.get("crawl/pending"),
        coverage=coverage,
        alarms=_below("alarm/", stats),
    )


def of_none(asked: Asked, outcome: Ending, reason: str, at: datetime) -> RunSummary:
    """Sum up a run that did not begin."""
    return RunSummary(
        **asdict(asked),
        started=at,
        finished=at,
        seconds=0.0,
        outcome=outcome,
        stopped_by=reason,
        reasons=_reasons({}),
    )


def _reasons(stats: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    return {state: dict(problems(stats, state)) for state in STATES}


def _below(prefix: str, stats: Mapping[str, Any]) -> dict[str, Any]:
    found = sorted(key for key in stats if key.startswith(prefix))
    return {key.removeprefix(prefix): stats[key] for key in found}


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
