"""All that a report shows, asked of the archive in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from capitalcities_crawler.archive import Archive, overview
from capitalcities_crawler.archive.about import About, about
from capitalcities_crawler.archive.coverage import SiteReport, reports
from capitalcities_crawler.archive.coverage.report import share
from capitalcities_crawler.archive.questions import Answer, ask, question
from capitalcities_crawler.places import cities
from capitalcities_crawler.report.charts.calendar import Calendar, calendar
from capitalcities_crawler.report.charts.columns import Columns, columns
from capitalcities_crawler.report.charts.worldmap import Site, WorldMap, world_map

LISTED = (
    "changed-articles",
    "rewritten-headlines",
    "disappeared-articles",
    "moved-articles",
    "articles-not-had",
    "runs",
    "prolific-authors",
)
"""Questions whose answers stand in a report."""

KINDS = ("region", "country", "city")

CHANGES = ("revised", "moved", "gone", "returned")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is stored of a site against what it advertises."""

    report: SiteReport
    chart: Columns


@dataclass(frozen=True, slots=True)
class Figures:
    """What a report shows."""

    about: About
    share: float | None
    """The part not missing of what the sites advertise; ``None`` where none states a number."""
    coverages: list[Coverage]
    calendar: Calendar
    places: dict[str, list[overview.Place]]
    """By kind: region, country, city."""
    map: WorldMap
    publishers: list[overview.Named]
    tags: list[overview.Named]
    changes: Columns
    change_counts: list[overview.Changes]
    reprints: list[overview.Reprint]
    answers: dict[str, Answer]
    """To the questions ``LISTED``."""


def figures(archive: Archive) -> Figures:
    """Ask for everything."""
    with archive.session() as session:
        found = reports(session)
        places = overview.places(session)
        changes = overview.changes(session)
        return Figures(
            about=about(session),
            share=share(found),
            coverages=[Coverage(each, _coverage(each)) for each in found],
            calendar=calendar({each.day: each.articles for each in overview.days(session)}),
            places={kind: [place for place in places if place.kind == kind] for kind in KINDS},
            map=_map(places),
            publishers=overview.publishers(session),
            tags=overview.tags(session),
            changes=columns(_by_month(changes)),
            change_counts=changes,
            reprints=overview.reprints(session),
            answers={slug: ask(session, question(slug)) for slug in LISTED},
        )


def _coverage(site: SiteReport) -> Columns:
    return columns(
        [
            (
                line.month,
                {
                    "stored": line.stored,
                    "explained": line.explained,
                    "gone": line.gone,
                    "missing": line.missing,
                },
            )
            for line in site.months
        ]
    )


def _map(places: Iterable[overview.Place]) -> WorldMap:
    sites = (
        Site(place.name, place.latitude, place.longitude, place.articles)
        for place in places
        if place.latitude is not None and place.longitude is not None
    )
    return world_map(sites, ((city.latitude, city.longitude) for city in cities()))


def _by_month(changes: Iterable[overview.Changes]) -> list[tuple[str, dict[str, int]]]:
    found: dict[str, dict[str, int]] = {}
    for month, change, times in changes:
        found.setdefault(month, dict.fromkeys(CHANGES, 0))[change] = times
    return list(found.items())
