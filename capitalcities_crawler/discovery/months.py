"""Month archives: the addresses in the home page's archives widget or calendar, page by page.

Each month page repeats the widget, so months that the home page does not name are found on the
way; a calendar leads from month to month by its arrows.
"""

from __future__ import annotations

from capitalcities_crawler.discovery.listings import articles_of, linked, read_listing
from capitalcities_crawler.discovery.route import Answer, RouteClosedError, Step
from capitalcities_crawler.pages import PageError
from capitalcities_crawler.sites import Site
from capitalcities_crawler.urls import Kind, parse_address


class MonthsRoute:
    """Walk all month archives, newest first as the widget prints them."""

    name = "months"
    shows_edits = False

    def __init__(self, base_url: str, site: Site) -> None:
        self._base = base_url
        self._site = site
        self._asked: set[str] = set()

    def start_urls(self) -> tuple[str, ...]:
        """Give the home page."""
        return (f"{self._base}/",)

    def read(self, answer: Answer) -> Step:
        """Read the home page or one page of a month."""
        is_month = parse_address(answer.asked, self._base).kind is Kind.MONTH
        try:
            step = self._step(answer, is_month=is_month)
        except PageError:
            step = Step(lost=True)
        if not self._asked:
            raise RouteClosedError(answer.problem or "the home page links to no month archive")
        return step

    def _step(self, answer: Answer, *, is_month: bool) -> Step:
        if not answer.ok:
            return Step(lost=True)
        months = self._new(linked(answer, Kind.MONTH, self._base))
        if not is_month:
            return Step(follow=months)
        listing = read_listing(answer, self._site)
        pages = self._new((listing.next_url,) if listing.next_url else ())
        return Step(
            articles=articles_of(listing, self._base),
            follow=pages + months,
            counts=listing.site_facts.counts,
        )

    def _new(self, urls: tuple[str, ...]) -> tuple[str, ...]:
        new = tuple(url for url in urls if url not in self._asked)
        self._asked.update(new)
        return new
