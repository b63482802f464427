"""Rows below an article: its terms, and what is inside its current revision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from capitalcities_crawler.archive import models
from capitalcities_crawler.archive.models import Article, Revision, Site
from capitalcities_crawler.archive.writing.bulk import Row, insert_rows, insert_with_ids, pieces
from capitalcities_crawler.archive.writing.terms import Terms
from capitalcities_crawler.items import Article as Item
from capitalcities_crawler.items import Link, Teaser
from capitalcities_crawler.records import iso
from capitalcities_crawler.urls import canonical_url, same_site

_LONGEST_TARGET = 1000
"""Characters of an address that an index takes on every database."""


@dataclass(frozen=True, slots=True)
class Written:
    """An article of the batch whose rows below are to be written."""

    site: Site
    article: Article
    item: Item
    revision: Revision | None = None
    """Whose content is written; the current one where ``None``."""

    @property
    def revision_id(self) -> int:
        """The revision whose content is written."""
        revision = self.revision or self.article.revision
        return revision.id if revision else 0


def write_terms(session: Session, batch: list[Written], terms: Terms) -> None:
    """Say which authors, tags and sections the articles bear now."""
    ids = [written.article.id for written in batch]
    for table in (models.ArticleAuthor, models.ArticleTag, models.ArticleSection):
        for piece in pieces(ids):
            session.execute(delete(table).where(table.article_id.in_(piece)))
    insert_rows(session, models.ArticleAuthor, (r for w in batch for r in _author_rows(w, terms)))
    insert_rows(session, models.ArticleTag, (r for w in batch for r in _tag_rows(w, terms)))
    insert_rows(session, models.ArticleSection, (r for w in batch for r in _section_rows(w, terms)))


def write_content(session: Session, batch: list[Written]) -> None:
    """Write headings, tables, images and links of the current revisions."""
    for table in (models.DataTable, models.Heading, models.Image, models.Link):
        for piece in pieces(written.revision_id for written in batch):
            session.execute(delete(table).where(table.revision_id.in_(piece)))
    headings = _write_headings(session, batch)
    _write_tables(session, batch, headings)
    insert_rows(session, models.Image, (row for written in batch for row in _image_rows(written)))
    insert_rows(session, models.Link, (row for written in batch for row in _link_rows(written)))


def _author_rows(written: Written, terms: Terms) -> Iterator[Row]:
    ids = terms.author_ids(written.site, written.item)
    for position, (author_id, author) in enumerate(zip(ids, written.item.authors, strict=True)):
        yield {
            "article_id": written.article.id,
            "position": position,
            "author_id": author_id,
            "url": author.url,
        }


def _tag_rows(written: Written, terms: Terms) -> Iterator[Row]:
    for position, tag_id in enumerate(terms.tag_ids(written.site, written.item)):
        yield {"article_id": written.article.id, "position": position, "tag_id": tag_id}


def _section_rows(written: Written, terms: Terms) -> Iterator[Row]:
    assigned = terms.assigned_ids(written.site, written.item)
    for position, section_id in enumerate(terms.section_ids(written.site, written.item)):
        yield {
            "article_id": written.article.id,
            "section_id": section_id,
            "is_primary": position == 0,
            "is_assigned": section_id in assigned,
        }


def _write_headings(session: Session, batch: list[Written]) -> dict[tuple[int, int], int]:
    """Give the new rows' ids by revision and position."""
    rows = [
        {
            "revision_id": written.revision_id,
            "position": position,
            "level": heading.level,
            "text": heading.text,
            "anchor": heading.anchor,
            "in_toc": heading.in_toc,
            "body_start": heading.body_start,
            "body_end": heading.body_end,
        }
        for written in batch
        for position, heading in enumerate(written.item.headings)
    ]
    ids = insert_with_ids(session, models.Heading, rows)
    places = ((w.revision_id, n) for w in batch for n in range(len(w.item.headings)))
    return dict(zip(places, ids, strict=True))


def _write_tables(
    session: Session, batch: list[Written], headings: dict[tuple[int, int], int]
) -> None:
    tables = [(w, place, table) for w in batch for place, table in enumerate(w.item.tables)]
    rows = [
        {
            "revision_id": written.revision_id,
            "position": position,
            "heading_id": headings.get((written.revision_id, _or(table.heading, -1))),
            "caption": table.caption,
        }
        for written, position, table in tables
    ]
    ids = insert_with_ids(session, models.DataTable, rows)
    cells = (
        {
            "table_id": table_id,
            "row": cell.row,
            "column": cell.column,
            "text": cell.text,
            "is_header": cell.is_header,
            "row_span": cell.row_span,
            "column_span": cell.column_span,
        }
        for table_id, (_, _, table) in zip(ids, tables, strict=True)
        for cell in table.cells
    )
    insert_rows(session, models.TableCell, cells)


def _image_rows(written: Written) -> Iterator[Row]:
    for position, image in enumerate(written.item.images):
        yield {
            "revision_id": written.revision_id,
            "position": position,
            "url": image.url,
            "alt": image.alt,
            "caption": image.caption,
            "is_lead": image.is_lead,
        }


def _link_rows(written: Written) -> Iterator[Row]:
    item = written.item
    groups: dict[str, tuple[Link | Teaser | None, ...]] = {
        "previous": (item.previous,),
        "next": (item.next,),
        "related": item.related,
        "inline": item.links,
    }
    for rel, links in groups.items():
        for position, link in enumerate(links):
            if link is not None:
                yield {"rel": rel, "position": position} | _link_row(written, link)


def _link_row(written: Written, link: Link | Teaser) -> Row:
    teaser = link if isinstance(link, Teaser) else None
    return {
        "revision_id": written.revision_id,
        "url": link.url,
        "text": link.text if isinstance(link, Link) else link.title,
        "author": teaser and teaser.author,
        "published_local": iso(teaser.published) if teaser else None,
        "target_url": _target(link.url, written.site.base_url),
        "target_article_id": None,
    }


def _target(url: str, base: str) -> str | None:
    """Give the address on the same site that a link may find an article under."""
    try:
        target = canonical_url(url, base) if same_site(url, base) else None
    except ValueError:  # "http://[broken"
        return None
    return target if target and len(target) <= _LONGEST_TARGET else None


def _or(value: int | None, default: int) -> int:
    return default if value is None else value
