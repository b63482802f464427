"""Find the articles that answer a query, best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Article, Page, Revision, SearchText, Section
from capitalcities_crawler.archive.search.candidates import index_of
from capitalcities_crawler.archive.search.filters import filters
from capitalcities_crawler.archive.search.grammar import And, Phrase, Query, parse, phrases
from capitalcities_crawler.archive.search.keys import with_pairs
from capitalcities_crawler.archive.search.ranking import Candidate, scores
from capitalcities_crawler.archive.search.snippets import Snippet, snippet
from capitalcities_crawler.archive.search.vocabulary import with_words
from capitalcities_crawler.archive.selection import Selection
from capitalcities_crawler.archive.writing.bulk import pieces

MOST_CANDIDATES = 200
"""Articles that are ranked at most: bounds the time of a search for a word that stands everywhere."""


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
    words = phrases(wanted)
    asked = And((with_words(session, wanted), *filters(session, selection or Selection())))
    found, is_all = _found(session, asked)
    candidates = _candidates(session, found)
    ranked = sorted(
        zip(scores(candidates, words), candidates, strict=True),
        key=lambda pair: (-pair[0], -pair[1].article_id),
    )
    best = {candidate.article_id: score for score, candidate in ranked[: max(limit, 0)]}
    return Found(list(_hits(session, best, words)), len(candidates), is_all)


def _found(session: Session, asked: Query) -> tuple[list[int], bool]:
    """Give the articles to be ranked, and whether they are all that answer."""
    with index_of(session) as index:
        found = index.newest(with_pairs(asked), MOST_CANDIDATES + 1)
        if len(found) <= MOST_CANDIDATES:
            return found, True
        favoured = index.newest(asked, MOST_CANDIDATES, heads=True)
    return list(dict.fromkeys([*favoured, *found]))[:MOST_CANDIDATES], False


def _candidates(session: Session, articles: list[int]) -> list[Candidate]:
    query = select(SearchText.article_id, SearchText.title, SearchText.names, SearchText.body)
    return [
        Candidate(article_id, (title, names, body))
        for piece in pieces(articles)
        for article_id, title, names, body in session.execute(
            query.where(SearchText.article_id.in_(piece))
        )
    ]


def _hits(session: Session, best: dict[int, float], words: list[Phrase]) -> Iterator[Hit]:
    query = (
        select(
            Article.id,
            Article.title,
            Article.published_on,
            Article.gone_at,
            Page.url,
            Section.path,
            Revision.body_text,
        )
        .join(Page, Page.id == Article.page_id)
        .outerjoin(Revision, Revision.id == Article.revision_id)
        .outerjoin(Section, Section.id == Article.section_id)
        .where(Article.id.in_(best))
    )
    found = {row.id: row for row in session.execute(query)}
    for article_id, score in best.items():
        if article_id not in found:
            continue  # a shell has deleted it
        row = found[article_id]
        yield Hit(
            article_id=article_id,
            url=row.url,
            title=row.title,
            published_on=row.published_on,
            place=row.path,
            is_gone=row.gone_at is not None,
            score=score,
            snippet=snippet(row.body_text or "", words),
        )
