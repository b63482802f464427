"""All that the archive knows of one article: what its page says, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive import models
from capitalcities_crawler.archive.records import records_of
from capitalcities_crawler.items import JsonObject


class Capture(NamedTuple):
    """A response of the server, kept."""

    id: int
    url: str
    fetched_at: datetime
    status: int
    payload_sha256: str | None
    warc_file: str | None
    warc_offset: int | None


class Version(NamedTuple):
    """What the article said at a time."""

    number: int
    seen_at: datetime
    title: str
    body: str
    changed_fields: list[str]
    """Unlike the version before; none of the first."""
    extractor_version: str
    capture: Capture


class Happening(NamedTuple):
    """A move, a disappearance or a return."""

    at: datetime
    what: str
    detail: str


class Alike(NamedTuple):
    """Another article with nearly the same text."""

    article_id: int
    title: str
    similarity: float
    """Share of three-word runs that both have, from 0 to 1."""


class Dossier(NamedTuple):
    """An article with its history."""

    article_id: int
    record: JsonObject
    """As in an export."""
    headings: list[tuple[int, str]]
    """Level and text of each, in order."""
    field_sources: dict[str, str]
    disagreements: list[list[str]]
    """Field, source and value: what another part of the page says."""
    versions: list[Version]
    """The latest first."""
    happenings: list[Happening]
    captures: list[Capture]
    """Of all addresses where it lived, the latest first."""
    alike: list[Alike]


def dossier(session: Session, article_id: int) -> Dossier | None:
    """Collect all of one article; ``None`` if there is none of that number."""
    article = session.get(models.Article, article_id)
    if article is None or article.revision is None:
        return None
    revision = article.revision
    headings = (
        select(models.Heading.level, models.Heading.text)
        .where(models.Heading.revision_id == revision.id)
        .order_by(models.Heading.position)
    )
    return Dossier(
        article_id=article_id,
        headings=[(level, text) for level, text in session.execute(headings)],
        field_sources=dict(revision.field_sources),
        disagreements=[list(each) for each in revision.disagreements],
        versions=_versions(session, article_id),
        happenings=sorted(_happenings(session, article_id), reverse=True),
        captures=_captures(session, article),
        alike=_alike(session, article_id),
        record=next(records_of(session, [article_id])),  # last: it lets go of all objects
    )


def capture(session: Session, capture_id: int) -> Capture | None:
    """Give one kept response."""
    found = session.get(models.Capture, capture_id)
    return _capture(found) if found else None


def _versions(session: Session, article_id: int) -> list[Version]:
    query = select(models.Revision).where(models.Revision.article_id == article_id)
    return [
        Version(
            each.number,
            each.seen_at,
            each.title,
            each.body_text,
            list(each.changed_fields),
            each.extractor_version,
            _capture(each.capture),
        )
        for each in session.scalars(query.order_by(models.Revision.number.desc()))
    ]


def _happenings(session: Session, article_id: int) -> Iterator[Happening]:
    for move in session.scalars(select(models.Move).where(models.Move.article_id == article_id)):
        yield Happening(move.moved_at, "moved", f"from {move.from_page.url}")
    absences = select(models.Absence).where(models.Absence.article_id == article_id)
    for away in session.scalars(absences):
        looks = "; ".join(map(str, away.evidence))
        yield Happening(away.gone_at, "gone", f"{away.reason} ({looks})" if looks else away.reason)
        if away.returned_at:
            yield Happening(away.returned_at, "returned", "")


def _captures(session: Session, article: models.Article) -> list[Capture]:
    former = select(models.Move.from_page_id).where(models.Move.article_id == article.id)
    page = models.Capture.page_id
    query = select(models.Capture).where(or_(page == article.page_id, page.in_(former)))
    return [_capture(each) for each in session.scalars(query.order_by(models.Capture.id.desc()))]


def _capture(row: models.Capture) -> Capture:
    return Capture(
        row.id,
        row.page.url,
        row.fetched_at,
        row.status,
        row.payload_sha256,
        row.warc_file,
        row.warc_offset,
    )


def _alike(session: Session, article_id: int) -> list[Alike]:
    pair, other = models.DuplicatePair, models.Article
    found = []
    for mine, its in ((pair.article_id, pair.other_id), (pair.other_id, pair.article_id)):
        query = select(other.id, other.title, pair.similarity).join(pair, its == other.id)
        found += [Alike(*row) for row in session.execute(query.where(mine == article_id))]
    return sorted(found, key=lambda each: (-each.similarity, each.article_id))
