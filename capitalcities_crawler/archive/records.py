"""The JSONL records, rebuilt from the tables: equal to what the page said, and what we know of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from capitalcities_crawler.archive.models import (
    Article,
    ArticleAuthor,
    ArticleTag,
    Author,
    Base,
    DataTable,
    Heading,
    Image,
    Link,
    Page,
    Revision,
    TableCell,
    Tag,
)
from capitalcities_crawler.archive.selection import Selection
from capitalcities_crawler.archive.writing.bulk import pieces
from capitalcities_crawler.items import Cell, JsonObject, Table
from capitalcities_crawler.records import iso, table_record


def article_ids(session: Session, selection: Selection) -> list[int]:
    """List articles by day and address: the same order however the archive was filled.

    Raises:
        UnknownNameError: no article bears a name of the selection.
    """
    query = select(Article.id).join(Page, Page.id == Article.page_id)
    query = selection.of(session, query).order_by(Article.published_on, Page.url)
    return list(session.scalars(query))


def records(session: Session, selection: Selection | None = None) -> Iterator[JsonObject]:
    """Give the articles' records one by one; memory does not grow with the archive."""
    yield from records_of(session, article_ids(session, selection or Selection()))


def records_of(session: Session, wanted: Iterable[int]) -> Iterator[JsonObject]:
    """Give the records of some articles by their ids, in that order."""
    for ids in pieces(wanted):
        query = (
            select(Article)
            .where(Article.id.in_(ids))
            .options(
                joinedload(Article.page), joinedload(Article.revision).joinedload(Revision.capture)
            )
        )
        articles = {article.id: article for article in session.scalars(query)}
        parts = _Parts(session, list(articles.values()))
        yield from (_record(articles[article_id], parts) for article_id in ids)
        session.expunge_all()


class _Parts:
    """What hangs on some articles, each kind loaded with one query."""

    def __init__(self, session: Session, articles: list[Article]) -> None:
        ids = [article.id for article in articles]
        revisions = [article.revision_id for article in articles]
        self.authors = _by_article(session, ArticleAuthor, (Author.name, ArticleAuthor.url), ids)
        self.tags = _by_article(session, ArticleTag, (Tag.name,), ids)
        self.headings = _by_revision(session, Heading, revisions)
        self.images = _by_revision(session, Image, revisions)
        self.links = _by_revision(session, Link, revisions)
        self.tables = _by_revision(session, DataTable, revisions)
        self.cells: dict[int, list[TableCell]] = defaultdict(list)
        tables = [table.id for found in self.tables.values() for table in found]
        for piece in pieces(tables):
            query = select(TableCell).where(TableCell.table_id.in_(piece))
            for cell in session.scalars(query.order_by(TableCell.row, TableCell.column)):
                self.cells[cell.table_id].append(cell)


def _by_article(session: Session, table: Any, columns: Any, ids: list[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    query = select(table.article_id, *columns).select_from(table)
    query = query.join(Author if table is ArticleAuthor else Tag)
    for key, *values in session.execute(
        query.where(table.article_id.in_(ids)).order_by(table.position)
    ):
        found[key].append(values)
    return found


def _by_revision(session: Session, table: Any, ids: list[int | None]) -> dict[int, list[Any]]:
    found: dict[int, list[Base]] = defaultdict(list)
    query = select(table).where(table.revision_id.in_(ids)).order_by(table.position)
    for row in session.scalars(query):
        found[row.revision_id].append(row)
    return found


def _record(article: Article, parts: _Parts) -> JsonObject:
    revision = article.revision
    if revision is None:  # never: both are written in one transaction
        msg = f"article {article.id} has no revision"
        raise LookupError(msg)
    return _page_part(article, revision, parts) | {
        "duplicate_group": article.duplicate_group,
        "first_seen": iso(article.first_seen_at),
        "last_seen": iso(article.last_seen_at),
        "gone": iso(article.gone_at),
        "revision": revision.number,
        "fetched": iso(revision.capture.fetched_at),
        "warc_file": revision.capture.warc_file,
        "warc_offset": revision.capture.warc_offset,
    }


def _page_part(article: Article, revision: Revision, parts: _Parts) -> JsonObject:
    headings, links = parts.headings[revision.id], parts.links[revision.id]
    authors = parts.authors[article.id]
    return {
        "url": article.page.url,
        "post_id": article.post_id,
        "title": article.title,
        "subtitle": article.subtitle,
        "authors": [name for name, _ in authors],
        "author_urls": [url for _, url in authors],
        "published": article.published_local,
        "published_precision": article.published_precision,
        "modified": article.modified_local,
        "language": article.language,
        "breadcrumb": article.breadcrumb,
        "categories": article.categories,
        "tags": [name for (name,) in parts.tags[article.id]],
        "introduction": _introduction(revision.body_text, headings),
        "body": revision.body_text,
        "toc": revision.toc,
        "headings": [[h.level, h.text, h.anchor] for h in headings],
        "tables": [_table(table, parts.cells[table.id]) for table in parts.tables[revision.id]],
        "images": [_image(image) for image in parts.images[revision.id]],
        "links": [{"url": link.url, "text": link.text} for link in links if link.rel == "inline"],
        "source_headline": article.source_headline,
        "source_publisher": article.source_publisher,
        "previous": _neighbour(links, "previous"),
        "next": _neighbour(links, "next"),
        "related": [_related(link) for link in links if link.rel == "related"],
        "word_count": article.word_count,
    }


def _introduction(body: str, headings: list[Heading]) -> str:
    if not headings:
        return body
    first = headings[0]
    return body[: body.rfind(first.text, 0, first.body_start)].removesuffix("\n\n")


def _table(table: DataTable, cells: list[TableCell]) -> JsonObject:
    grid = tuple(
        Cell(row=c.row, column=c.column, text=c.text, is_header=c.is_header) for c in cells
    )
    return table_record(Table(caption=table.caption, cells=grid))


def _image(image: Image) -> JsonObject:
    return {"url": image.url, "alt": image.alt, "caption": image.caption, "is_lead": image.is_lead}


def _neighbour(links: list[Link], rel: str) -> JsonObject | None:
    return next(({"url": link.url, "title": link.text} for link in links if link.rel == rel), None)


def _related(link: Link) -> JsonObject:
    return {
        "url": link.url,
        "title": link.text,
        "author": link.author,
        "published": link.published_local,
    }
