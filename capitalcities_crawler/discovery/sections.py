"""Sections: category listings, from the menu and the categories widget, page by page.

A category's listing holds the articles of all categories below it, so only the tops of the tree
are walked to the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from capitalcities_crawler.discovery.listings import articles_of, linked, read_listing
from capitalcities_crawler.discovery.route import Answer, RouteClosedError, Step
from capitalcities_crawler.items import CategoryNode, Listing
from capitalcities_crawler.pages import PageError
from capitalcities_crawler.sites import Site
from capitalcities_crawler.urls import Kind, parse_address


class SectionsRoute:
    """Walk every section of the site."""

    name = "sections"
    shows_edits = False

    def __init__(self, base_url: str, site: Site) -> None:
        self._base = base_url
        self._site = site
        self._asked: set[str] = set()
        self._walked: set[str] = set()

    def start_urls(self) -> tuple[str, ...]:
        """Give the home page."""
        return (f"{self._base}/",)

    def read(self, answer: Answer) -> Step:
        """Read the home page or one page of a section."""
        try:
            step = self._step(answer) if answer.ok else Step(lost=True)
        except PageError:
            step = Step(lost=True)
        if not self._asked:
            raise RouteClosedError(answer.problem or "the home page links to no section")
        return step

    def _step(self, answer: Answer) -> Step:
        listing = read_listing(answer, self._site)
        if answer.asked in self.start_urls():
            sections = linked(answer, Kind.SECTION, self._base) + self._widget(listing)
            return Step(follow=self._new(tops(sections)))
        if self._is_covered(answer.url):
            return Step()
        self._walked.add(answer.url)
        return Step(
            articles=articles_of(listing, self._base),
            follow=self._new((listing.next_url,) if listing.next_url else ()),
            counts=listing.site_facts.counts,
        )

    def _widget(self, listing: Listing) -> tuple[str, ...]:
        """Addresses in the categories widget; of a tree, its tops are enough."""
        nodes = listing.site_facts.categories
        tops_only = [node for node in nodes if node.level == 0]
        return tuple(self._address(node) for node in tops_only if node.url or node.term_id)

    def _address(self, node: CategoryNode) -> str:
        return node.url or f"{self._base}/?cat={node.term_id}"  # redirects to the section

    def _is_covered(self, url: str) -> bool:
        """Whether a section walked before, or one above it, holds the same articles."""
        if parse_address(url, self._base).page > 1:
            return False
        return url in self._walked or any(is_below(url, walked) for walked in self._walked)

    def _new(self, urls: Sequence[str]) -> tuple[str, ...]:
        new = tuple(url for url in urls if url not in self._asked)
        self._asked.update(new)
        return new


def section_addresses(base_url: str, site: Site, path: str) -> tuple[str, ...]:
    """Give the addresses where WordPress may serve a section, likeliest first.

    >>> from capitalcities_crawler.sites import get_site
    >>> section_addresses("https://example.org", get_site("capitalcities"), "asia/china")[0]
    'https://example.org/category/world/asia/china/'
    """
    steps = [step for step in urlsplit(path).path.split("/") if step]
    if steps[:1] == [site.category_base]:
        return (f"{base_url}/{'/'.join(steps)}/",)
    root = [name.lower().replace(" ", "-") for name in site.section_root]
    tails = [steps] if steps[: len(root)] == root else [root + steps, steps]
    tails.append(steps[-1:])  # WordPress finds a nested category by its last step alone
    paths = ("/".join([site.category_base, *tail]) for tail in tails)
    return tuple(dict.fromkeys(f"{base_url}/{tail}/" for tail in paths))


def tops(urls: Sequence[str]) -> tuple[str, ...]:
    """Give the sections that are not below another of them, in order.

    >>> tops(["https://a.org/category/asia/china/", "https://a.org/category/asia/"])
    ('https://a.org/category/asia/',)
    """
    unique = list(dict.fromkeys(urls))
    return tuple(url for url in unique if not any(is_below(url, other) for other in unique))


def is_below(url: str, other: str) -> bool:
    """Whether one section's address lies strictly below another's."""
    return url != other and url.startswith(other.rstrip("/") + "/") and "?" not in other
