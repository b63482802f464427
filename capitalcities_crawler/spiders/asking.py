"""Which addresses are asked for: those that the ledger knows as unsettled, and those that it does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Response

from capitalcities_crawler.archive.known import Known
from capitalcities_crawler.discovery import Found
from capitalcities_crawler.events import Discovery, Event, Outcome, PageState
from capitalcities_crawler.spiders.outcomes import Problem
from capitalcities_crawler.spiders.site import SiteSpider, now
from capitalcities_crawler.spiders.visit import Visit, visit_to

if TYPE_CHECKING:
    from twisted.python.failure import Failure

Output = Event | Request

ARTICLES_FIRST = 10
"""Priority of articles over listings: what is found is fetched before more is looked for."""

_UNSETTLED = frozenset({PageState.PENDING, PageState.FAILED})
"""States of the ledger in which an address is still to be fetched."""


class AskingSpider(SiteSpider):
    """Keep the ledger of addresses, and ask for articles, each once a run."""

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self._asked: set[str] = set()

    def ask_due(
        self, found: Iterable[Found], via: str, outside: Container[str] = ()
    ) -> Iterator[Output]:
        """Enter new addresses into the ledger; ask for those that are due.

        Those ``outside`` the window of this run are entered, for another one, and not asked for.
        """
        new = {each.url: each for each in found if each.url not in self._asked}
        known = self.known(new)
        for url, each in new.items():
            self.noticed(url, known.get(url))
            if url not in known:
                yield self.discovery(url, via, self.day_in(url))
            if url not in outside and self.is_due(each, known.get(url)):
                yield from self.ask(visit_to(url, known.get(url), each.modified_at))

    def known(self, urls: Iterable[str]) -> dict[str, Known]:
        """Give what the archive knows of addresses."""
        by_site: dict[str, list[str]] = defaultdict(list)
        for url in urls:
            by_site[self.base_of(url)].append(url)
        known: dict[str, Known] = {}
        for base, its_urls in by_site.items():
            known |= self.archive.known_pages(self.arguments.site.key, base, its_urls)
        return known

    def is_due(self, found: Found, known: Known | None) -> bool:  # noqa: ARG002 - for those who look closer
        """Whether to fetch an address: unknown, unsettled, lost from the archive, or back again."""
        if known is None or known.state in _UNSETTLED:
            return True
        if known.state in {PageState.STORED, PageState.UNCHANGED}:
            return not known.is_living
        return known.state is PageState.GONE and known.has_article

    def noticed(self, url: str, known: Known | None) -> None:
        """Take note of an address on a route; for spiders that keep account of them."""

    def ask(self, visit: Visit) -> Iterator[Request]:
        """Ask for an article, once a run."""
        if visit.address not in self._asked:
            self._asked.add(visit.address)
            self.count("found")
            yield self.request(visit.address, visit)

    def was_asked(self, url: str) -> bool:
        """Whether this run has asked for an address."""
        return url in self._asked

    def request(self, url: str, visit: Visit, priority: int = ARTICLES_FIRST) -> Request:
        """Make the request for a page of an article."""
        return Request(
            url,
            callback=self.parse_article,
            errback=self.article_failed,
            cb_kwargs={"visit": visit},
            priority=priority,
            dont_filter=True,  # a redirect to an address asked before must still be answered for
        )

    def parse_article(self, response: Response, visit: Visit) -> Iterator[Output]:
        """Read what came of a request."""
        raise NotImplementedError

    def article_failed(self, failure: Failure) -> Iterator[Output]:
        """Say why nothing came of it."""
        raise NotImplementedError

    def discovery(self, url: str, via: str, day: date | None) -> Discovery:
        """Say that an address was found."""
        return Discovery(url=url, via=via, seen_at=now(), published_on=day)

    def outcome(
        self,
        visit: Visit,
        problem: Problem,
        day: date | None = None,
        *,
        at: datetime | None = None,
    ) -> Outcome:
        """Say that an address gave no article (``at``: now), and why."""
        self.count(f"{problem.state}/{problem.reason}")
        return Outcome(
            url=visit.address,
            state=problem.state,
            reason=problem.reason,
            at=at or now(),
            status=problem.status,
            error=problem.message,
            published_on=day or self.day_in(visit.address),
            announced_at=visit.announced_at,
            evidence=visit.looks,
        )
