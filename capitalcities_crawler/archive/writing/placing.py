"""What a section is of the world, in its row; and all rows anew, when the lists of places changed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.models import Section, Site
from capitalcities_crawler.archive.writing.sections import Node, chain_nodes
from capitalcities_crawler.items import Term


def describe_section(row: Section, node: Node) -> None:
    """Put what a chain of names tells of a section into its row."""
    row.name, row.url, row.slug = node.name, node.url, node.slug
    row.depth, row.path = node.depth, node.path
    names = dict(node.names)
    row.region, row.country, row.city = map(names.get, ("region", "country", "city"))
    place = node.place
    row.kind, row.unmatched = place.kind, place.unmatched
    row.country_code = place.country.code if place.country else None
    row.country_code3 = place.country.code3 if place.country else None
    row.latitude = place.city.latitude if place.city else None
    row.longitude = place.city.longitude if place.city else None
    row.is_capital = place.city.is_capital if place.city else None


def place_sections(session: Session) -> None:
    """Match all sections of an archive with the lists that this program has."""
    for site in session.scalars(select(Site)):
        rows = {
            row.id: row
            for row in session.scalars(select(Section).where(Section.site_id == site.id))
        }
        for row in rows.values():
            chain = _chain(row, rows)
            if len(chain) == row.depth + 1:  # else what is above it is not known
                root, kinds = tuple(site.section_root), tuple(site.section_kinds)
                describe_section(row, chain_nodes(chain, root, kinds, site.base_url)[-1])
    session.flush()


def _chain(row: Section, rows: dict[int, Section]) -> tuple[Term, ...]:
    """Give the terms from the top down to a section."""
    chain = [row]
    for _ in range(row.depth):
        above = rows.get(chain[0].parent_id or 0)
        if above is None:
            break
        chain.insert(0, above)
    return tuple(Term(name=one.name, url=one.url) for one in chain)
