"""The two questions that a run asks about its site's health."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from capitalcities_crawler.archive.archive import Archive
from capitalcities_crawler.archive.database import one_line_errors
from capitalcities_crawler.archive.health import queries
from capitalcities_crawler.archive.health.alarms import Alarm, alarms
from capitalcities_crawler.archive.health.sections import silent_sections
from capitalcities_crawler.archive.health.tally import Tally
from capitalcities_crawler.archive.models import Crawl


def known_troubles(archive: Archive, site_key: str, base_url: str) -> frozenset[str]:
    """Give the addresses of a site that gave no article when they were tried last.

    Raises:
        ArchiveError: the archive cannot be read.
    """
    with one_line_errors(archive.url), archive.session() as session:
        return queries.addresses_in_trouble(session, site_key, base_url)


def check_run(archive: Archive, crawl_id: int, stats: Mapping[str, Any]) -> list[Alarm]:
    """Compare a run, by its stats, with what its site's archive knows from before.

    Raises:
        ArchiveError: the archive cannot be read.
    """
    run = Tally.of(stats)
    if not run.addresses:
        return []
    with one_line_errors(archive.url), archive.session() as session:
        crawl = session.get_one(Crawl, crawl_id)
        earlier = queries.tallies_before(session, crawl)
        found = alarms(run, earlier)
        if earlier and queries.is_whole(session, crawl.site_id):
            heard = queries.voices(session, crawl.site_id)
            found += silent_sections(heard, queries.newest(session, crawl.site_id))
        return found
