"""Chains of names are placed in the world, or it is said why not."""

from __future__ import annotations

import pytest

from capitalcities_crawler.places import Place, locate
from fixtures.replica.places import Places

KINDS = ("region", "country", "city")
Seen = tuple[str, str | None, str | None, str | None]

REPLICA_OTHER_CITIES = {
    "Alexandria",
    "Lagos",
    "Mombasa",
    "Johannesburg",
    "Abidjan",
    "Casablanca",
    "Dar es Salaam",
    "New York City",
    "Los Angeles",
    "São Paulo",
    "Rio de Janeiro",
    "Monterrey",
    "Medellín",
    "Montréal",
    "Shanghai",
    "Changchun",
    "Changsha",
    "Chengdu",
    "Guangzhou",
    "Ürümqi",
    "Mumbai",
    "Kolkata",
    "Bengaluru",
    "Osaka",
    "Chittagong",
    "Almaty",
    "Busan",
    "Ho Chi Minh City",
    "Lyon",
    "München",
    "The Hague",
    "Edinburgh",
    "Kraków",
    "Barcelona",
    "Odesa",
    "Aarhus",
    "Basra",
    "Tel Aviv",
    "Isfahan",
    "Jeddah",
    "Dubai",
    "Istanbul",
    "Aden",
    "Sydney",
    "Auckland",
}


def seen(place: Place) -> Seen:
    country = place.country.code if place.country else None
    return place.kind, country, place.city.name if place.city else None, place.unmatched


@pytest.mark.parametrize(
    ("chain", "places"),
    [
        (
            "MIDDLE EAST > Iraq > Baghdad > Politics",
            [
                ("region", None, None, None),
                ("country", "IQ", None, None),
                ("city", "IQ", "Baghdad", None),
                ("topic", "IQ", None, None),
            ],
        ),
        (
            "ASIA > Singapore > Singapore",
            [
                ("region", None, None, None),
                ("country", "SG", None, None),
                ("city", "SG", "Singapore", None),
            ],
        ),
        ("Russia > Moscow", [("country", "RU", None, None), ("city", "RU", "Moscow", None)]),
        (
            "AMERICA > Guyana > Georgetown",
            [
                ("region", None, None, None),
                ("country", "GY", None, None),
                ("city", "GY", "Georgetown", None),
            ],
        ),
        (
            "EUROPE > London > Soho",
            [
                ("region", None, None, None),
                ("country", None, None, "unknown-country"),
                ("city", None, None, "country-unmatched"),
            ],
        ),
        (
            "ASIA > China > Suzhou",
            [
                ("region", None, None, None),
                ("country", "CN", None, None),
                ("city", "CN", None, "ambiguous-city"),
            ],
        ),
        (
            "AMERICA > United States > Technology > Mobile",
            [
                ("region", None, None, None),
                ("country", "US", None, None),
                ("city", "US", None, "unknown-city"),
                ("topic", "US", None, None),
            ],
        ),
    ],
)
def test_what_the_names_of_a_chain_are(chain: str, places: list[Seen]) -> None:
    assert [seen(place) for place in locate(chain.split(" > "), KINDS)] == places


@pytest.mark.parametrize(
    ("country", "city", "latitude", "longitude"),
    [
        ("Chile", "Santiago", -33.4, -70.6),
        ("Costa Rica", "San José", 9.9, -84.1),
        ("Jamaica", "Kingston", 18.0, -76.8),
        ("Norfolk Island", "Kingston", -29.1, 168.0),
        ("Seychelles", "Victoria", -4.6, 55.5),
        ("Canada", "Victoria", 48.4, -123.4),
        ("Cayman Islands", "George Town", 19.3, -81.4),
        ("Malaysia", "George Town", 5.4, 100.3),
        ("Libya", "Tripoli", 32.9, 13.2),
        ("Lebanon", "Tripoli", 34.4, 35.8),
        ("Pakistan", "Hyderabad", 25.4, 68.4),
        ("India", "Hyderabad", 17.4, 78.5),
        ("China", "Hong Kong", 22.3, 114.2),
    ],
)
def test_a_city_is_looked_for_in_its_country_alone(
    country: str, city: str, latitude: float, longitude: float
) -> None:
    found = list(locate(["", country, city], KINDS))[-1].city
    assert found
    assert found.latitude == pytest.approx(latitude, abs=0.1)
    assert found.longitude == pytest.approx(longitude, abs=0.1)


def test_levels_that_no_country_stands_above_are_not_matched() -> None:
    assert [seen(place) for place in locate(["Peru", "Lima"], ("region", "city"))] == [
        ("region", None, None, None),
        ("city", None, None, None),
    ]


def test_every_place_of_the_replica_is_matched() -> None:
    other: set[str] = set()
    for category in Places().categories.values():
        *_, place = [Place("root"), *locate([step.name for step in category.trail][1:], KINDS)]
        assert place.unmatched is None, category
        assert place.kind == ("root", *KINDS)[len(category.trail) - 1]
        assert (place.country is not None) == (place.kind in {"country", "city"})
        if place.city and not place.city.is_capital:
            other.add(category.name)
    assert other == REPLICA_OTHER_CITIES
