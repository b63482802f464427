"""Which articles bear a section or a tag: what an advertised count of a term is held against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import parse_qs, unquote, urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.coverage.claims import Claim
from capitalcities_crawler.archive.models import (
    Article,
    ArticleSection,
    ArticleTag,
    Section,
    Tag,
)
from capitalcities_crawler.urls import path_and_query

Ids = frozenset[int]


def address(key: str) -> str:
    """Give the one spelling of a term's path."""
    return unquote(key).rstrip("/").casefold()


class Sections:
    """The sections of a site. An article counts for each section above its own, too."""

    def __init__(self, session: Session, site_id: int) -> None:
        self.addresses: dict[int, str] = {}
        self._at: dict[str, set[int]] = defaultdict(set)
        self._named: dict[str, set[int]] = defaultdict(set)
        self._children: dict[int, set[int]] = defaultdict(set)
        columns = (Section.id, Section.parent_id, Section.url, Section.path, Section.name)
        for row in session.execute(select(*columns).where(Section.site_id == site_id)):
            if row.url:
                self.addresses[row.id] = address(path_and_query(row.url))
                self._at[self.addresses[row.id]].add(row.id)
            for name in {row.path.casefold(), row.name.casefold()}:
                self._named[name].add(row.id)
            if row.parent_id:
                self._children[row.parent_id].add(row.id)
        pairs = (
            select(ArticleSection.section_id, ArticleSection.article_id)
            .join(Article, Article.id == ArticleSection.article_id)
            .where(Article.site_id == site_id, ArticleSection.is_assigned)
        )
        self._articles = _grouped(iter(session.execute(pairs)))

    def find(self, claim: Claim) -> Ids | None:
        """Give the sections that a claim is about; ``None`` when several bear its name."""
        if found := self._at.get(address(claim.key)):
            return frozenset(found)
        if not urlsplit(claim.key).query:
            return frozenset()
        trail = (claim.label or "").casefold()  # a dropdown has names alone
        named = self._named.get(trail) or self._named.get(trail.rpartition(" > ")[2]) or set()
        return frozenset(named) if len(named) < 2 else None

    def own(self, sections: Ids) -> set[int]:
        """Give the articles that an editor put there."""
        return _united(self._articles, sections)

    def below(self, sections: Ids, key: str) -> set[int]:
        """Give their articles and those of all sections below them."""
        tops = {self.addresses[each] for each in sections if each in self.addresses}
        tops |= set() if urlsplit(key).query else {address(key)}
        family = {n for n, at in self.addresses.items() if any(is_within(at, top) for top in tops)}
        waiting = list(sections | family)
        while waiting:
            new = self._children[waiting.pop()] - family
            family |= new
            waiting += new
        return _united(self._articles, family | sections)


class Tags:
    """The tags of a site."""

    def __init__(self, session: Session, site_id: int) -> None:
        self._by_slug: dict[str, set[int]] = defaultdict(set)
        self._by_name: dict[str, set[int]] = defaultdict(set)
        columns = (Tag.id, Tag.slug, Tag.name)
        for row in session.execute(select(*columns).where(Tag.site_id == site_id)):
            self._by_name[row.name.casefold()].add(row.id)
            if row.slug:
                self._by_slug[row.slug.casefold()].add(row.id)
        pairs = (
            select(ArticleTag.tag_id, ArticleTag.article_id)
            .join(Article, Article.id == ArticleTag.article_id)
            .where(Article.site_id == site_id)
        )
        self._articles = _grouped(iter(session.execute(pairs)))

    def __len__(self) -> int:
        """Count the tags that some article bears."""
        return len(self._articles)

    def bearers(self, claim: Claim) -> set[int]:
        """Give the articles with the tag that a claim is about."""
        query = parse_qs(urlsplit(claim.key).query).get("tag")
        slug = query[0] if query else address(claim.key).rpartition("/")[2]
        found = self._by_slug.get(unquote(slug).casefold())
        return _united(self._articles, found or self._by_name.get(claim.name.casefold(), set()))


def is_within(place: str, top: str) -> bool:
    """Whether an address is another one, or lies below it."""
    return place == top or ("?" not in top and place.startswith(f"{top}/"))


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    groups: dict[int, set[int]] = defaultdict(set)
    for term, article in pairs:
        groups[term].add(article)
    return groups


def _united(articles: dict[int, set[int]], terms: Iterable[int]) -> set[int]:
    return set().union(*(articles[term] for term in terms if term in articles))
