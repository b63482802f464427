"""The archive in numbers: what a report draws."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session


class Day(NamedTuple):
    """A day on the site's clock, with how much was published."""

    day: date
    articles: int


class Named(NamedTuple):
    """Something that articles are about or come from, and how many do."""

    name: str
    articles: int
    first_on: date | None
    last_on: date | None


class Place(NamedTuple):
    """A region, country or city with its articles, those of the places within included."""

    kind: str
    """region, country or city."""
    name: str
    within: str | None
    """The country of a city, the region of a country."""
    articles: int
    latitude: float | None
    """Degrees north, of a city that the list of places knows."""
    longitude: float | None
    """Degrees east."""


class Changes(NamedTuple):
    """How often something happened in a month (UTC) in which the site was looked at."""

    month: str
    change: str
    """revised, moved, gone or returned."""
    times: int


class Reprint(NamedTuple):
    """A group of articles with nearly the same text."""

    url: str
    """Of the one that was published first."""
    title: str
    articles: int
    first_on: date | None
    last_on: date | None


_DAYS = """
    SELECT day, sum(articles) AS articles FROM timeline GROUP BY day ORDER BY day
"""

_PLACES = """
    SELECT kind, name, CASE kind WHEN 'city' THEN country WHEN 'country' THEN region END AS within,
        sum(articles) AS articles, min(latitude), min(longitude)
    FROM places GROUP BY 1, 2, 3 HAVING sum(articles) > 0 ORDER BY articles DESC, name
"""

_PUBLISHERS = """
    SELECT max(publisher) AS publisher, sum(articles) AS articles, min(first_on), max(last_on)
    FROM publishers GROUP BY publisher_key ORDER BY articles DESC, publisher
"""

_TAGS = """
    SELECT tag.name, count(*) AS articles, min(published_on), max(published_on)
    FROM tag
    JOIN article_tag ON article_tag.tag_id = tag.id
    JOIN article ON article.id = article_tag.article_id
    WHERE article.gone_at IS NULL
    GROUP BY tag.name ORDER BY articles DESC, tag.name
"""

_CHANGES = """
    SELECT substr(CAST(changed_at AS TEXT), 1, 7) AS month, change, count(*) AS times
    FROM changes GROUP BY 1, 2 ORDER BY 1, 2
"""

_REPRINTS = """
    WITH member AS (
        SELECT url, title, published_on, duplicate_group,
            count(*) OVER (PARTITION BY duplicate_group) AS articles,
            min(published_on) OVER (PARTITION BY duplicate_group) AS first_on,
            max(published_on) OVER (PARTITION BY duplicate_group) AS last_on,
            row_number() OVER (PARTITION BY duplicate_group ORDER BY published_at, url) AS place
        FROM articles WHERE duplicate_group IS NOT NULL
    )
    SELECT url, title, articles, first_on, last_on FROM member
    WHERE place = 1 ORDER BY articles DESC, last_on DESC, url
"""


def days(session: Session) -> list[Day]:
    """Give every local day with articles, in order."""
    return [Day(_day(row[0]), row[1]) for row in session.execute(text(_DAYS))]


def places(session: Session) -> list[Place]:
    """Give the places that articles are about, those with the most articles first."""
    return [
        Place(row[0], row[1], row[2], int(row[3]), row[4], row[5])
        for row in session.execute(text(_PLACES))
    ]


def publishers(session: Session) -> list[Named]:
    """Give the original publishers, those with the most articles first."""
    return [_named(*row) for row in session.execute(text(_PUBLISHERS))]


def tags(session: Session) -> list[Named]:
    """Give the tags, those with the most articles first."""
    return [_named(*row) for row in session.execute(text(_TAGS))]


def changes(session: Session) -> list[Changes]:
    """Count what happened to stored articles, by month and kind of change."""
    return [Changes(*row) for row in session.execute(text(_CHANGES))]


def reprints(session: Session) -> list[Reprint]:
    """Give the groups of near-duplicates, the largest first."""
    rows = session.execute(text(_REPRINTS))
    return [
        Reprint(row[0], row[1], row[2], _day_if_any(row[3]), _day_if_any(row[4])) for row in rows
    ]


def _named(name: str, articles: int, first_on: object, last_on: object) -> Named:
    return Named(name, int(articles), _day_if_any(first_on), _day_if_any(last_on))


def _day_if_any(value: object) -> date | None:
    return None if value is None else _day(value)


def _day(value: object) -> date:
    """Read a day as a database gives it: SQLite as text."""
    return value if isinstance(value, date) else date.fromisoformat(str(value))
