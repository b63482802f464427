"""Whether two sources contradict each other, or only say the same with more or less detail."""

from __future__ import annotations

from datetime import datetime

from capitalcities_crawler.items import Author, Term
from capitalcities_crawler.pages.dates import Dated
from capitalcities_crawler.pages.titles import fold


def contradicts(said: object, chosen: object) -> bool:
    """Tell whether a value cannot be true beside the chosen one.

    A day agrees with every time on it or next to it (the zones may differ), names and terms with
    every larger or smaller set of them, a title with its other prints.
    """
    if isinstance(said, Dated) and isinstance(chosen, Dated):
        return _dates_differ(said, chosen)
    if isinstance(said, tuple) and isinstance(chosen, tuple):
        return not (_names(said) <= _names(chosen) or _names(chosen) <= _names(said))
    if isinstance(said, str) and isinstance(chosen, str):
        return fold(said) not in fold(chosen) and fold(chosen) not in fold(said)
    return said != chosen


def _dates_differ(said: Dated, chosen: Dated) -> bool:
    if isinstance(said.moment, datetime) and isinstance(chosen.moment, datetime):
        return abs((said.moment - chosen.moment).total_seconds()) >= 60
    return abs((said.day - chosen.day).days) > 1


def _names(people_or_terms: tuple[object, ...]) -> frozenset[str]:
    named = (item for item in people_or_terms if isinstance(item, (Author, Term)))
    return frozenset(fold(item.name) for item in named)


def plain(value: object) -> str:
    """Write a value as text for the record."""
    if isinstance(value, Dated):
        return value.moment.isoformat()
    if isinstance(value, tuple):
        return ", ".join(item.name for item in value if isinstance(item, (Author, Term)))
    return str(value)
