"""Real crawls: ``scrapy`` in a process of its own, against a site served by the test."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.coverage import not_stored
from capitalcities_crawler.archive.coverage.missing import NEVER_ASKED
from capitalcities_crawler.archive.records import records
from fixtures.replica.server import ServedSite

ROOT = Path(__file__).parents[2]

JsonObject = dict[str, Any]


def command(*words: str, archive_url: str, fast: bool = True) -> list[str]:
    """Give the command line of a ``scrapy`` command over an archive."""
    options = ["-s", f"ARCHIVE_URL={archive_url}"]
    if fast:
        options += ["-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=1"]
    return [sys.executable, "-m", "scrapy", *words, *options]


def scrapy(*words: str, archive_url: str, fast: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a ``scrapy`` command to its end."""
    line = command(*words, archive_url=archive_url, fast=fast)
    return subprocess.run(
        line, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=600, check=False
    )


def environment() -> dict[str, str]:
    """Give the environment of a crawl, without what the machine's user has set."""
    ours = {"CONTACT", "ARCHIVE_URL", "http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def crawl(spider: str, archive_url: str, **arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a spider to its end."""
    given = [word for name, value in arguments.items() for word in ("-a", f"{name}={value}")]
    return scrapy("crawl", spider, *given, archive_url=archive_url)


def crawl_watched(
    spider: str, archive_url: str, **arguments: str
) -> tuple[subprocess.CompletedProcess[str], float]:
    """Run a spider to its end; give its peak memory (MiB) beside the result.

    The kernel's figure of finished children will not do: a child begins with its parent's peak,
    so a large test session would be taken for the crawl. ``VmHWM`` begins anew with the program.
    """
    given = [word for name, value in arguments.items() for word in ("-a", f"{name}={value}")]
    line = command("crawl", spider, *given, archive_url=archive_url)
    peak = 0.0
    with tempfile.TemporaryFile("w+") as messages:
        process = subprocess.Popen(line, cwd=ROOT, env=environment(), stderr=messages, text=True)
        while process.poll() is None:
            peak = max(peak, _peak_memory(process.pid))
            time.sleep(0.2)
        messages.seek(0)
        run = subprocess.CompletedProcess(line, process.returncode, "", messages.read())
    return run, peak


def _peak_memory(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)  # a process that has just ended shows none
    return int(found[1]) / 1024 if found else 0.0


def stored(archive_url: str) -> dict[str, JsonObject]:
    """Give the records of an archive by address."""
    with Archive(archive_url) as archive, archive.session() as session:
        return {record["url"]: record for record in records(session)}


AROUND = frozenset({"previous", "next", "related"})
"""Fields that change with other articles: a harvest fetches no article again for them."""


def own_differences(site: ServedSite, archive_url: str) -> list[tuple[str, str, Any, Any]]:
    """List the fields of living articles that are not as published, what is around them aside."""
    found = differences(living(archive_url), site.world.truth(site.url))
    return [difference for difference in found if difference[1] not in AROUND]


def living(archive_url: str) -> dict[str, JsonObject]:
    """Give the records of the articles that are not gone."""
    return {url: record for url, record in stored(archive_url).items() if not record["gone"]}


def changes(archive_url: str) -> list[str]:
    """Give what the view of changes tells, in order of time."""
    with Archive(archive_url) as archive, archive.session() as session:
        query = text("SELECT change FROM changes ORDER BY changed_at, article_id")
        return list(session.scalars(query))


def told(archive_url: str) -> list[JsonObject]:
    """Give the rows of the view of changes."""
    with Archive(archive_url) as archive, archive.session() as session:
        return [dict(row) for row in session.execute(text("SELECT * FROM changes")).mappings()]


def requests_of(site: ServedSite) -> list[str]:
    """Give what was asked of a site, robots.txt aside."""
    return [exchange.path for exchange in site.requests if exchange.path != "/robots.txt"]


def unstored(archive_url: str) -> dict[str, tuple[str, str | None]]:
    """Give state and reason of the addresses without an article."""
    with Archive(archive_url) as archive, archive.session() as session:
        return {page.url: (page.state, page.reason) for page in not_stored(session)}


def asked_in_vain(archive_url: str) -> dict[str, tuple[str, str | None]]:
    """Give those of ``unstored`` that were asked for, not those only linked by articles."""
    found = unstored(archive_url).items()
    return {url: (state, reason) for url, (state, reason) in found if reason != NEVER_ASKED}


def same(found: Any, true: Any) -> bool:
    """Compare two values of a field; times by their instant, whatever their offset."""
    if isinstance(found, str) and isinstance(true, str) and "T" in found and "T" in true:
        try:
            return datetime.fromisoformat(found) == datetime.fromisoformat(true)
        except (ValueError, TypeError):
            pass
    return bool(found == true)


def differences(
    found: dict[str, JsonObject], truth: dict[str, JsonObject]
) -> list[tuple[str, str, Any, Any]]:
    """List every field of every record that is not what the site published."""
    urls = [(url, "record", url in found, url in truth) for url in found.keys() ^ truth.keys()]
    return urls + [
        (url, field, found[url].get(field), value)
        for url in found.keys() & truth.keys()
        for field, value in truth[url].items()
        if not same(found[url].get(field), value)
    ]
