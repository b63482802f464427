"""Titles in metadata: the same title with the site's name in front of it or behind it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.head import Head
from capitalcities_crawler.pages.text import clean

_SEPARATOR = re.compile(r"\s+(?:\||-|–|—|»|«|›|‹|::|·|•|\*|~|/|<|>|→|←|:)\s+|\s*(?:»|«|\|)\s*")
_FEED = re.compile(
    r"\s*(?:»|&raquo;|-|–|›|«)?\s*(?:(?:comments?|kommentar\w*|rss(?:\s*2\.0)?|atom|main|site|posts?|entries)\s+)*(?:feed|rss(?: feed)?|atom|fluxo?|flux)\b.*$",
    re.IGNORECASE,
)


def site_names(document: Document, head: Head) -> tuple[str, ...]:
    """Give the names of the site: in metadata, and in the titles that WordPress gives its feeds."""
    feeds = [
        link.get("title") or ""
        for link in document.by_tag("link")
        if "rss" in (link.get("type") or "")
    ]
    names = [*head.site_names, *(clean(_FEED.sub("", title)) for title in feeds)]
    return tuple(dict.fromkeys(name for name in names if name))


def without_site_name(title: str, names: tuple[str, ...]) -> str:
    """Drop the parts of a title that are the site's name or "Blog Archive".

    >>> without_site_name("Ada's Notes » Blog Archive » On engines", ("Ada's Notes",))
    'On engines'
    """
    known = {fold(name) for name in names} | {
        "blog archive",
        "blog archives",
        "blog-archiv",
        "archive",
    }
    parts = _SEPARATOR.split(title)
    if len(parts) == 1:
        return title
    first = next((i for i, part in enumerate(parts) if fold(part) not in known), 0)
    last = max(
        (i for i, part in enumerate(parts) if fold(part) not in known), default=len(parts) - 1
    )
    return _between(title, parts, first, last)


def _between(title: str, parts: list[str], first: int, last: int) -> str:
    start = 0
    for part in parts[:first]:
        start = title.index(part, start) + len(part)
    start = title.index(parts[first], start)
    end = start
    for part in parts[first : last + 1]:
        end = title.index(part, end) + len(part)
    return title[start:end].strip()


def fold(text: str) -> str:
    """Fold a title down to its letters and digits, to compare it with another print of it."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def better_title(printed: str, stated: Iterable[str]) -> str | None:
    """Give the stated title that a heading prints with a kicker, or without its punctuation.

    >>> better_title("Science The engine runs", ["The engine runs"])
    'The engine runs'
    >>> better_title("The engine runs", ["The engine runs", "engine runs"])
    """
    heading, titles = fold(printed), {title: fold(title) for title in stated}
    equal = [title for title, folded in titles.items() if folded == heading]
    if equal:
        fullest = max(equal, key=len)
        return fullest if len(fullest) > len(printed) else None
    within = (t for t, folded in titles.items() if heading.endswith(folded))
    return next((t for t in within if len(fold(t)) > len(heading) * 0.5), None)
