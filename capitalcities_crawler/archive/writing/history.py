"""What becomes of the articles of a batch: they move, are gone, and return."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Absence, Article, Move, Page
from capitalcities_crawler.archive.writing.bulk import rows_where


class History:
    """Notes the moves and absences of one batch; the rows are written at the session's flush."""

    def __init__(self, session: Session, crawl_id: int) -> None:
        self.counts: Counter[str] = Counter()
        self._session = session
        self._crawl_id = crawl_id
        self._open: dict[Article, Absence] = {}

    def learn(self, articles: Iterable[Article]) -> None:
        """Load the absences that last of those articles that are gone."""
        gone = [article.id for article in articles if article.gone_at is not None]
        query = select(Absence).where(Absence.returned_at.is_(None)).order_by(Absence.gone_at)
        for absence in rows_where(self._session, query, Absence.article_id, gone):
            self._open[absence.article] = absence

    def moved(self, article: Article, former: Page, page: Page, at: datetime) -> None:
        """Note that an article has another address than before."""
        move = Move(crawl_id=self._crawl_id, moved_at=at, from_page=former, to_page=page)
        move.article = article
        self._session.add(move)
        self.counts["articles/moved"] += 1

    def gone(self, article: Article, at: datetime, reason: str, evidence: Sequence[str]) -> None:
        """End an article."""
        article.gone_at = at
        absence = Absence(
            article=article,
            crawl_id=self._crawl_id,
            gone_at=at,
            reason=reason,
            evidence=list(evidence),
        )
        self._session.add(absence)
        self._open[article] = absence
        self.counts["articles/gone"] += 1

    def returned(self, article: Article, at: datetime, *, moved: bool) -> None:
        """Note that a gone article was seen again.

        One that the same run missed at its old address and met at a new one was never away.
        """
        absence = self._open.pop(article, None)
        if absence is not None:
            same_run = absence.crawl_id == self._crawl_id
            if moved and (same_run or absence.gone_at >= at):
                self._forget(absence)
                return
            absence.returned_at = at
        self.counts["articles/returned"] += 1

    def _forget(self, absence: Absence) -> None:
        self.counts["articles/gone"] -= 1  # of an earlier batch of the run, perhaps: sums stay true
        if inspect(absence).persistent:
            self._session.delete(absence)
        else:
            self._session.expunge(absence)
