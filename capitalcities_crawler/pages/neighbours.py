"""The posts before and after one, as any page of a post links to them: a protected one, too."""

from __future__ import annotations

from typing import NamedTuple

from capitalcities_crawler.items import Link
from capitalcities_crawler.pages.article import ArticlePage
from capitalcities_crawler.sites import Site


class Neighbours(NamedTuple):
    """Where a page leads in the chain of posts."""

    previous: Link | None = None
    next: Link | None = None
    related: tuple[str, ...] = ()
    """Addresses of other posts, in no order of time: ways around a broken chain."""


def read_neighbours(html: str | bytes, url: str, site: Site | None = None) -> Neighbours:
    """Read the links of a post's page, whether or not its text can be read."""
    layout = ArticlePage(html, url, site).layout
    related = tuple(teaser.url for teaser in layout.related)
    return Neighbours(layout.previous, layout.next, related)
