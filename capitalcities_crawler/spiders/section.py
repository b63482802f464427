"""``scrapy crawl section``: one section and all below it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from capitalcities_crawler.discovery import OneListingRoute, RouteClosedError, section_addresses
from capitalcities_crawler.spiders.asking import Output
from capitalcities_crawler.spiders.walking import WalkingSpider


class SectionSpider(WalkingSpider):
    """Walk the listing pages of a section; WordPress shows in them what is below it as well."""

    name = "section"
    own_arguments = ("path",)

    async def start(self) -> AsyncIterator[Output]:
        """Find the section, then walk it."""
        base, site = self.arguments.base_url, self.arguments.site
        route = OneListingRoute(
            self.name, base, site, section_addresses(base, site, self.arguments.path)
        )
        try:
            async for output in self.walk(route):
                yield output
        except RouteClosedError as error:
            self.logger.error(  # noqa: TRY400 - one line for people, no traceback
                "No section %r here (%s)", self.arguments.path, error
            )
            self.stop("no-such-section")
