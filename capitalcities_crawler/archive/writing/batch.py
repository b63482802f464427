"""Save a batch of events: the ledger, the articles, what the site says of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.checkpoints import save_checkpoint
from capitalcities_crawler.archive.decide import Change
from capitalcities_crawler.archive.models import AdvertisedCount, Article, Crawl, Page
from capitalcities_crawler.archive.writing.articles import Articles
from capitalcities_crawler.archive.writing.captures import Captures
from capitalcities_crawler.archive.writing.history import History
from capitalcities_crawler.archive.writing.identity import Shelf
from capitalcities_crawler.archive.writing.ledger import Ledger, addresses
from capitalcities_crawler.archive.writing.sites import Sites
from capitalcities_crawler.events import (
    Checkpoint,
    Discovery,
    Event,
    FetchedArticle,
    Observation,
    Outcome,
    PageState,
)

_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Batch:
    """One batch within one transaction. Saving it a second time changes nothing."""

    def __init__(self, session: Session, crawl: Crawl, events: Sequence[Event]) -> None:
        fetched = [event for event in events if isinstance(event, FetchedArticle)]
        self._session = session
        self._crawl = crawl
        self._events = sorted(events, key=_time)  # as things happened
        self._counts: Counter[str] = Counter()
        self._sites = Sites(session, crawl.site)
        self._ledger = Ledger(session, self._sites, addresses(events))
        self._captures = Captures(session, crawl.id, (event.fetch for event in fetched))
        self._history = History(session, crawl.id)
        self._shelf = Shelf(session, self._history, self._posts(fetched), self._ledger.pages())
        self._articles = Articles(session, self._shelf)

    def save(self) -> dict[str, int]:
        """Write everything; give counts such as ``articles/new``.

        Counts of a run are true in sum: one of an earlier batch may be taken back.
        """
        for event in self._events:
            match event:
                case Discovery():
                    self._counts["pages/discovered"] += self._ledger.discover(event)
                case Outcome():
                    self._record(event)
                case FetchedArticle():
                    self._save_article(event)
        self._articles.finish()
        self._save_counts([e for e in self._events if isinstance(e, Observation)])
        for event in self._events:
            if isinstance(event, Checkpoint):
                save_checkpoint(self._session, self._crawl, event)
        self._counts.update(self._history.counts)
        return {name: number for name, number in self._counts.items() if number}

    def _posts(self, fetched: list[FetchedArticle]) -> set[tuple[int, int]]:
        articles = [event.article for event in fetched]
        return {(self._sites.of(a.url).id, a.post_id) for a in articles if a.post_id is not None}

    def _save_article(self, event: FetchedArticle) -> None:
        fetch, at = event.fetch, event.fetch.fetched_at
        asked = self._ledger.page(fetch.url, via="given", at=at)
        page = self._ledger.page(event.article.url, via="canonical", at=at)
        capture = self._captures.keep(asked, fetch)
        site = self._sites.of(event.article.url)
        article, change = self._articles.save(event, site, asked, page, capture)
        state = PageState.UNCHANGED if change is Change.UNCHANGED else PageState.STORED
        self._ledger.fetched(asked, page, article.page, fetch, state)
        self._counts[f"articles/{change}"] += 1

    def _record(self, event: Outcome) -> None:
        self._counts[f"pages/{event.state}"] += 1
        page = self._ledger.tried(event)
        if page is None:
            return
        article = self._shelf.at(page)
        is_living = article is not None and article.gone_at is None
        if event.state is PageState.GONE and page.state == PageState.MOVED and not is_living:
            return  # the article that moved away from here lives on
        self._ledger.record(page, event)
        if article is not None:
            self._tell(article, page, event)

    def _tell(self, article: Article, page: Page, event: Outcome) -> None:
        if event.state is PageState.GONE and article.gone_at is None:
            if article.last_seen_at < event.at:
                evidence = event.evidence or (event.error or event.reason,)
                self._history.gone(article, event.at, event.reason, evidence)
        elif event.state is PageState.UNCHANGED:
            article.last_seen_at = max(article.last_seen_at, event.at)
            self._shelf.place(article, page, event.at)

    def _save_counts(self, observations: list[Observation]) -> None:
        rows: dict[tuple[Any, ...], dict[str, Any]] = {}
        for seen in sorted(observations, key=lambda observation: observation.observed_at):
            for count in seen.counts:
                key = (count.kind, count.key, count.source or "", count.count)
                rows[key] = {
                    "crawl_id": self._crawl.id,
                    "site_id": self._crawl.site_id,
                    "observed_at": seen.observed_at,
                    "kind": count.kind,
                    "key": count.key,
                    "count": count.count,
                    "label": count.label,
                    "source": count.source or "",
                }
        if rows:
            self._upsert_counts(list(rows.values()))

    def _upsert_counts(self, rows: list[dict[str, Any]]) -> None:
        query = _INSERT[self._session.get_bind().dialect.name](AdvertisedCount)
        newest = query.on_conflict_do_update(
            index_elements=["crawl_id", "site_id", "kind", "key", "source", "count"],
            set_={"observed_at": query.excluded.observed_at},
            where=query.excluded.observed_at > AdvertisedCount.observed_at,
        )
        self._session.execute(newest, rows)


def _time(event: Event) -> datetime:
    match event:
        case FetchedArticle():
            return event.fetch.fetched_at
        case Discovery():
            return event.seen_at
        case Observation():
            return event.observed_at
        case Outcome() | Checkpoint():
            return event.at
