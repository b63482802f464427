"""What each name of a chain such as "MIDDLE EAST > Iraq > Baghdad" is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from capitalcities_crawler.places.gazetteer import City, Country, find_cities, find_country


class Unmatched(StrEnum):
    """Why a country or city of a chain stands for none of the list."""

    UNKNOWN_COUNTRY = "unknown-country"
    """No country has that name."""
    COUNTRY_UNMATCHED = "country-unmatched"
    """A city whose country is not known: the same names are found all over the world."""
    UNKNOWN_CITY = "unknown-city"
    """The country has no city of that name in the list."""
    AMBIGUOUS_CITY = "ambiguous-city"
    """The country has several, none of them far larger than the others."""


@dataclass(frozen=True, slots=True)
class Place:
    """One name of a chain."""

    kind: str
    """region, country, city or topic."""
    country: Country | None = None
    """The country that it is or lies in."""
    city: City | None = None
    """The city that it is."""
    unmatched: Unmatched | None = None
    """Why a country or city was not matched."""


def locate(names: Sequence[str], kinds: Sequence[str]) -> Iterator[Place]:
    """Tell what the names of a chain are.

    The site says by ``kinds`` what its levels are, and is believed, but for one case: a country at the
    level of regions ("Russia > Moscow") is a country, and what follows is read as below a country.

    Args:
        names: from the first level that means something.
        kinds: of the levels, from the first one; deeper levels are topics.
    """
    country: Country | None = None
    level = 0
    for name in names:
        kind = kinds[level] if level < len(kinds) else "topic"
        place = _place(name, kind, country) if "country" in kinds else Place(kind)
        if place.kind == "country":
            country, level = place.country, kinds.index("country")
        level += 1
        yield place


def _place(name: str, kind: str, country: Country | None) -> Place:
    if kind == "city":
        return _city(name, country)
    if kind == "topic":
        return Place(kind, country)
    found = find_country(name)
    if found:
        return Place("country", found)
    return Place(kind, unmatched=Unmatched.UNKNOWN_COUNTRY if kind == "country" else None)


def _city(name: str, country: Country | None) -> Place:
    if country is None:
        return Place("city", unmatched=Unmatched.COUNTRY_UNMATCHED)
    match find_cities(country, name):
        case (city,):
            return Place("city", country, city)
        case ():
            return Place("city", country, unmatched=Unmatched.UNKNOWN_CITY)
    return Place("city", country, unmatched=Unmatched.AMBIGUOUS_CITY)
