"""Publishers of news under one key each, whichever way their name is printed.

A publisher is printed as a name ("The Cradle"), in other case ("THE CRADLE") or as its domain
("thecradle.co"). The key is what is left without all that; it is for comparing, not for showing.
"""

from __future__ import annotations

import re
import unicodedata

_ADDRESS = re.compile(r"(?:https?://)?(?:www\d?\.)?([\w-]+(?:\.[\w-]+)+)(?:/\S*)?", re.IGNORECASE)
_LATIN_MARKS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")

_GENERIC = frozenset([
    "ai", "biz", "blog", "co", "com", "fm", "info", "int", "io", "live", "me", "media", "net", "news",
    "online", "org", "press", "site", "today", "tv", "world",
])  # fmt: skip
"""Endings of a domain that tell nothing. A country's ending may tell two publishers apart
(independent.ie, independent.co.uk), so it stays."""

_NAMES = {
    "ABC News": ("abcnews.go.com",),
    "AFP": ("Agence France-Presse", "Agence France Presse", "afp.com"),
    "Al Jazeera": ("Al Jazeera English", "aljazeera.net"),
    "Anadolu Agency": ("Anadolu", "Anadolu Ajansı", "aa.com.tr"),
    "AP News": ("AP", "Associated Press", "Associated Press News"),
    "BBC": ("BBC News", "bbc.co.uk"),
    "CBC": ("CBC News", "cbc.ca"),
    "CNN": ("CNN International", "edition.cnn.com"),
    "Deutsche Welle": ("DW", "DW News"),
    "dpa": ("Deutsche Presse-Agentur", "dpa.de"),
    "euronews": (),
    "Financial Times": ("FT",),
    "Fox News": (),
    "Hindustan Times": (),
    "Irish Independent": ("independent.ie",),
    "Le Monde": ("lemonde.fr", "Le Monde.fr"),
    "Reuters": ("Thomson Reuters", "uk.reuters.com"),
    "RFE/RL": ("Radio Free Europe/Radio Liberty", "rferl.org"),
    "RNZ": ("Radio New Zealand", "RNZ News", "rnz.co.nz"),
    "South China Morning Post": ("SCMP",),
    "TASS": ("TASS News Agency",),
    "The Guardian": ("theguardian.co.uk",),
    "The Independent": ("independent.co.uk",),
    "The Jerusalem Post": ("jpost.com", "JPost"),
    "The New York Times": ("NYT", "NY Times", "nytimes.com"),
    "The Straits Times": (),
    "The Wall Street Journal": ("WSJ",),
    "The Washington Post": ("WaPo",),
    "Times of India": ("timesofindia.indiatimes.com",),
    "Voice of America": ("VOA", "VOA News", "voanews.com"),
    "What’s On": (),
    "Xinhua": ("Xinhua News Agency", "xinhuanet.com", "news.cn"),
    "Yahoo!": ("Yahoo", "Yahoo News", "yahoo.com"),
}
"""Publishers whose names or domains no rule brings together; also those that no rule takes for a name."""


def publisher_key(name: str) -> str:
    """Give what all spellings of a publisher's name have in common.

    >>> publisher_key("The Cradle"), publisher_key("www.thecradle.co"), publisher_key("nytimes.com")
    ('cradle', 'cradle', 'newyorktimes')
    """
    key = _compact(name)
    return _SAME.get(key, key)


def is_known_publisher(name: str) -> bool:
    """Tell whether a text is the name of a publisher in the list."""
    return publisher_key(name) in _KNOWN


def is_domain(text: str) -> bool:
    """Tell whether a text is a domain name: "thecradle.co", "www.example.org".

    >>> is_domain("domain-b.com"), is_domain("U.S."), is_domain("3.5")
    (True, False, False)
    """
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return False
    labels = found[1].split(".")
    return len(labels[-1]) > 1 and labels[-1].isalpha() and max(map(len, labels[:-1])) > 1


def _compact(name: str) -> str:
    text = name.strip().rstrip(".")
    if is_domain(text) and (found := _ADDRESS.fullmatch(text)):
        rest, _, ending = found[1].rpartition(".")
        text = rest if ending.casefold() in _GENERIC else found[1]
    text = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i").replace("&", "and"))
    text = unicodedata.normalize("NFC", _LATIN_MARKS.sub("", text))  # elsewhere marks make letters
    plain = "".join(c for c in text if c.isalnum() or unicodedata.category(c).startswith("M"))
    short = plain.removeprefix("the")
    return (short if len(short) > 2 else plain) or name.strip().casefold()


_SAME = {
    _compact(other): _compact(name) for name, others in _NAMES.items() for other in (name, *others)
}
_KNOWN = frozenset(_SAME.values())
