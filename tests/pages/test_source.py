"""The original headline and publisher in all the forms that republishing sites leave."""

from __future__ import annotations

import pytest

from capitalcities_crawler.items import Image
from capitalcities_crawler.pages.source import OriginalSource, read_source, split_source


@pytest.mark.parametrize(
    ("text", "headline", "publisher"),
    [
        ("Talks open in Lima – UNECE", "Talks open in Lima", "UNECE"),
        ("Talks open — The Lima Post", "Talks open", "The Lima Post"),
        ("Talks open - ABC News", "Talks open", "ABC News"),
        ("Talks open – thecradle.co", "Talks open", "thecradle.co"),
        ("Talks open – domain-b.com", "Talks open", "domain-b.com"),
        ("New look, new menu – SiouxFalls.Business", "New look, new menu", "SiouxFalls.Business"),
        (
            "Talks – and more talks – Travel And Tour World",
            "Talks – and more talks",
            "Travel And Tour World",
        ),
        (
            "US–Saudi orbit and away from Iran? – Middle East Monitor",
            "US–Saudi orbit and away from Iran?",
            "Middle East Monitor",
        ),
        (
            "Expo Held in Lima_Ministry of Culture of the Republic – culture.example.pe",
            "Expo Held in Lima_Ministry of Culture of the Republic",
            "culture.example.pe",
        ),
        ("Talks open – Ministry of Trade, Peru", "Talks open", "Ministry of Trade, Peru"),
        ("Talks open – 24 Heures", "Talks open", "24 Heures"),
        ("Talks open – euronews", "Talks open", "euronews"),
        ("Talks open – eNCA Live", "Talks open", "eNCA Live"),
        ("A tram on the bridge", None, None),
        ("A well-known low-lying place", None, None),
        ("Talks open – but will they last?", None, None),
        ("He came – and it was late at night, said the guard", None, None),
        ("– UNECE", None, None),
        ("Talks open – ", None, None),
        ("", None, None),
    ],
)
def test_split(text: str, headline: str | None, publisher: str | None) -> None:
    assert split_source(text) == OriginalSource(headline, publisher)


def test_alt_text_comes_before_the_caption() -> None:
    image = Image(url="https://a.example/a.jpg", alt="Talks – UNECE", caption="Photo – Someone")
    assert read_source(image).publisher == "UNECE"


def test_caption_serves_where_the_alt_text_says_nothing() -> None:
    image = Image(url="https://a.example/a.jpg", alt="A tram", caption="Talks – UNECE")
    assert read_source(image) == OriginalSource("Talks", "UNECE")


def test_no_image_no_source() -> None:
    assert read_source(None) == OriginalSource()
