"""Spellings of one publisher have one key, and two publishers have two."""

from __future__ import annotations

import pytest

from capitalcities_crawler.publishers import is_domain, publisher_key


@pytest.mark.parametrize(
    "spellings",
    [
        ("The Cradle", "the cradle", "thecradle.co", "www.thecradle.co", "https://thecradle.co/"),
        ("Reuters", "REUTERS", "Reuters.com", "reuters.com", "Reuters."),
        ("The Jerusalem Post", "Jerusalem Post", "jpost.com", "JPost.com"),
        ("The New York Times", "New York Times", "nytimes.com", "NYT"),
        ("BBC", "BBC News", "bbc.co.uk", "bbc.com"),
        ("Al Jazeera", "Al-Jazeera", "aljazeera.com", "Al Jazeera English"),
        ("Le Monde", "Le Monde.fr", "lemonde.fr"),
        ("La Nación", "La Nacion", "LA NACIÓN"),
        ("Travel And Tour World", "Travel & Tour World", "travelandtourworld.com"),
        ("Anadolu Agency", "Anadolu Ajansı", "aa.com.tr"),
        ("news24.com", "News24"),
        ("allAfrica.com", "AllAfrica"),
        ("The Hill, Washington", "The Hill – Washington"),
        ("AP", "AP News", "The Associated Press", "apnews.com"),
        ("Deutsche Welle", "DW", "dw.com"),
        ("朝日新聞", " 朝日新聞 "),
    ],
)
def test_spellings_of_one_publisher(spellings: tuple[str, ...]) -> None:
    assert len({publisher_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("independent.ie", "independent.co.uk"),
        ("express.pk", "express.co.uk"),
        ("The Times", "The Times of Israel"),
        ("Times of India", "Times of Malta"),
        ("The Hill", "The Hill, Washington"),
        ("News", "news.com.au"),
        ("The Week", "TheWeek.in"),
        ("ANSA", "NASA"),
        ("दैनिक जागरण", "दैनिक जागरणी"),
        ("The", "A"),
    ],
)
def test_two_publishers(one: str, other: str) -> None:
    assert publisher_key(one) != publisher_key(other)


@pytest.mark.parametrize("name", ["Reuters", "The", "!", "U.S.", "…", "الجزيرة"])
def test_every_name_has_a_key(name: str) -> None:
    assert publisher_key(name)


@pytest.mark.parametrize("text", ["U.S.", "3.5", "Reuters", "No. 5", "Le Monde.fr", "", ".", "a.b"])
def test_what_is_no_domain(text: str) -> None:
    assert not is_domain(text)
