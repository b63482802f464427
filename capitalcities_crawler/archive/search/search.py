"""Find the articles that answer a query, best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, column, literal_column, select, table, text
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Article, Page, Revision, SearchText, Section
from capitalcities_crawler.archive.search.grammar import Phrase, Query, parse, phrases
from capitalcities_crawler.archive.search.index import INDEX
from capitalcities_crawler.archive.search.match import to_fts5, to_tsquery
from capitalcities_crawler.archive.search.ranking import Candidate, scores
from capitalcities_crawler.archive.search.snippets import Snippet, snippet
from capitalcities_crawler.archive.selection import Selection

MOST_CANDIDATES = 500
"""Articles that are ranked at most: bounds the time of a search for a word that stands everywhere."""

_FTS5 = table(INDEX, column("rowid"))


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers."""

    article_id: int
    url: str
    title: str
    published_on: date | None
    place: str | None
    """Names of its sections from the top: ``World > ASIA > Japan``."""
    is_gone: bool
    """Whether the site has it no more."""
    score: float
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Found:
    """The best answers, and how many there are."""

    hits: list[Hit]
    matches: int
    """Articles that answer; more than :data:`MOST_CANDIDATES` are not counted."""
    is_all: bool
    """Whether all articles that answer were ranked."""


def search(
    session: Session, query: str, selection: Selection | None = None, *, limit: int = 10
) -> Found:
    """Search titles, bodies, tags, authors and places.

    Where more than :data:`MOST_CANDIDATES` articles match, those are ranked that match in title and
    names, then those stored last.

    Raises:
        QueryError: the query cannot be read.
        UnknownNameError: no article bears a name of the selection.
    """
    wanted = parse(query)
    conditions = tuple((selection or Selection()).conditions(session))
    candidates = _candidates(session, wanted, conditions)
    is_all = len(candidates) <= MOST_CANDIDATES
    if not is_all:
        candidates = _favoured(session, wanted, conditions, candidates)
    words = phrases(wanted)
    ranked = sorted(
        zip(scores(candidates, words), candidates, strict=True),
        key=lambda pair: (-pair[0], -pair[1].article_id),
    )
    best = {candidate.article_id: score for score, candidate in ranked[: max(limit, 0)]}
    return Found(list(_hits(session, best, words)), len(candidates), is_all)


def _candidates(
    session: Session,
    wanted: Query,
    conditions: Sequence[ColumnElement[bool]],
    *,
    heads: bool = False,
) -> list[Candidate]:
    """Give matching articles, the last stored first; one more than are ranked tells of the rest."""
    query = _matching(session, wanted, heads=heads)
    if conditions:
        query = query.join(Article, Article.id == SearchText.article_id).where(*conditions)
    return [
        Candidate(article_id, (title, names, body))
        for article_id, title, names, body in session.execute(query.limit(MOST_CANDIDATES + 1))
    ]


def _favoured(
    session: Session,
    wanted: Query,
    conditions: Sequence[ColumnElement[bool]],
    others: list[Candidate],
) -> list[Candidate]:
    first = _candidates(session, wanted, conditions, heads=True)
    both = {candidate.article_id: candidate for candidate in [*first, *others]}
    return list(both.values())[:MOST_CANDIDATES]


def _matching(session: Session, wanted: Query, *, heads: bool) -> Select[int, str, str, str]:
    words = SearchText
    columns = select(words.article_id, words.title, words.names, words.body)
    if session.get_bind().dialect.name == "sqlite":
        written = to_fts5(wanted)
        match = text("search_index MATCH :words").bindparams(
            words=f"{{title names}} : ({written})" if heads else written
        )
        found = columns.join(_FTS5, _FTS5.c.rowid == words.article_id)
        return found.where(match).order_by(_FTS5.c.rowid.desc())
    vector: ColumnElement[str] = literal_column(
        "search_text.heads" if heads else "search_text.whole"
    )
    asked = text("CAST(:words AS tsquery)").bindparams(words=to_tsquery(wanted))
    return columns.where(vector.op("@@")(asked)).order_by(words.article_id.desc())


def _hits(session: Session, best: dict[int, float], words: list[Phrase]) -> Iterator[Hit]:
    query = (
        select(Article, Page.url, Section.path, Revision.body_text)
        .join(Page, Page.id == Article.page_id)
        .outerjoin(Revision, Revision.id == Article.revision_id)
        .outerjoin(Section, Section.id == Article.section_id)
        .where(Article.id.in_(best))
    )
    found = {row[0].id: row for row in session.execute(query)}
    for article_id, score in best.items():
        article, url, place, body = found[article_id]
        yield Hit(
            article_id=article_id,
            url=url,
            title=article.title,
            published_on=article.published_on,
            place=place,
            is_gone=article.gone_at is not None,
            score=score,
            snippet=snippet(body or "", words),
        )
