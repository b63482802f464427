"""The keys of publishers of all articles anew, when the rules for them changed."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Article
from capitalcities_crawler.publishers import publisher_key


def key_publishers(session: Session) -> None:
    """Give every article the key that its publisher's name has today."""
    names = select(Article.source_publisher, Article.publisher_key).distinct()
    for name, stored in session.execute(names).all():
        key = publisher_key(name) if name else None
        if key != stored:
            named = update(Article).where(Article.source_publisher.is_not_distinct_from(name))
            session.execute(named.values(publisher_key=key))
