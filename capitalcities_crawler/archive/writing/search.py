"""The searched texts of a batch, beside its articles."""

from __future__ import annotations

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import SearchText
from capitalcities_crawler.archive.search.texts import row
from capitalcities_crawler.archive.writing.bulk import pieces
from capitalcities_crawler.archive.writing.content import Written


def write_search_texts(session: Session, batch: list[Written]) -> None:
    """Write what is searched of the articles; the database keeps its index in step."""
    for ids in pieces(written.article.id for written in batch):
        session.execute(delete(SearchText).where(SearchText.article_id.in_(ids)))
    if batch:
        session.execute(insert(SearchText), [_row(written) for written in batch])


def _row(written: Written) -> dict[str, object]:
    item = written.item
    chains = [item.breadcrumb, *item.categories]
    names = [
        *(tag.name for tag in item.tags),
        *(author.name for author in item.authors),
        *(term.name for chain in chains for term in chain),
        item.source_publisher,
    ]
    return row(written.article.id, (item.title, item.subtitle), names, item.body)
