"""Today's reading of the same content in place of an earlier one: no revision of the site's."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import update
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.fingerprint import version_of
from capitalcities_crawler.archive.models import Revision, Site
from capitalcities_crawler.archive.writing.articles import EXTRACTOR_VERSION, Articles, fill
from capitalcities_crawler.archive.writing.bulk import pieces
from capitalcities_crawler.archive.writing.content import Written, write_content
from capitalcities_crawler.archive.writing.history import History
from capitalcities_crawler.archive.writing.identity import Shelf
from capitalcities_crawler.items import Article as Item


def write_readings(session: Session, readings: Sequence[tuple[int, Item]]) -> None:
    """Replace what was read of revisions; a revision that is no more is left out."""
    articles = Articles(session, Shelf(session, History(session, 0), (), ()))
    earlier: list[Written] = []
    for revision_id, item in readings:
        revision = session.get(Revision, revision_id)
        if revision is None:
            continue
        article = revision.article
        written = Written(session.get_one(Site, article.site_id), article, item, revision)
        fill(revision, item, version_of(item))
        if article.revision_id == revision.id:
            articles.reread(written)
        else:
            earlier.append(written)
    articles.finish()
    session.flush()
    if earlier:
        write_content(session, earlier)


def mark_read(session: Session, revision_ids: Sequence[int]) -> None:
    """Note that this version of the extractor reads in revisions what is stored."""
    for ids in pieces(revision_ids):
        session.execute(
            update(Revision).where(Revision.id.in_(ids)).values(extractor_version=EXTRACTOR_VERSION)
        )
