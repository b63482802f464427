"""A map: a circle on each city with articles, on a ground of all the cities of the list of places.

The projection keeps areas (Šavrič, Patterson and Jenny, "The Equal Earth map projection", 2018), so
that a circle means the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

WIDTH, HEIGHT = 960, 415
"""Of the drawing: from about 57 degrees south to 79 north."""

LARGEST = 18.0
"""Radius of the circle of the city with the most articles; areas are in proportion."""

LEAST = 2.0
"""Radius that can still be seen."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_HALF_WIDTH = 2.7066
"""Of the whole earth, in the projection's own units."""
_NORTH = 79


class Site(NamedTuple):
    """A city on the map."""

    name: str
    latitude: float
    longitude: float
    articles: int


class Circle(NamedTuple):
    """A city's circle, with what it stands for in words."""

    x: float
    y: float
    radius: float
    title: str


class WorldMap(NamedTuple):
    """A map of the world."""

    ground: str
    """All cities as dots: the data of an SVG path."""
    circles: list[Circle]
    """The largest first, so that none is hidden."""
    width: int = WIDTH
    height: int = HEIGHT


def world_map(sites: Iterable[Site], ground: Iterable[tuple[float, float]]) -> WorldMap:
    """Draw the sites on a ground of ``(latitude, longitude)``."""
    ordered = sorted(sites, key=lambda site: (-site.articles, site.name))
    most = ordered[0].articles if ordered else 1
    return WorldMap(_dots(ground), [_circle(site, most) for site in ordered])


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Give the place on the drawing, in its pixels.

    >>> project(0, 0)[0] == WIDTH / 2
    True
    """
    scale = WIDTH / (2 * _HALF_WIDTH)
    x, y = _equal_earth(latitude, longitude)
    _, top = _equal_earth(_NORTH, 0)
    return WIDTH / 2 + x * scale, (top - y) * scale


def _equal_earth(latitude: float, longitude: float) -> tuple[float, float]:
    a1, a2, a3, a4 = _A
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    t2, t6 = t**2, t**6
    slope = 9 * a4 * t**8 + 7 * a3 * t6 + 3 * a2 * t2 + a1
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * slope)
    return x, t * (a4 * t**8 + a3 * t6 + a2 * t2 + a1)


def _circle(site: Site, most: int) -> Circle:
    x, y = project(site.latitude, site.longitude)
    noun = "article" if site.articles == 1 else "articles"
    radius = max(LEAST, LARGEST * sqrt(site.articles / most))
    return Circle(x, y, radius, f"{site.name}: {site.articles:,} {noun}")


def _dots(ground: Iterable[tuple[float, float]]) -> str:
    """Write each dot as a line of no length; of those on the same two pixels, one."""
    dots = {(round(x / 2) * 2, round(y / 2) * 2) for x, y in (project(*place) for place in ground)}
    return "".join(f"M{x} {y}h0" for x, y in sorted(dots))
