"""Authors, tags and sections of a batch: names become rows, each looked up once."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Author, Section, Site, Tag
from capitalcities_crawler.archive.writing.bulk import rows_where
from capitalcities_crawler.archive.writing.placing import describe_section
from capitalcities_crawler.archive.writing.sections import Node, chain_nodes, chains, slug
from capitalcities_crawler.items import Article, Term


class Terms:
    """What the articles of one batch are named with, as rows of the database."""

    def __init__(self, session: Session, articles: Iterable[tuple[Site, Article]]) -> None:
        self._session = session
        pairs = list(articles)
        self._authors = self._load_authors(pairs)
        self._tags = self._load_tags(pairs)
        self._sections = self._load_sections(pairs)
        session.flush()

    def author_ids(self, site: Site, article: Article) -> list[int]:
        """Give the authors in the order of the byline."""
        return [self._authors[site.id, author.name].id for author in article.authors]

    def tag_ids(self, site: Site, article: Article) -> list[int]:
        """Give the tags in their order."""
        return [self._tags[site.id, tag.name].id for tag in article.tags]

    def section_ids(self, site: Site, article: Article) -> list[int]:
        """Give all sections that an article stands in; the primary one first."""
        found: list[int] = []
        for chain in chains(article):
            found += [
                self._sections[site.id, node.key].id for node in reversed(_nodes(site, chain))
            ]
        return list(dict.fromkeys(found))

    def assigned_ids(self, site: Site, article: Article) -> set[int]:
        """Give the sections that an editor chose: the last of each chain, without those above."""
        nodes = (_nodes(site, chain)[-1] for chain in chains(article))
        return {self._sections[site.id, node.key].id for node in nodes}

    def _load_authors(self, pairs: list[tuple[Site, Article]]) -> dict[tuple[int, str], Author]:
        named = [(site, author) for site, article in pairs for author in article.authors]
        query = select(Author).where(Author.site_id.in_({site.id for site, _ in pairs}))
        rows = rows_where(self._session, query, Author.name, (author.name for _, author in named))
        known = {(row.site_id, row.name): row for row in rows}
        for site, author in named:
            row = known.get((site.id, author.name))
            if row is None:
                row = known[site.id, author.name] = Author(site_id=site.id, name=author.name)
                self._session.add(row)
            row.url = author.url or row.url
            row.bio = author.bio or row.bio
        return known

    def _load_tags(self, pairs: list[tuple[Site, Article]]) -> dict[tuple[int, str], Tag]:
        named = [(site, tag) for site, article in pairs for tag in article.tags]
        query = select(Tag).where(Tag.site_id.in_({site.id for site, _ in pairs}))
        rows = rows_where(self._session, query, Tag.name, (tag.name for _, tag in named))
        known = {(row.site_id, row.name): row for row in rows}
        for site, tag in named:
            row = known.get((site.id, tag.name))
            if row is None:
                row = known[site.id, tag.name] = Tag(site_id=site.id, name=tag.name)
                self._session.add(row)
            row.slug = row.slug or slug(tag.url)
        return known

    def _load_sections(self, pairs: list[tuple[Site, Article]]) -> dict[tuple[int, str], Section]:
        nodes = [
            (site, node)
            for site, article in pairs
            for chain in chains(article)
            for node in _nodes(site, chain)
        ]
        query = select(Section).where(Section.site_id.in_({site.id for site, _ in pairs}))
        rows = rows_where(self._session, query, Section.key, (node.key for _, node in nodes))
        known = {(row.site_id, row.key): row for row in rows}
        for site, node in nodes:
            row = known.get((site.id, node.key))
            if row is None:
                row = known[site.id, node.key] = Section(site_id=site.id, key=node.key, depth=-1)
                self._session.add(row)
            if node.depth > row.depth:  # the longest chain knows most of what is above
                describe_section(row, node)
                row.parent = known.get((site.id, node.parent_key or ""))
        return known


def _nodes(site: Site, chain: Iterable[Term]) -> tuple[Node, ...]:
    root, kinds = tuple(site.section_root), tuple(site.section_kinds)
    return chain_nodes(tuple(chain), root, kinds, site.base_url)
