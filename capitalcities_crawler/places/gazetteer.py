"""The countries and cities of the world, read from the two lists beside this module."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from capitalcities_crawler.places.names import fold


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with a code of its own."""

    code: str
    """ISO 3166-1 alpha-2; ``XK`` for Kosovo, which has none, is what is used in practice."""
    code3: str
    """ISO 3166-1 alpha-3; ``XKX`` for Kosovo."""
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class City:
    """A city of a country."""

    country: str
    """The country's ``code``."""
    name: str
    aliases: tuple[str, ...]
    latitude: float
    """Degrees north (WGS 84)."""
    longitude: float
    """Degrees east (WGS 84)."""
    is_capital: bool
    """Whether the law makes it a capital of its country; several of one country may be."""
    note: str
    """What is peculiar: an office that it shares, a year; mostly empty."""


@cache
def countries() -> tuple[Country, ...]:
    """List all countries, by code."""
    return tuple(
        Country(row["code"], row["code3"], row["name"], _split(row["aliases"]))
        for row in _rows("countries.csv")
    )


@cache
def cities() -> tuple[City, ...]:
    """List all cities, by country, its capitals first."""
    return tuple(
        City(
            row["country"],
            row["name"],
            _split(row["aliases"]),
            float(row["latitude"]),
            float(row["longitude"]),
            row["is_capital"] == "yes",
            row["note"],
        )
        for row in _rows("cities.csv")
    )


def find_country(name: str) -> Country | None:
    """Give the country of that name."""
    return _countries_by_name().get(fold(name))


def find_cities(country: Country, name: str) -> tuple[City, ...]:
    """Give the cities of a country that bear that name: several where it is ambiguous.

    An alias counts only where no city has it as its name.
    """
    names, aliases = _cities_by_name()
    key = (country.code, fold(name))
    return names.get(key) or aliases.get(key, ())


@cache
def _countries_by_name() -> dict[str, Country]:
    return {fold(name): one for one in countries() for name in (one.name, *one.aliases)}


@cache
def _cities_by_name() -> tuple[dict[tuple[str, str], tuple[City, ...]], ...]:
    names: dict[tuple[str, str], tuple[City, ...]] = {}
    aliases: dict[tuple[str, str], tuple[City, ...]] = {}
    for city in cities():
        key = (city.country, fold(city.name))
        names[key] = (*names.get(key, ()), city)
        for alias in {fold(name) for name in city.aliases}:
            aliases[city.country, alias] = (*aliases.get((city.country, alias), ()), city)
    return names, aliases


def _rows(file: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath(file).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _split(aliases: str) -> tuple[str, ...]:
    return tuple(filter(None, aliases.split("|")))
