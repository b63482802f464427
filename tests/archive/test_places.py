"""Sections are placed as they are written, on both databases, and anew with every migration."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text, update

from capitalcities_crawler.archive import Archive
from capitalcities_crawler.archive.archive import migrate
from capitalcities_crawler.archive.models import Section
from tests.archive.samples import fetched, full_article, save, section

COLUMNS = "name, kind, country_code, country_code3, latitude, longitude, articles"
BAGHDAD = ("Baghdad", "city", "IQ", "IRQ", 33.3406, 44.4009, True, 1)
ROWS = [
    ("ASIA", "region", None, None, None, None, None, 1),
    BAGHDAD,
    ("EUROPE", "region", None, None, None, None, None, 1),
    ("Erewhon", "country", None, None, None, None, None, 1),
    ("Iraq", "country", "IQ", "IRQ", None, None, None, 1),
    ("MIDDLE EAST", "region", None, None, None, None, None, 1),
    ("Malaysia", "country", "MY", "MYS", None, None, None, 1),
    ("Nowhere", "city", None, None, None, None, None, 1),
    ("Penang", "city", "MY", "MYS", 5.4112, 100.3354, False, 1),
]


def fill(archive: Archive) -> None:
    chains = (
        ("World", "MIDDLE EAST", "Iraq", "Baghdad"),
        ("World", "ASIA", "Malaysia", "Penang"),
        ("World", "EUROPE", "Erewhon", "Nowhere"),
    )
    for number, chain in enumerate(chains):
        place = section(*chain)
        save(archive, fetched(full_article(f"a{number}", number, breadcrumb=place, categories=())))


def rows(archive: Archive, query: str) -> list[tuple[Any, ...]]:
    with archive.session() as session:
        return [tuple(row) for row in session.execute(text(query))]


def placed(archive: Archive) -> list[tuple[Any, ...]]:
    """Give all places; SQLite has no booleans of its own."""
    return sorted(
        (*rest, bool(capital) if capital is not None else None, articles)
        for capital, *rest, articles in rows(archive, f"SELECT is_capital, {COLUMNS} FROM places")
    )


def test_places_have_codes_and_cities_have_coordinates(archive: Archive) -> None:
    fill(archive)
    assert placed(archive) == ROWS


def test_what_is_not_matched_is_listed_with_the_reason(archive: Archive) -> None:
    fill(archive)
    query = "SELECT kind, path, unmatched, articles FROM unmatched_places ORDER BY path"
    assert rows(archive, query) == [
        ("country", "World > EUROPE > Erewhon", "unknown-country", 1),
        ("city", "World > EUROPE > Erewhon > Nowhere", "country-unmatched", 1),
    ]


def test_a_migration_places_what_was_written_before(archive: Archive) -> None:
    fill(archive)
    nothing = {"kind": "topic", "country": None, "city": None, "country_code": None}
    nothing |= {"country_code3": None, "latitude": None, "is_capital": None, "unmatched": None}
    with archive.writing() as session:
        session.execute(update(Section).values(nothing))
    assert placed(archive) == []
    migrate(archive.engine.url.render_as_string(hide_password=False))
    assert placed(archive) == ROWS
    assert len(rows(archive, "SELECT path FROM unmatched_places")) == 2
