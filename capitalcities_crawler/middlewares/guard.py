"""Refuse what must not be fetched or believed."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING, Self

from scrapy.exceptions import IgnoreRequest

from capitalcities_crawler.urls import same_site

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class RefusedError(IgnoreRequest):
    """Raised for a request or an answer that the guard stops; ``reason`` is a short hyphenated word."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Guard:
    """Keep the crawl on the site, off private networks, and away from challenge pages.

    The spider says by ``base_of(url)`` which site an address belongs to.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._is_private: dict[str, bool] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse an address that a redirect or a link leads to outside the site."""
        asked = request.meta.get("redirect_urls", [request.url])[0]
        base: str = self._crawler.spider.base_of(asked)  # type: ignore[union-attr]
        if not same_site(request.url, base):
            raise RefusedError("off-site", f"leads to another site: {request.url}")

    def process_response(self, request: Request, response: Response) -> Response:
        """Refuse a challenge page, and an answer from inside one's own network."""
        if response.headers.get("cf-mitigated") == b"challenge":
            raise RefusedError("challenge", "the site asks for a browser (Cloudflare challenge)")
        if response.ip_address is not None and "proxy" not in request.meta:
            self._check_network(response.url, response.ip_address)
        return response

    def _check_network(self, url: str, ip: IPv4Address | IPv6Address) -> None:
        """Refuse a public site's name that suddenly leads to a private address (DNS rebinding).

        A site that was private from the start (a mirror, the replica) is what the user asked for.
        """
        base: str = self._crawler.spider.base_of(url)  # type: ignore[union-attr]
        was_private = self._is_private.setdefault(base, ip.is_private)
        if ip.is_private and not was_private:
            raise RefusedError("private-address", f"leads into a private network: {ip}")
