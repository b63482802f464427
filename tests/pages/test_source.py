"""The original headline and publisher in all the forms that republishing sites leave."""

from __future__ import annotations

import pytest

from capitalcities_crawler.items import Image
from capitalcities_crawler.pages.source import OriginalSource, read_source, split_source

PARTED = [
    # the joint: dashes of all kinds, bars, and the spaces around them
    ("Talks open in Lima – UNECE", "Talks open in Lima", "UNECE"),
    ("Talks open — The Lima Post", "Talks open", "The Lima Post"),
    ("Talks open - ABC News", "Talks open", "ABC News"),
    ("Talks open ― Dhaka Tribune", "Talks open", "Dhaka Tribune"),
    ("Talks open − Nikkei Asia", "Talks open", "Nikkei Asia"),
    ("Talks open -- Anadolu Agency", "Talks open", "Anadolu Agency"),
    ("Talks open | Premium Times Nigeria", "Talks open", "Premium Times Nigeria"),
    ("Talks open\u00a0–\u00a0Xinhua", "Talks open", "Xinhua"),
    ("  Talks open –  Kyiv Independent ", "Talks open", "Kyiv Independent"),
    ("Talks open &#8211; Reuters", "Talks open", "Reuters"),
    ("Talks &amp; tea &ndash; Marks &amp; Notes", "Talks & tea", "Marks & Notes"),
    ("Talks open – Reuters –", "Talks open", "Reuters"),
    ("Talks open – Reuters.", "Talks open", "Reuters"),
    ("Talks open – via Reuters", "Talks open", "Reuters"),
    # what stands before the last joint is the headline, whatever is in it
    ("Talks – and more talks – Travel And Tour World", "Talks – and more talks", "Travel And Tour World"),
    ("US–Saudi orbit and away from Iran? – Middle East Monitor", "US–Saudi orbit and away from Iran?", "Middle East Monitor"),
    ("‘We wait’ – Lima argues – Buenos Aires Times", "‘We wait’ – Lima argues", "Buenos Aires Times"),
    ("Lima - a portrait - BBC", "Lima - a portrait", "BBC"),
    ("Talks open | World News | Reuters", "Talks open | World News", "Reuters"),
    ("Talks open – World | BBC News", "Talks open – World", "BBC News"),
    ("Expo Held in Lima_Ministry of Culture of the Republic – culture.example.pe", "Expo Held in Lima_Ministry of Culture of the Republic", "culture.example.pe"),
    ("A well-known port re-opens - RNZ", "A well-known port re-opens", "RNZ"),
    ("5-0: Lima wins – Marca", "5-0: Lima wins", "Marca"),
    # a file's name
    ("Talks_open_in_Lima_-_Reuters", "Talks open in Lima", "Reuters"),
    ("Talks_open_–_The_Lima_Post.jpg", "Talks open", "The Lima Post"),
    # domains
    ("Talks open – thecradle.co", "Talks open", "thecradle.co"),
    ("Talks open – domain-b.com", "Talks open", "domain-b.com"),
    ("Talks open – www.example.com", "Talks open", "www.example.com"),
    ("Talks open – www.example.com.", "Talks open", "www.example.com"),
    ("Talks open – fmprc.gov.cn", "Talks open", "fmprc.gov.cn"),
    ("New look, new menu – SiouxFalls.Business", "New look, new menu", "SiouxFalls.Business"),
    ("Talks open – TheTrucker.com", "Talks open", "TheTrucker.com"),
    ("Talks open – Le Monde.fr", "Talks open", "Le Monde.fr"),
    ("Talks open – Investing.com, Nigeria", "Talks open", "Investing.com, Nigeria"),
    ("Talks open – allAfrica.com", "Talks open", "allAfrica.com"),
    # commas, ampersands, brackets
    ("Talks open – Ministry of Trade, Peru", "Talks open", "Ministry of Trade, Peru"),
    ("Talks open – The Hill, Washington", "Talks open", "The Hill, Washington"),
    ("Talks open – Nation, Kenya", "Talks open", "Nation, Kenya"),
    ("Talks open – Forbes, Travel & Style", "Talks open", "Forbes, Travel & Style"),
    ("Talks open – The Herald (Zimbabwe)", "Talks open", "The Herald (Zimbabwe)"),
    ("Talks open – U.S. News & World Report", "Talks open", "U.S. News & World Report"),
    ("Talks open – Ministry of Foreign Affairs of the People’s Republic of China", "Talks open", "Ministry of Foreign Affairs of the People’s Republic of China"),
    # names that break a rule
    ("Talks open – 24 Heures", "Talks open", "24 Heures"),
    ("Talks open – euronews", "Talks open", "euronews"),
    ("Talks open – dpa", "Talks open", "dpa"),
    ("Talks open – eNCA Live", "Talks open", "eNCA Live"),
    ("Talks open – the Guardian", "Talks open", "the Guardian"),
    ("Talks open – What’s On", "Talks open", "What’s On"),
    ("Talks open – Yahoo!", "Talks open", "Yahoo!"),
    ("Talks open – RFE/RL", "Talks open", "RFE/RL"),
    ("Talks open – WHO", "Talks open", "WHO"),
    ("Talks open – The News", "Talks open", "The News"),
    ("Talks open – Sky News", "Talks open", "Sky News"),
    # other languages and scripts
    ("La ville attend – Corriere della Sera", "La ville attend", "Corriere della Sera"),
    ("La ville attend – L’Express", "La ville attend", "L’Express"),
    ("La ciudad espera – La Nación", "La ciudad espera", "La Nación"),
    ("Die Stadt wartet – Frankfurter Allgemeine Zeitung", "Die Stadt wartet", "Frankfurter Allgemeine Zeitung"),
    ("北京地铁新线开通 – 朝日新聞", "北京地铁新线开通", "朝日新聞"),
    ("بغداد تستعد لمؤتمر المياه – الجزيرة نت", "بغداد تستعد لمؤتمر المياه", "الجزيرة نت"),
    ("Киев обсуждает мост – РИА Новости", "Киев обсуждает мост", "РИА Новости"),
    ("Η Αθήνα και το νερό – Η Καθημερινή", "Η Αθήνα και το νερό", "Η Καθημερινή"),
    ("दिल्ली में पानी – दैनिक जागरण", "दिल्ली में पानी", "दैनिक जागरण"),
]  # fmt: skip

