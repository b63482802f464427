"""Whether a text reads like a publisher's name and not like the rest of a headline.

In doubt it does not: a publisher that is missed can still be seen in the image's text, one that is
made up counts as evidence.
"""

from __future__ import annotations

import re

from capitalcities_crawler.pages.publisher_words import CLAUSE, LABELS, OPENERS, SMALL
from capitalcities_crawler.publishers import is_domain, is_known_publisher

_LONGEST = 80
"""In characters."""
_MOST_WORDS = 10
"""As in "Ministry of Foreign Affairs of the People’s Republic of China"."""
_MOST_UNCASED = 4
"""Words in a script without capitals, where nothing else tells a name from a clause."""

_PHOTO = re.compile(
    r"\b(?:photos?|photographs?|images?|pictures?|pics?|credits?|courtesy|getty|shutterstock|istock"
    r"|unsplash|pexels|pixabay|alamy|depositphotos|handout|screenshot|illustration)\b",
    re.IGNORECASE,
)
_PARTING = re.compile(r"""[?!…:;/"“”„«»<>\[\]{}=]|\.\.|(?:^|\s)[‘'’]""")
_NUMBER = re.compile(r"(?:(?:part|day|week|no|vol|episode|chapter) )?\d[\d ,.-]*", re.IGNORECASE)
_MONTHS = "january february march april may june july august september october november december"
_DATE = re.compile(
    rf"(?:\d+(?:st|nd|rd|th)? )?(?:{'|'.join(f'{m}|{m[:3]}' for m in _MONTHS.split())})\.?"
    r"(?: \d+(?:st|nd|rd|th)?)?(?:,? \d{4})?",
    re.IGNORECASE,
)


def reads_like_publisher(text: str) -> bool:
    """Tell a name from a clause, a rubric, a date or the credit of a photograph.

    >>> reads_like_publisher("Middle East Monitor"), reads_like_publisher("thecradle.co")
    (True, True)
    >>> reads_like_publisher("but will they last"), reads_like_publisher("AP Photo")
    (False, False)
    """
    if is_known_publisher(text) or is_domain(text):
        return True
    if len(text) > _LONGEST or not any(map(str.isalpha, text)):
        return False
    if any(sign.search(text) for sign in (_PARTING, _PHOTO)):
        return False
    if any(form.fullmatch(text) for form in (_NUMBER, _DATE)):
        return False
    words = [bare for word in text.split() if (bare := word.strip(",.&()"))]
    if text.upper() == text.lower():
        return len(words) <= _MOST_UNCASED
    if len(words) > _MOST_WORDS or SMALL.issuperset(words) or _is_clause(words):
        return False
    return all(map(_is_of_a_name, words))


def _is_clause(words: list[str]) -> bool:
    is_loud = len(words) > 2 and all(map(str.isupper, words))
    # Else "WHO" and "IT" are names, no pronouns.
    plain = [word if word.isupper() and not is_loud else _plain(word) for word in words]
    opens = plain[0] in OPENERS and len(words) > 1
    return opens or LABELS.issuperset(plain) or not CLAUSE.isdisjoint(plain)


def _is_of_a_name(word: str) -> bool:
    """Tell whether a word begins with a capital, may be small, or has a capital within (eNCA)."""
    is_small = word[0] != word[0].title()
    return not is_small or word in SMALL or not word.islower() or is_domain(word)


def _plain(word: str) -> str:
    return word.casefold().replace("'", "’")
