"""Which stored article a fetched one is: by its post number first, then by its address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, joinedload

from capitalcities_crawler.archive.models import Article, Page, Revision, Site
from capitalcities_crawler.archive.writing.bulk import rows_where
from capitalcities_crawler.archive.writing.ledger import move

_CURRENT = joinedload(Article.revision).load_only(
    Revision.number, Revision.content_sha256, Revision.fingerprints, Revision.article_id
)
_QUERY = select(Article).options(joinedload(Article.page), _CURRENT)


class Shelf:
    """The stored articles that a batch may be about."""

    def __init__(
        self, session: Session, posts: Iterable[tuple[int, int]], pages: Iterable[Page]
    ) -> None:
        self._session = session
        self._by_post: dict[tuple[int, int], Article] = {}
        self._by_page: dict[Page, Article] = {}
        self._places: dict[Article, Page] = {}
        for site_id, post_ids in _by_site(posts).items():
            query = _QUERY.where(Article.site_id == site_id)
            self._learn(rows_where(session, query, Article.post_id, post_ids))
        stored = [page.id for page in pages if inspect(page).persistent]
        self._learn(rows_where(session, _QUERY, Article.page_id, stored))

    def at(self, page: Page) -> Article | None:
        """Give the article at an address: the living one, or else one that is gone."""
        return self._by_page.get(page)

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
        """Let an article live at an address; whichever lived there is gone."""
        if article.post_id is not None:
            self._by_post[article.site_id, article.post_id] = article
        holder, former = self.at(page), self._places.get(article)
        if holder is not None and holder is not article and holder.gone_at is None:
            self._vacate(holder, at)
        if former is not None and former is not page:
            self._vacate(article, at)
            self._leave(article, former, page)
        article.page = page
        article.gone_at = None
        self._by_page[page] = article
        self._places[article] = page

    def _leave(self, article: Article, former: Page, page: Page) -> None:
        if self.at(former) is article:
            del self._by_page[former]
            move(former, page.url)

    def _vacate(self, article: Article, at: datetime) -> None:
        """Free its address at once: the next row to be written may need it."""
        article.gone_at = at
        self._session.flush()

    def _learn(self, articles: Iterable[Article]) -> None:
        for article in articles:
            self._places[article] = article.page
            if article.post_id is not None:
                self._by_post[article.site_id, article.post_id] = article
            if article.gone_at is None or article.page not in self._by_page:
                self._by_page[article.page] = article


def _by_site(posts: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    post_ids: dict[int, list[int]] = defaultdict(list)
    for site_id, post_id in posts:
        post_ids[site_id].append(post_id)
    return post_ids