NONE = [
    # no joint
    "",
    "A tram on the bridge",
    "A well-known low-lying place",
    "US–Saudi orbit",
    "Talks open–Reuters",
    "Talks_open_in_Lima",
    "IMG_2041.jpg",
    "tram-on-the-bridge",
    # half of a pair
    "– UNECE",
    "Talks open – ",
    "–",
    # the second half of a headline
    "Talks open – but will they last?",
    "He came – and it was late at night, said the guard",
    "‘We wait’ – Lima argues about water",
    "Talks Open – What We Know",
    "Talks Open – Why It Matters",
    "Talks Open – How Lima Copes",
    "Talks Open – What’s Next for Peru",
    "Talks Open – Experts Say",
    "Talks Open – Here Are the Facts",
    "Talks Open – After Years of Silence",
    "Talks open – again",
    "Talks open – on and on",
    "TALKS OPEN – WHAT WE KNOW",
    "Talks open – at last",
    "Talks open - more to come",
    "Talks open – “We can wait no longer”",
    "Talks open – 'Nobody Asked Us'",
    "Talks open – Lima: a portrait",
    "Talks open – A Long Story about a Town, a River and All That Happened There in a Year",
    # a rubric, a date, a number
    "Talks open – Live Updates",
    "Talks open | Opinion",
    "Talks open | World",
    "Talks open – In Pictures",
    "Talks open – 12 January 2026",
    "Talks open – January 2026",
    "Talks open – Jan. 12, 2026",
    "Talks open – 2026",
    "Talks open – Part 2",
    # a name cut short
    "Talks open – The Jerusalem Po…",
    "Talks open – The Jerusalem...",
    # whose photograph it is
    "Talks open (Reuters)",
    "A tram on the bridge. Photo: Jane Roe",
    "A tram on the bridge – Photo: AFP",
    "A tram on the bridge – AP Photo",
    "A tram on the bridge | Getty Images",
    "A tram on the bridge – AFP via Getty Images",
    "A tram on the bridge – Reuters/Jane Roe",
    "A tram on the bridge – Courtesy of the City",
    "Source: Reuters",
    "The tram came in via Lima",
    # scripts without capitals: a clause
    "बैठक – आज दिल्ली में पानी पर बात होगी",
]


@pytest.mark.parametrize(("text", "headline", "publisher"), PARTED)
def test_headline_and_publisher_are_parted(text: str, headline: str, publisher: str) -> None:
    assert split_source(text) == OriginalSource(headline, publisher)


@pytest.mark.parametrize("text", NONE)
def test_a_text_without_a_publisher_tells_nothing(text: str) -> None:
    assert split_source(text) == OriginalSource()


def test_alt_text_comes_before_the_caption() -> None:
    image = Image(url="https://a.example/a.jpg", alt="Talks – UNECE", caption="Talks – Someone")
    assert read_source(image).publisher == "UNECE"


def test_caption_serves_where_the_alt_text_says_nothing() -> None:
    image = Image(url="https://a.example/a.jpg", alt="A tram", caption="Talks – UNECE")
    assert read_source(image) == OriginalSource("Talks", "UNECE")


def test_no_image_no_source() -> None:
    assert read_source(None) == OriginalSource()
