"""The chain of articles: each links to the one published before it and the one after.

Where the site prints these links, an unbroken chain from the newest to the oldest article shows
that nothing in between is missing, whatever the site's numbers say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.coverage.missing import NotStored
from capitalcities_crawler.archive.models import Article, Link, Page
from capitalcities_crawler.items import JsonObject

NO_PREVIOUS = "no-previous"


class Break(NamedTuple):
    """A place where the chain is broken."""

    url: str
    """The article whose link leads nowhere, or that has none."""
    rel: str
    target: str | None
    reason: str
    """Why the target is missing, as in the ledger; ``no-previous``: an older article exists."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What following all links shows."""

    articles: int
    linked: int
    """Articles with a link to a neighbour; none where the site does not print these links."""
    parts: int
    """Chains that do not touch each other; one is whole."""
    breaks: tuple[Break, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it proves that nothing between its ends is missing."""
        return self.parts == 1 and not self.breaks

    def to_json(self) -> JsonObject:
        """Give plain JSON types."""
        breaks = [each._asdict() for each in self.breaks]
        return asdict(self) | {"is_whole": self.is_whole, "breaks": breaks}


class _Node(NamedTuple):
    url: str
    is_living: bool
    published_at: datetime | None
    published_on: date | None
    links: dict[str, str | None]
    """``previous`` and ``next`` as last stored; an address of another site is ``None``."""


def read_chain(session: Session, site_id: int, vacant: list[NotStored]) -> Chain:
    """Follow the neighbours of all articles of a site.

    A ``next`` that was stored before a successor was published is no break, and so is no link to
    an article that is gone, that moved, or that cannot be had.

    Args:
        session: of the archive.
        site_id: the site.
        vacant: its addresses without an article.
    """
    nodes = _nodes(session, site_id)
    lost = {page.url: page.reason or page.state for page in vacant if page.is_missing}
    where = _Places(session, site_id, nodes)
    living = [node for node in nodes if node.is_living]
    breaks = [*_dead_ends(living, where, lost), *_without_previous(living)]
    return Chain(
        articles=len(living),
        linked=sum(1 for node in living if node.links),
        parts=_count_parts(nodes, where, lost),
        breaks=tuple(sorted(breaks, key=lambda each: (each.url, each.rel))),
    )


class _Places:
    """Where an address leads to today."""

    def __init__(self, session: Session, site_id: int, nodes: list[_Node]) -> None:
        moved = select(Page.url, Page.moved_to).where(
            Page.site_id == site_id, Page.moved_to.is_not(None)
        )
        self._moved = dict(iter(session.execute(moved)))
        self._living = {node.url for node in nodes if node.is_living}

    def of(self, url: str) -> str:
        """Follow the moves of an address."""
        passed = {url}
        while url not in self._living and (to := self._moved.get(url)) and to not in passed:
            url = to
            passed.add(url)
        return url


def _nodes(session: Session, site_id: int) -> list[_Node]:
    links: dict[int, dict[str, str | None]] = {}
    query = (
        select(Link.revision_id, Link.rel, Link.target_url)
        .join(Article, Article.revision_id == Link.revision_id)
        .where(Article.site_id == site_id, Link.rel.in_(["previous", "next"]))
    )
    for revision_id, rel, target in session.execute(query):
        links.setdefault(revision_id, {})[rel] = target
    columns = (Page.url, Article.gone_at, Article.published_at, Article.published_on)
    articles = select(*columns, Article.revision_id).join(Page, Page.id == Article.page_id)
    return [
        _Node(row.url, row.gone_at is None, row.published_at, row.published_on, _own(links, row[4]))
        for row in session.execute(articles.where(Article.site_id == site_id))
    ]


def _own(
    links: Mapping[int, dict[str, str | None]], revision_id: int | None
) -> dict[str, str | None]:
    return links.get(revision_id, {}) if revision_id is not None else {}


def _dead_ends(living: list[_Node], where: _Places, lost: Mapping[str, str]) -> Iterator[Break]:
    for node in living:
        for rel, target in node.links.items():
            reason = lost.get(where.of(target)) if target else None
            if reason:
                yield Break(node.url, rel, target, reason)


def _without_previous(living: list[_Node]) -> Iterator[Break]:
    """Give the articles that name no predecessor though older ones exist, if others do."""
    if not any("previous" in node.links for node in living):
        return
    first_at = min((n.published_at for n in living if n.published_at), default=None)
    first_on = min((n.published_on for n in living if n.published_on), default=None)
    for node in living:
        is_later = (
            node.published_at > first_at
            if node.published_at and first_at
            else bool(node.published_on and first_on and node.published_on > first_on)
        )
        if "previous" not in node.links and is_later:
            yield Break(node.url, "previous", None, NO_PREVIOUS)


def _count_parts(nodes: list[_Node], where: _Places, lost: Mapping[str, str]) -> int:
    """Count the chains; they lead on past what is gone or cannot be had, not past what is missing."""
    parent: dict[str, str] = {}

    def root(url: str) -> str:
        parent.setdefault(url, url)
        while parent[url] != url:
            parent[url] = url = parent[parent[url]]
        return url

    for node in nodes:
        for target in filter(None, node.links.values()):
            place = where.of(target)
            if place not in lost:
                parent[root(place)] = root(where.of(node.url))
    return len({root(node.url) for node in nodes if node.is_living})
