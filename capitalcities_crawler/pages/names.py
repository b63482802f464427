"""Names in bylines: the word before them, the "and" between them, and what is no name at all."""

from __future__ import annotations

import re

from capitalcities_crawler.pages.text import clean

_BY = (
    "written by|posted by|published by|submitted by|story by|words by|author|by"
    "|geschrieben von|verfasst von|veröffentlicht von|erstellt von|eingestellt von|von|autor(?:in)?"
    "|écrit par|publié par|posté par|rédigé par|proposé par|par|auteur"
    "|escrito por|publicado por|firmado por|posteado por|enviado por|postado por|por"
    "|scritto da|pubblicato da|postato da|inserito da|autore|di|da"
    "|geschreven door|geplaatst door|gepost door|door"
    "|skrevet av|skrevet af|skriven av|publicerat av|publisert av|av|af"
    "|napisany przez|napisane przez|przez|autor"
    "|опубликовано|автор|от|yazan|kirjoittanut|kirjoittaja|írta|szerző|autoři?|szerző"
)
_BYLINE = re.compile(rf"^\W*(?:{_BY})(?:\s*[:：]\s*|\s+)(?=\S)", re.IGNORECASE)
_AND = re.compile(
    r"\s*(?:[,;|/•·،、]|\s(?:and|und|et|y|e|en|og|och|ja|ve|i|и|&|with|mit)\s)\s*", re.IGNORECASE
)
_JUNK = re.compile(
    r"^(?:none|null|unknown|by|posts?|view all posts.*|about the author)$|@|://|^www\.|\.(?:com|org|net|de)(?:/|$)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:admin(?:istrator|istrador|istrateur)?|webmaster|editor|author|guest|user|root|anonymous|wpadmin)$",
    re.IGNORECASE,
)


def strip_byline_word(text: str) -> str:
    """Drop the "by" before a name, in the languages known.

    >>> strip_byline_word("Geschrieben von Ada Lovelace")
    'Ada Lovelace'
    """
    return _BYLINE.sub("", clean(text)).strip(" ,:;|–—-")


_NAME_AFTER_BY = re.compile(
    rf"(?:^|[\s|·•–—,/(-])(?:{_BY})(?:\s*[:：]\s*|\s+)(?P<name>[^\d|·•–—/(@»«:]{{2,80}})",
    re.IGNORECASE,
)
_NAME_AT = re.compile(r"(?:^|[\s—–-])[—–-]\s*(?P<name>[^\d@|—–]{2,40}?)\s*@\s*\d{1,2}[:.]\d{2}")
"""WordPress's first theme: "Filed under: News — Ada Lovelace @ 7:45 pm"."""

_NAME_ENDS = re.compile(
    r"\s+(?:on|at|in|under|am|um|le|dans|à|el|en|em|il|su|op|den(?=\s+\d|\s*$)|i|w|в|tarih|kl|à|posted|published|filed|tagged|comments?"
    r"|leave|no|with|\w+day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|leave|last|updated)(?:\s.*)?$"
    r"|[,.;]\s*$|,\s+(?:on|am|le|el|em|il|op)\b.*$",
    re.IGNORECASE,
)


def name_after_by(text: str) -> str | None:
    """Give the name behind the first "by" of a line that has one.

    >>> name_after_by("Posted by Ada Lovelace on March 5th, 2007 in News")
    'Ada Lovelace'
    """
    for match in (_NAME_AFTER_BY.search(text), _NAME_AT.search(text)):
        name = _NAME_ENDS.sub("", match["name"].strip()).strip(" ,.;|-") if match else ""
        if is_name(name) and _looks_like_names(name):
            return name
    return None


def begins_with_by(text: str) -> bool:
    """Tell whether a line begins as a byline with a name in it.

    >>> begins_with_by("Posted by Sam | 3 comments"), begins_with_by("By noon the boat was gone")
    (True, False)
    """
    return bool(_BYLINE.match(text)) and name_after_by(text) is not None


def _looks_like_names(text: str) -> bool:
    """Tell a list of names from a clause: "by noon the mail boat had gone"."""
    words = [word for word in text.split() if len(word) > 3]
    capital = [word for word in words if not word[0].islower()]
    return len(words) <= 1 or (len(words) <= 12 and len(capital) * 2 >= len(words))


def split_names(text: str) -> tuple[str, ...]:
    """Part a list of names.

    >>> split_names("By Ada Lovelace, Alan Turing and Grace Hopper")
    ('Ada Lovelace', 'Alan Turing', 'Grace Hopper')
    """
    parts = (part.strip(" .–—-") for part in _AND.split(strip_byline_word(text)))
    return tuple(dict.fromkeys(part for part in parts if part))


def is_name(text: str) -> bool:
    """Tell whether a text may be an author's name rather than an address or a label.

    >>> is_name("Ada Lovelace"), is_name("https://example.org/ada")
    (True, False)
    """
    return 1 < len(text) <= 80 and not _JUNK.search(text)


def is_nobody(name: str) -> bool:
    """Tell a role's login from a person: worth having only where there is no other name.

    >>> is_nobody("admin"), is_nobody("Ada Lovelace")
    (True, False)
    """
    return bool(_NOBODY.match(name))
