"""Routes to the addresses of a site's articles, one module each, all with one interface."""

from __future__ import annotations

from collections.abc import Callable

from capitalcities_crawler.discovery.months import MonthsRoute
from capitalcities_crawler.discovery.one_listing import OneListingRoute
from capitalcities_crawler.discovery.route import Answer, Found, Route, RouteClosedError, Step
from capitalcities_crawler.discovery.sections import SectionsRoute, section_addresses
from capitalcities_crawler.discovery.sitemap import SitemapRoute
from capitalcities_crawler.sites import Site

__all__ = [
    "ROUTES",
    "Answer",
    "Found",
    "MonthsRoute",
    "OneListingRoute",
    "Route",
    "RouteClosedError",
    "SectionsRoute",
    "SitemapRoute",
    "Step",
    "section_addresses",
]

ROUTES: dict[str, Callable[[str, Site], Route]] = {
    "sitemap": lambda base_url, _: SitemapRoute(base_url),
    "months": MonthsRoute,
    "sections": SectionsRoute,
}
"""Routes through a whole site by name, the cheapest first: addresses a request 2,000, 10 and 10."""
