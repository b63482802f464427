"""The articles before and after the one of a page, also on pages that are refused.

A password-protected article shows its neighbours like any other: whoever walks from neighbour to
neighbour gets past it.
"""

from __future__ import annotations

from typing import NamedTuple

from capitalcities_crawler.items import Link
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.layouts import JNewsLayout, choose
from capitalcities_crawler.sites import Site, site_of


class Neighbours(NamedTuple):
    """Addresses as the page has them, absolute."""

    previous: str | None = None
    """The older one."""
    next: str | None = None
    """The newer one."""
    popup_next: tuple[str, ...] = ()
    """Newer ones that a pop-up offers, not surely the next."""

    def __bool__(self) -> bool:
        return any(self)


def read_neighbours(html: str | bytes, url: str, site: Site | None = None) -> Neighbours:
    """Read the neighbours off the page of a single post, whether or not its text can be read.

    Args:
        html: the page, decoded or as bytes.
        url: where it came from.
        site: the profile of its site; unless given, that of the host.
    """
    document = Document(html, url)
    layout = choose(document, site or site_of(url))
    popup = layout.popup_next if isinstance(layout, JNewsLayout) else ()
    return Neighbours(
        _url(layout.previous),
        _url(layout.next),
        tuple(link.url for link in popup),
    )


def _url(link: Link | None) -> str | None:
    return link.url if link else None
