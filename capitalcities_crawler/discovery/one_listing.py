"""One listing, page by page: a section, or a month."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from urllib.parse import urlsplit

from capitalcities_crawler.discovery.listings import articles_of, read_listing
from capitalcities_crawler.discovery.route import Answer, RouteClosedError, Step
from capitalcities_crawler.items import Listing
from capitalcities_crawler.pages import PageError
from capitalcities_crawler.sites import Site


class OneListingRoute:
    """Walk one listing to its end.

    Args:
        name: how the ledger names the route.
        base_url: root of the site.
        site: its profile.
        addresses: where the listing may live; the first that answers is taken.
    """

    shows_edits = False

    def __init__(self, name: str, base_url: str, site: Site, addresses: Sequence[str]) -> None:
        self.name = name
        self._base = base_url
        self._site = site
        self._addresses = deque(addresses)
        self._asked: set[str] = set()
        self._problems: list[str] = []

    def start_urls(self) -> tuple[str, ...]:
        """Give the likeliest address."""
        return (self._addresses.popleft(),)

    def read(self, answer: Answer) -> Step:
        """Read one page of the listing, or see that it is not here."""
        listing = self._listing(answer)
        if listing is None:
            return Step(lost=True) if self._asked else self._elsewhere(answer)
        self._asked.add(answer.asked)
        next_url = listing.next_url
        return Step(
            articles=articles_of(listing, self._base),
            follow=(next_url,) if next_url and next_url not in self._asked else (),
            counts=listing.site_facts.counts,
        )

    def _listing(self, answer: Answer) -> Listing | None:
        try:
            return read_listing(answer, self._site) if answer.ok else None
        except PageError:
            return None

    def _elsewhere(self, answer: Answer) -> Step:
        path = urlsplit(answer.asked).path
        self._problems.append(f"{path}: {answer.problem or 'no listing'}")
        if not self._addresses:
            raise RouteClosedError("; ".join(self._problems))
        return Step(follow=(self._addresses.popleft(),))
