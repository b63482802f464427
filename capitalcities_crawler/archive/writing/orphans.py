"""Rows that outlived their article, where somebody deleted it by hand."""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import (
    Absence,
    Article,
    ArticleAuthor,
    ArticleSection,
    ArticleTag,
    DuplicatePair,
    Move,
    Revision,
    SearchText,
    Shingle,
)

_HANGING = (
    *(Absence.article_id, ArticleAuthor.article_id, ArticleSection.article_id),
    *(ArticleTag.article_id, DuplicatePair.article_id, DuplicatePair.other_id, Move.article_id),
    *(Revision.article_id, SearchText.article_id, Shingle.article_id),
)


def clear_orphans(session: Session) -> None:
    """Delete what a deleted article left behind and the next new one would inherit.

    SQLite's own shell does not let rows fall with the article, and SQLite gives a number again
    when its last holder is deleted.
    """
    last = select(func.coalesce(func.max(Article.id), 0)).scalar_subquery()
    for column in _HANGING:
        session.execute(delete(column.class_).where(column > last))
