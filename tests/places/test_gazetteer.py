"""The lists hold together, and what the world knows of capitals is in them."""

from __future__ import annotations

from collections import Counter

import pytest

from capitalcities_crawler.places.gazetteer import cities, countries, find_cities, find_country
from capitalcities_crawler.places.names import fold

NO_CAPITAL = {"AQ", "BV", "GS", "HM", "IO", "TF", "TK", "UM"}
"""Uninhabited territories, and Tokelau, whose government moves from atoll to atoll."""


def test_every_code_is_there_once() -> None:
    assert len({one.code for one in countries()}) == len(countries()) == 250
    assert len({one.code3 for one in countries()}) == 250
    assert all(len(one.code) == 2 and len(one.code3) == 3 for one in countries())


def test_no_name_means_two_countries() -> None:
    names = Counter(fold(name) for one in countries() for name in (one.name, *one.aliases))
    assert [name for name, number in names.items() if number > 1] == []


def test_no_alias_of_a_city_is_another_one_of_the_country() -> None:
    names = {(city.country, fold(city.name)) for city in cities()}
    aliases = Counter((city.country, fold(alias)) for city in cities() for alias in city.aliases)
    assert [alias for alias in aliases if alias in names] == []
    assert [alias for alias, number in aliases.items() if number > 1] == []


def test_every_city_lies_on_earth_in_a_country_that_is_there() -> None:
    codes = {one.code for one in countries()}
    for city in cities():
        assert city.country in codes, city
        assert -90 < city.latitude < 90, city
        assert -180 <= city.longitude <= 180, city
        assert fold(city.name), city


def test_every_country_has_a_capital_and_no_capital_is_ambiguous() -> None:
    capitals = [city for city in cities() if city.is_capital]
    assert {one.code for one in countries()} - {city.country for city in capitals} == NO_CAPITAL
    for city in capitals:
        country = next(one for one in countries() if one.code == city.country)
        assert find_cities(country, city.name) == (city,)


@pytest.mark.parametrize(
    ("country", "capitals"),
    [
        ("South Africa", {"Pretoria", "Cape Town", "Bloemfontein"}),
        ("Bolivia", {"La Paz", "Sucre"}),
        ("Netherlands", {"Amsterdam"}),
        ("Malaysia", {"Kuala Lumpur", "Putrajaya"}),
        ("Sri Lanka", {"Colombo", "Sri Jayewardenepura Kotte"}),
        ("Eswatini", {"Mbabane", "Lobamba"}),
        ("Benin", {"Porto-Novo"}),
        ("Côte d’Ivoire", {"Yamoussoukro"}),
        ("Tanzania", {"Dodoma"}),
        ("Nigeria", {"Abuja"}),
        ("Myanmar", {"Nay Pyi Taw"}),
        ("Kazakhstan", {"Astana"}),
        ("Burundi", {"Gitega"}),
        ("Indonesia", {"Jakarta"}),
        ("Equatorial Guinea", {"Ciudad de la Paz"}),
        ("Brazil", {"Brasília"}),
        ("Australia", {"Canberra"}),
        ("United States", {"Washington"}),
        ("Türkiye", {"Ankara"}),
        ("Palau", {"Ngerulmud"}),
        ("Palestine", {"Ramallah"}),
        ("Taiwan", {"Taipei"}),
        ("Kosovo", {"Pristina"}),
    ],
)
def test_the_capitals_of_a_country(country: str, capitals: set[str]) -> None:
    found = find_country(country)
    assert found
    ours = [city for city in cities() if city.country == found.code]
    assert {city.name for city in ours if city.is_capital} == capitals


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Czechia", ("CZ", "CZE")),
        ("Czech Republic", ("CZ", "CZE")),
        ("Türkiye", ("TR", "TUR")),
        ("TURKEY", ("TR", "TUR")),
        ("Côte d’Ivoire", ("CI", "CIV")),
        ("Cote d'Ivoire", ("CI", "CIV")),
        ("Ivory Coast", ("CI", "CIV")),
        ("DR Congo", ("CD", "COD")),
        ("Democratic Republic of the Congo", ("CD", "COD")),
        ("Republic of the Congo", ("CG", "COG")),
        ("Swaziland", ("SZ", "SWZ")),
        ("Burma", ("MM", "MMR")),
        ("Viet Nam", ("VN", "VNM")),
        ("UK", ("GB", "GBR")),
        ("U.S.A.", ("US", "USA")),
        ("The United States of America", ("US", "USA")),
        ("UAE", ("AE", "ARE")),
        ("St. Lucia", ("LC", "LCA")),
        ("Saint Vincent & the Grenadines", ("VC", "VCT")),
        ("Guinea-Bissau", ("GW", "GNB")),
        ("Guinea", ("GN", "GIN")),
        ("Papua New Guinea", ("PG", "PNG")),
        ("Dominica", ("DM", "DMA")),
        ("Dominican Republic", ("DO", "DOM")),
        ("Niger", ("NE", "NER")),
        ("Hong Kong", ("HK", "HKG")),
        ("Kosovo", ("XK", "XKX")),
        ("North Macedonia", ("MK", "MKD")),
        ("Cape Verde", ("CV", "CPV")),
        ("East Timor", ("TL", "TLS")),
        ("Curaçao", ("CW", "CUW")),
    ],
)
def test_a_country_under_its_names(name: str, codes: tuple[str, str]) -> None:
    found = find_country(name)
    assert found
    assert (found.code, found.code3) == codes


@pytest.mark.parametrize(
    "name",
    ["America", "Congo", "Korea", "Virgin Islands", "Middle East", "Kurdistan", "Europe", ""],
)
def test_a_name_that_may_be_several_or_none_is_not_guessed(name: str) -> None:
    assert find_country(name) is None


@pytest.mark.parametrize(
    ("country", "name", "listed"),
    [
        ("Ukraine", "Kiev", "Kyiv"),
        ("Ukraine", "Odessa", "Odesa"),
        ("Kazakhstan", "Nur-Sultan", "Astana"),
        ("Iraq", "Basra", "Basrah"),
        ("Germany", "München", "Munich"),
        ("Poland", "Krakow", "Kraków"),
        ("Canada", "Montreal", "Montréal"),
        ("India", "Bangalore", "Bengaluru"),
        ("United States", "Washington, D.C.", "Washington"),
        ("United States", "New York", "New York City"),
        ("Yemen", "Sana’a", "Sanaa"),
        ("Myanmar", "Naypyidaw", "Nay Pyi Taw"),
        ("Switzerland", "Zurich", "Zürich"),
        ("Vietnam", "Saigon", "Ho Chi Minh City"),
        ("Saudi Arabia", "Mecca", "Makkah"),
        ("Denmark", "København", "Copenhagen"),
        ("Grenada", "St. George’s", "Saint George's"),
    ],
)
def test_a_city_under_its_names(country: str, name: str, listed: str) -> None:
    found = find_country(country)
    assert found
    assert [city.name for city in find_cities(found, name)] == [listed]
