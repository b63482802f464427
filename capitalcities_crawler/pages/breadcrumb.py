"""The visible trail above an article, and what it tells of its categories."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from capitalcities_crawler.items import Term

_HOME = frozenset(
    [
        "home",
        "homepage",
        "start",
        "startseite",
        "accueil",
        "inicio",
        "início",
        "home",
        "page",
        "ana",
        "sayfa",
        "trang",
        "chủ",
        "главная",
        "الرئيسية",
        "strona",
        "główna",
        "hem",
        "hjem",
        "forside",
        "etusivu",
    ]
)


def clean_trail(trail: tuple[Term, ...], title: str | None) -> tuple[Term, ...]:
    """Drop Home at the top and the article's own title at the end."""
    if trail and _is_home(trail[0]):
        trail = trail[1:]
    if trail and trail[-1].name.casefold() == (title or "").casefold():
        trail = trail[:-1]
    return trail


def _is_home(term: Term) -> bool:
    path = urlsplit(term.url).path if term.url else None
    return path in {"", "/"} or term.name.casefold() in _HOME


def without_tags(
    categories: tuple[tuple[Term, ...], ...], tags: tuple[Term, ...]
) -> tuple[tuple[Term, ...], ...]:
    """Drop tags from categories that were read in JSON-LD: All in One SEO lists both as one.

    Where every category is also a tag, they are a site's habit and stay.
    """
    names = {tag.name.casefold() for tag in tags}
    return tuple(p for p in categories if p[-1].name.casefold() not in names) or categories


def with_ancestors(
    categories: Iterable[tuple[Term, ...]], trail: tuple[Term, ...]
) -> tuple[tuple[Term, ...], ...]:
    """Put the ancestors that the trail shows before each category that stands in it.

    The category line is alphabetical; the trail is the only place with the true hierarchy. A city
    may be named like its country, so the address decides, and the name only where there is none.
    """
    return tuple(
        _path_to(path[-1], trail) or path if len(path) == 1 else path for path in categories
    )


def _path_to(category: Term, trail: tuple[Term, ...]) -> tuple[Term, ...]:
    for depth, step in enumerate(trail, start=1):
        known = bool(category.url and step.url)
        same_name = category.name.casefold() == step.name.casefold()
        if category.url == step.url if known else same_name:
            return trail[:depth]
    return ()
