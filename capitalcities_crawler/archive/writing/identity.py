"""Which stored article a fetched one is, by post number first, then by address; where it lives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, joinedload

from capitalcities_crawler.archive.models import Article, Page, Revision, Site
from capitalcities_crawler.archive.writing.bulk import rows_where
from capitalcities_crawler.archive.writing.history import History
from capitalcities_crawler.archive.writing.ledger import move
from capitalcities_crawler.events import PageState

_CURRENT = joinedload(Article.revision).load_only(
    Revision.number, Revision.content_sha256, Revision.fingerprints, Revision.article_id
)
_QUERY = select(Article).options(joinedload(Article.page), _CURRENT)


class End(NamedTuple):
    """How an article ended."""

    at: datetime
    reason: str
    evidence: tuple[str, ...]


class Shelf:
    """The stored articles that a batch may be about, and where they live."""

    def __init__(
        self,
        session: Session,
        history: History,
        posts: Iterable[tuple[int, int]],
        pages: Iterable[Page],
    ) -> None:
        self._session = session
        self._history = history
        self._by_post: dict[tuple[int, int], Article] = {}
        self._by_page: dict[Page, Article] = {}
        self._places: dict[Article, Page] = {}
        for site_id, post_ids in _by_site(posts).items():
            query = _QUERY.where(Article.site_id == site_id)
            self._learn(rows_where(session, query, Article.post_id, post_ids))
        stored = [page.id for page in pages if inspect(page).persistent]
        self._learn(rows_where(session, _QUERY, Article.page_id, stored))
        history.learn(self._places)

    def at(self, page: Page) -> Article | None:
        """Give the article at an address: the living one, or else one that is gone."""
        return self._by_page.get(page)

    def is_past(self, article: Article, page: Page, at: datetime) -> bool:
        """Tell whether more is known of an article than that it was at ``page`` then."""
        elsewhere = self._places[article] is not page
        return article.last_seen_at > at or (article.last_seen_at == at and elsewhere)

    def find(
        self, site: Site, post_id: int | None, asked: Page, page: Page, content_sha256: str
    ) -> Article | None:
        """Give the stored article that was fetched from ``asked`` and lives at ``page``.

        Where no post number tells, an address that leads elsewhere is the same article moved only
        if its content is the same: sites also lead removed articles to others.
        """
        if post_id is not None and (known := self._by_post.get((site.id, post_id))):
            return known
        here = self.at(page)
        if here is not None:
            return here if post_id is None or here.post_id in {None, post_id} else None
        there = self.at(asked)
        if there is None or (post_id and there.post_id):
            return None
        same = there.revision is not None and there.revision.content_sha256 == content_sha256
        return there if same else None

    def place(self, article: Article, page: Page, at: datetime) -> None:
        """Let an article live at an address, where it was seen; whichever lived there is gone.

        What was seen later stays: an article found gone from there since is gone, and so is one
        at whose address something else was found since.
        """
        former = self._places.get(article)
        moved = former is not None and former is not page
        if article.post_id is not None:
            self._by_post[article.site_id, article.post_id] = article
        if former is page and (article.gone_at is None or article.gone_at >= at):
            return
        if article.gone_at is not None:
            self._history.returned(article, at, moved=moved)
        if former is not None and moved:
            self._leave(article, former, page, at)
        self._places[article] = page
        self._settle(article, page, at)

    def _leave(self, article: Article, former: Page, page: Page, at: datetime) -> None:
        if article.gone_at is None or former.state == PageState.GONE:  # else another's by now
            move(former, page.url)
        if self.at(former) is article:
            del self._by_page[former]
        article.gone_at = at
        self._session.flush()  # frees its address: the next row to be written may need it
        self._history.moved(article, former, page, at)

    def _settle(self, article: Article, page: Page, at: datetime) -> None:
        holder = self.at(page)
        holder = holder if holder is not article else None
        if end := _end_since(page, holder, at):
            article.page = page
            self._by_page.setdefault(page, article)
            self._history.gone(article, *end)
            return
        if holder is not None:
            if holder.gone_at is None:
                self._history.gone(holder, at, *_replaced(page, article))
            self._session.flush()  # as above
        article.page = page
        article.gone_at = None
        self._by_page[page] = article

    def _learn(self, articles: Iterable[Article]) -> None:
        for article in articles:
            self._places[article] = article.page
            if article.post_id is not None:
                self._by_post[article.site_id, article.post_id] = article
            here = self._by_page.get(article.page)
            if here is None or _rank(article) > _rank(here):
                self._by_page[article.page] = article


def _rank(article: Article) -> tuple[bool, datetime]:
    """Put the living article of an address above those gone from it, and the last gone first."""
    return article.gone_at is None, article.gone_at or article.last_seen_at


def _end_since(page: Page, holder: Article | None, at: datetime) -> End | None:
    """Tell when and why an article seen at ``page`` had ended by what was seen there later."""
    if holder is not None and holder.gone_at is None and holder.last_seen_at > at:
        return End(holder.last_seen_at, *_replaced(page, holder))
    if page.last_checked_at is None or page.last_checked_at <= at:
        return None
    if page.state == PageState.MOVED:
        return End(page.last_checked_at, "other-post", (f"{page.url} leads to {page.moved_to}",))
    if page.state == PageState.GONE:
        reason = page.reason or PageState.GONE
        return End(page.last_checked_at, reason, (page.last_error or reason,))
    return None


def _replaced(page: Page, by: Article) -> tuple[str, tuple[str, ...]]:
    number = by.post_id or "without number"
    return "other-post", (f"{page.url} shows another post: {number}",)


def _by_site(posts: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    post_ids: dict[int, list[int]] = defaultdict(list)
    for site_id, post_id in posts:
        post_ids[site_id].append(post_id)
    return post_ids
