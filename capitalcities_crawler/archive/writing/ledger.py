"""The page ledger: what happened to each address of a batch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Page
from capitalcities_crawler.archive.writing.bulk import rows_where
from capitalcities_crawler.archive.writing.sites import Sites
from capitalcities_crawler.events import Discovery, Event, Fetch, FetchedArticle, Outcome, PageState


def addresses(events: Iterable[Event]) -> set[str]:
    """List all addresses that events speak of."""
    found: set[str | None] = set()
    for event in events:
        match event:
            case FetchedArticle():
                found |= {event.fetch.url, event.article.url}
            case Outcome():
                found |= {event.url, event.moved_to}
            case Discovery():
                found.add(event.url)
    return {url for url in found if url}


class Ledger:
    """The pages of one batch, loaded with one look-up and written at the session's flush."""

    def __init__(self, session: Session, sites: Sites, urls: Iterable[str]) -> None:
        self._session = session
        self._sites = sites
        rows = rows_where(session, select(Page), Page.url, urls)
        self._pages = {(page.site_id, page.url): page for page in rows}

    def pages(self) -> Iterable[Page]:
        """Give all pages of the batch."""
        return self._pages.values()

    def page(self, url: str, *, via: str, at: datetime) -> Page:
        """Give the row of an address; a new one is pending."""
        site = self._sites.of(url)
        page = self._pages.get((site.id, url))
        if page is None:
            page = Page(
                site_id=site.id,
                url=url,
                kind="article",
                state=PageState.PENDING,
                discovered_at=at,
                discovered_via=via,
                attempts=0,
            )
            self._session.add(page)
            self._pages[site.id, url] = page
        return page

    def discover(self, event: Discovery) -> bool:
        """Note an address; what is known of it stays. Tell whether it is new."""
        known = len(self._pages)
        page = self.page(event.url, via=event.via, at=event.seen_at)
        if page.last_checked_at is None:
            page.kind = event.kind
        page.published_on = page.published_on or event.published_on
        return len(self._pages) > known

    def tried(self, event: Outcome) -> Page | None:
        """Note that an address was tried; ``None`` when a later try is known already."""
        page = self.page(event.url, via="given", at=event.at)
        if not self._tried(page, event.at):
            return None
        page.last_status, page.last_error = event.status, event.error
        return page

    def record(self, page: Page, event: Outcome) -> None:
        """Note how the try of an address ended."""
        page.state, page.reason = event.state, event.reason
        page.moved_to = event.moved_to
        page.published_on = event.published_on or page.published_on
        if event.state is not PageState.FAILED:  # what was announced is still to be seen
            page.announced_at = event.announced_at or page.announced_at
        if event.moved_to:
            self.page(event.moved_to, via="redirect", at=event.at)

    def fetched(self, asked: Page, page: Page, home: Page, fetch: Fetch, state: PageState) -> None:
        """Note that an article was read from ``asked``, with ``page`` as its own address.

        It lives at ``home``: elsewhere, when the fetch is from the past.
        """
        at = fetch.fetched_at
        is_news = page.last_checked_at is None or page.last_checked_at < at
        if self._tried(asked, at):
            asked.last_status, asked.last_error = fetch.status, None
            asked.etag, asked.last_modified = fetch.etag, fetch.last_modified
            if page is home and asked is not page:
                move(asked, page.url)
        if page is not home:
            move_pending((asked, page), home.url)
        elif is_news:
            settle(page, state, at)
            for address in (asked, page):
                address.announced_at = fetch.announced_at or address.announced_at

    def _tried(self, page: Page, at: datetime) -> bool:
        if page.last_checked_at and page.last_checked_at >= at:
            return False
        page.last_checked_at = at
        page.attempts += 1
        return True


def move(page: Page, url: str) -> None:
    """Note that what was here lives at ``url`` now."""
    page.state, page.reason, page.moved_to = PageState.MOVED, "canonical", url


def move_pending(pages: Iterable[Page], url: str) -> None:
    """Note of addresses that nothing was known of that what is there lives at ``url``."""
    for page in pages:
        if page.state == PageState.PENDING:
            move(page, url)


def settle(page: Page, state: PageState, at: datetime) -> None:
    """Note that an article was seen to live here."""
    page.state, page.reason, page.moved_to = state, None, None
    page.kind = "article"
    page.last_checked_at = at
