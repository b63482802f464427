"""What the routes over listing pages share: reading one page of teasers and its links."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urljoin

from capitalcities_crawler.discovery.route import Answer, Found
from capitalcities_crawler.items import Listing, Moment
from capitalcities_crawler.pages import ListingPage
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.sites import Site
from capitalcities_crawler.urls import Kind, canonical_url, listing_page, parse_address, same_site


def read_listing(answer: Answer, site: Site) -> Listing:
    """Read a listing page."""
    return ListingPage(answer.body, answer.url, site).to_item()


def articles_of(listing: Listing, base: str) -> tuple[Found, ...]:
    """Give the articles that a listing shows, hero first."""
    return tuple(
        Found(teaser.url, _day(teaser.published))
        for teaser in listing.teasers
        if same_site(teaser.url, base) and parse_address(teaser.url, base).kind is Kind.ARTICLE
    )


def linked(answer: Answer, kind: Kind, base: str) -> tuple[str, ...]:
    """Give the first pages of all listings of a kind that a page links to, in order."""
    urls = (canonical_url(urljoin(answer.url, href), base) for href in _addresses(answer))
    ours = (url for url in urls if same_site(url, base) and parse_address(url, base).kind is kind)
    return tuple(dict.fromkeys(listing_page(url, 1) for url in ours))


def _addresses(answer: Answer) -> Iterator[str]:
    document = Document(answer.body, answer.url)
    for link in document.by_tag("a"):
        yield link.get("href") or ""
    for option in document.by_tag("option"):  # the archives widget as a dropdown
        value = option.get("value") or ""
        if "/" in value:
            yield value


def _day(moment: Moment | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
