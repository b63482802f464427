"""Routes to the addresses of a site's articles, one module each, all with one interface."""

from __future__ import annotations

from collections.abc import Callable

from capitalcities_crawler.discovery.chain import Chain
from capitalcities_crawler.discovery.changed import must_fetch
from capitalcities_crawler.discovery.feed import FeedRoute
from capitalcities_crawler.discovery.months import MonthsRoute
from capitalcities_crawler.discovery.one_listing import OneListingRoute
from capitalcities_crawler.discovery.probe import SiteState, probe_urls, read_probe
from capitalcities_crawler.discovery.rest import (
    ModifiedRoute,
    RestRoute,
    content_url,
    read_contents,
)
from capitalcities_crawler.discovery.rest_terms import TermsRoute
from capitalcities_crawler.discovery.route import Answer, Found, Route, RouteClosedError, Step
from capitalcities_crawler.discovery.sections import SectionsRoute, section_addresses
from capitalcities_crawler.discovery.sitemap import SitemapRoute
from capitalcities_crawler.sites import Site

__all__ = [
    "ROUTES",
    "Answer",
    "Chain",
    "FeedRoute",
    "Found",
    "ModifiedRoute",
    "MonthsRoute",
    "OneListingRoute",
    "RestRoute",
    "Route",
    "RouteClosedError",
    "SectionsRoute",
    "SiteState",
    "SitemapRoute",
    "Step",
    "TermsRoute",
    "content_url",
    "must_fetch",
    "probe_urls",
    "read_contents",
    "read_probe",
    "section_addresses",
]

ROUTES: dict[str, Callable[[str, Site], Route]] = {
    "sitemap": lambda base_url, _: SitemapRoute(base_url),
    "rest": RestRoute,
    "months": MonthsRoute,
    "sections": SectionsRoute,
}
"""Routes through a whole site by name, the cheapest first: addresses a request 2,000, 100, 10 and 10.

The REST route goes upwards in time, the listings downwards: a span of days is told to its constructor.
"""
