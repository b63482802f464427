"""Revisions whose records are kept: which are to be read again, and what today's reading replaces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from capitalcities_crawler.archive.models import Article, Capture, Page, Revision, Site
from capitalcities_crawler.archive.records import records_of
from capitalcities_crawler.archive.writing.articles import EXTRACTOR_VERSION
from capitalcities_crawler.archive.writing.bulk import pieces
from capitalcities_crawler.items import JsonObject
from capitalcities_crawler.warc.exchange import Place

if TYPE_CHECKING:
    from capitalcities_crawler.archive.archive import Archive


class Task(NamedTuple):
    """A revision whose records are kept."""

    revision_id: int
    url: str
    """The article's address."""
    site_key: str
    places: tuple[Place, ...]
    """Of its record; then of the further ones, for an article in pages."""
    content_sha256: str
    """Of its content, as it is stored."""
    context_sha256: str | None
    """Of all that its page says, as it is stored; ``None`` for a revision that is not the current."""


class Wanted:
    """Which revisions are to be read again.

    Args:
        since: the first local day of publication.
        everything: also those that this version of the extractor has read.
    """

    def __init__(self, since: date | None = None, *, everything: bool = False) -> None:
        self._since = since
        self._everything = everything

    def of(self, query: Select[tuple[int]]) -> Select[tuple[int]]:
        """Keep only these."""
        query = query.join(Article, Article.id == Revision.article_id)
        query = query.join(Capture, Capture.id == Revision.capture_id)
        query = query.where(Capture.warc_file.is_not(None))
        if self._since:
            query = query.where(Article.published_on >= self._since)
        if not self._everything:
            query = query.where(Revision.extractor_version != EXTRACTOR_VERSION)
        return query


def wanted_ids(session: Session, wanted: Wanted) -> list[int]:
    """List the revisions to be read again, in the order in which they were written."""
    return list(session.scalars(wanted.of(select(Revision.id)).order_by(Revision.id)))


def recorded_revisions(session: Session) -> int:
    """Count the revisions whose records are kept."""
    query = select(func.count(Revision.id)).join(Revision.capture)
    return session.scalars(query.where(Capture.warc_file.is_not(None))).one()


def tasks(archive: Archive, revision_ids: Sequence[int]) -> Iterator[Task]:
    """Say what is to be read for each revision."""
    for ids in pieces(revision_ids):
        with archive.session() as session:  # a short one: writers come in between
            found = _tasks(session, ids)
        yield from found


def _tasks(session: Session, ids: list[int]) -> list[Task]:
    query = (
        select(Revision)
        .where(Revision.id.in_(ids))
        .order_by(Revision.id)
        .options(
            joinedload(Revision.article).joinedload(Article.page),
            joinedload(Revision.capture).selectinload(Capture.parts),
        )
    )
    revisions = list(session.scalars(query))
    keys = dict(iter(session.execute(select(Site.id, Site.key))))
    latest = _latest_captures(session, [r.article for r in revisions])
    return [_task(revision, keys, latest) for revision in revisions]


def _task(revision: Revision, keys: dict[int, str], latest: dict[int, Capture]) -> Task:
    article = revision.article
    is_current = article.revision_id == revision.id
    capture = revision.capture
    if is_current:
        capture = latest.get(article.id, capture)
    return Task(
        revision.id,
        article.page.url,
        keys[article.site_id],
        tuple(_places(capture)),
        revision.content_sha256,
        article.context_sha256 if is_current else None,
    )


def _places(capture: Capture) -> Iterator[Place]:
    yield Place(str(capture.warc_file), capture.warc_offset or 0)
    yield from (Place(part.warc_file, part.warc_offset) for part in capture.parts)


def _latest_captures(session: Session, articles: list[Article]) -> dict[int, Capture]:
    """Give the captures with which articles were seen last: what stands around them is from these."""
    query = (
        select(Article.id, Capture)
        .join(Capture, (Capture.page_id == Article.page_id))
        .where(Capture.fetched_at == Article.last_seen_at, Capture.warc_file.is_not(None))
        .where(Article.id.in_([article.id for article in articles]))
        .options(joinedload(Capture.parts))
    )
    return dict(iter(session.execute(query).unique()))


def place_of(archive: Archive, url: str, at: datetime) -> Place | None:
    """Give the record of an address at a time, to which a revisit refers."""
    query = (
        select(Capture.warc_file, Capture.warc_offset)
        .join(Page, Page.id == Capture.page_id)
        .where(Page.url == url, Capture.fetched_at == at, Capture.warc_file.is_not(None))
    )
    with archive.session() as session:
        row = session.execute(query).first()
    return Place(str(row[0]), row[1] or 0) if row else None


def stored_records(archive: Archive, revision_ids: list[int]) -> dict[int, JsonObject]:
    """Give what is stored of revisions, as records; of those that are not current, the text alone."""
    query = select(Revision).where(Revision.id.in_(revision_ids))
    with archive.session() as session:
        revisions = list(session.scalars(query.options(joinedload(Revision.article))))
        current = {r.article_id: r.id for r in revisions if r.article.revision_id == r.id}
        found = {r.id: _text_of(r) for r in revisions if r.id not in current.values()}
        return found | dict(zip(current.values(), records_of(session, current), strict=True))


def _text_of(revision: Revision) -> JsonObject:
    return {"title": revision.title, "body": revision.body_text, "toc": revision.toc}
