"""The searched texts of a batch, beside its articles."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import SearchText
from capitalcities_crawler.archive.search.keys import marks
from capitalcities_crawler.archive.search.texts import row
from capitalcities_crawler.archive.search.vocabulary import note_words
from capitalcities_crawler.archive.writing.content import Written
from capitalcities_crawler.archive.writing.terms import Terms

_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_COLUMNS = ("title", "names", "body", "marks", "pairs")


def write_search_texts(session: Session, batch: list[Written], terms: Terms) -> None:
    """Write what is searched of the articles; the database keeps its indexes in step.

    A row that says the same already stays, for to index a text anew costs more than to write it.
    """
    if batch:
        query = _INSERT[session.get_bind().dialect.name](SearchText)
        new, old = query.excluded, SearchText.__table__.c
        changed = query.on_conflict_do_update(
            index_elements=["article_id"],
            set_={name: new[name] for name in _COLUMNS},
            where=or_(*(new[name] != old[name] for name in _COLUMNS)),
        )
        rows = [_row(written, terms) for written in batch]
        session.execute(changed, rows)
        note_words(session.connection(), rows)


def _row(written: Written, terms: Terms) -> dict[str, Any]:
    site, article, item = written.site, written.article, written.item
    chains = [item.breadcrumb, *item.categories]
    names = [
        *(tag.name for tag in item.tags),
        *(author.name for author in item.authors),
        *(term.name for chain in chains for term in chain),
        item.source_publisher,
    ]
    keys = marks(
        article.published_on,
        terms.section_ids(site, item),
        terms.tag_ids(site, item),
        terms.author_ids(site, item),
        item.source_publisher,
    )
    return row(article.id, (item.title, item.subtitle), names, item.body, keys)
