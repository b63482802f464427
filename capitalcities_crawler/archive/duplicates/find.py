"""Keep pairs and groups in step with the articles whose text is new."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, or_, select, text
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.duplicates.candidates import candidates
from capitalcities_crawler.archive.duplicates.groups import partners, regroup
from capitalcities_crawler.archive.duplicates.shingles import (
    THRESHOLD,
    shingles,
    similarity,
    sketch,
)
from capitalcities_crawler.archive.models import DuplicatePair, SearchText, Shingle
from capitalcities_crawler.archive.writing.bulk import insert_rows, pieces

Texts = dict[int, frozenset[str]]

_LOCK = 7_461_216
"""Number of PostgreSQL's advisory lock: any that nobody else takes."""


def find_duplicates(session: Session, articles: Iterable[int]) -> None:
    """Compare the articles with all that may be like them; their texts are in ``search_text``."""
    ids = set(articles)
    if not ids:
        return
    _wait_for_others(session)
    before = partners(session, ids)
    texts = _texts(session, ids)
    _replace_sketches(session, texts)
    found = candidates(session, ids)
    texts |= _texts(session, {article for pair in found for article in pair} - texts.keys())
    alike = {pair: similarity(texts[pair[0]], texts[pair[1]]) for pair in sorted(found)}
    after = {pair: share for pair, share in alike.items() if share >= THRESHOLD}
    insert_rows(session, DuplicatePair, (_row(*pair, share) for pair, share in after.items()))
    regroup(session, {article for pair in (*before, *after) for article in pair})


def _row(article: int, other: int, share: float) -> dict[str, int | float]:
    return {"article_id": article, "other_id": other, "similarity": share}


def _wait_for_others(session: Session) -> None:
    """Let two writers see each other's articles: until the end of its transaction only one compares.

    SQLite has but one writer.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def _texts(session: Session, articles: set[int]) -> Texts:
    query = select(SearchText.article_id, SearchText.body)
    return {
        article: shingles(body.split())
        for piece in pieces(articles)
        for article, body in session.execute(query.where(SearchText.article_id.in_(piece)))
    }


def _replace_sketches(session: Session, texts: Texts) -> None:
    pair = DuplicatePair
    for piece in pieces(texts):
        session.execute(delete(Shingle).where(Shingle.article_id.in_(piece)))
        of_them = or_(pair.article_id.in_(piece), pair.other_id.in_(piece))
        session.execute(delete(pair).where(of_them))
    rows = (
        {"key": key, "article_id": article}
        for article, found in texts.items()
        for key in sketch(found)
    )
    insert_rows(session, Shingle, rows)
