"""All that ``scrapy coverage`` says of an archive, site by site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.coverage.chain import Chain, read_chain
from capitalcities_crawler.archive.coverage.contradictions import Contradiction, contradictions
from capitalcities_crawler.archive.coverage.facts import read_facts
from capitalcities_crawler.archive.coverage.missing import NotStored, Standing
from capitalcities_crawler.archive.coverage.months import Month, coverage
from capitalcities_crawler.archive.coverage.terms import Term, term_lines
from capitalcities_crawler.archive.coverage.totals import Total, basis, totals
from capitalcities_crawler.archive.models import Site
from capitalcities_crawler.items import JsonObject


@dataclass(frozen=True, slots=True)
class SiteReport:
    """The coverage of one site."""

    site: str
    base_url: str
    stored: int
    """Articles of the archive that are not gone."""
    gone: int
    """Articles that were stored and are gone since."""
    hidden_terms: int
    """Articles that nobody can read, whose sections and tags are therefore unknown."""
    months: list[Month]
    sections: list[Term]
    tags: list[Term]
    totals: list[Total]
    contradictions: list[Contradiction]
    not_stored: list[NotStored]
    chain: Chain

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of the site: no article, no address, no number."""
        numbers = (self.months, self.totals, self.sections, self.tags)
        return not (self.stored or self.gone or self.not_stored or any(numbers))

    @property
    def basis(self) -> Total | None:
        """The total that the percentage is of."""
        return basis(self.totals)

    def addresses(self, standing: Standing) -> list[NotStored]:
        """Give the addresses without an article, of one standing."""
        return [page for page in self.not_stored if page.standing == standing]

    @property
    def nameless(self) -> dict[str, int]:
        """Months that lack more articles than addresses are known, and how many."""
        known = [page.month for page in self.addresses(Standing.MISSING)]
        lacking = {line.month: line.missing - known.count(line.month) for line in self.months}
        return {month: number for month, number in lacking.items() if number > 0}


def reports(session: Session) -> list[SiteReport]:
    """Report on every site of which the archive knows anything."""
    by_site = groupby(coverage(session), key=lambda month: (month.site, month.base_url))
    months = {site: list(lines) for site, lines in by_site}
    sites = session.scalars(select(Site).order_by(Site.key, Site.base_url))
    found = [_report(session, site, months.get((site.key, site.base_url), [])) for site in sites]
    return [each for each in found if not each.is_empty]


def share(found: Sequence[SiteReport]) -> float | None:
    """Give the part that is not missing of what all sites advertise, each by its basis."""
    numbers = [each.basis.numbers for each in found if each.basis]
    advertised = sum(number.advertised for number in numbers)
    if not advertised:
        return 1.0 if numbers else None
    return 1 - sum(number.missing for number in numbers) / advertised


def to_json(found: Sequence[SiteReport]) -> JsonObject:
    """Give everything as plain JSON types; each row names its site."""
    whole: JsonObject = {"share": share(found), "sites": [_site(each) for each in found]}
    for key in ("months", "sections", "tags", "totals", "contradictions"):
        whole[key] = [_named(each, row.to_json()) for each in found for row in getattr(each, key)]
    for standing in Standing:
        pages = [page for each in found for page in each.addresses(standing)]
        whole[standing.value] = [page.to_json() for page in pages]
    return whole


def _report(session: Session, site: Site, months: list[Month]) -> SiteReport:
    facts = read_facts(session, site, months)
    lines = totals(facts)
    return SiteReport(
        site=site.key,
        base_url=site.base_url,
        stored=len(facts.articles) - len(facts.history.gone_at),
        gone=len(facts.history.gone_at),
        hidden_terms=facts.explained_posts,
        months=months,
        sections=term_lines(facts, "section"),
        tags=term_lines(facts, "tag"),
        totals=lines,
        contradictions=contradictions(facts, lines),
        not_stored=facts.not_stored,
        chain=read_chain(session, site.id, facts.not_stored),
    )


def _site(each: SiteReport) -> JsonObject:
    base = each.basis
    return {
        "site": each.site,
        "base_url": each.base_url,
        "share": base.numbers.share if base else None,
        "share_of": base.source if base else None,
        "stored": each.stored,
        "gone": each.gone,
        "missing_without_address": each.nameless,
        "chain": each.chain.to_json(),
    }


def _named(each: SiteReport, row: JsonObject) -> JsonObject:
    return {"site": each.site, "base_url": each.base_url} | row
