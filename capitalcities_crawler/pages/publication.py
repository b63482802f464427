"""When an article was published and changed, from its most trusted source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from capitalcities_crawler.items import Precision, Source
from capitalcities_crawler.pages.candidate import Candidate
from capitalcities_crawler.pages.dates import Dated, parse_iso
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.head import Head
from capitalcities_crawler.pages.identity import page_url
from capitalcities_crawler.pages.jsonld import LinkedData, text_value
from capitalcities_crawler.pages.layout import Layout
from capitalcities_crawler.pages.worded_dates import parse_visible
from capitalcities_crawler.sites import Site
from capitalcities_crawler.urls import date_in_url, month_in_url


class Publication:
    """The times that an article's page gives, the most trusted first."""

    def __init__(
        self, document: Document, head: Head, linked: LinkedData, layout: Layout, site: Site
    ) -> None:
        self._document, self._head, self._linked = document, head, linked
        self._layout, self._site = layout, site

    def published(self) -> Iterator[Candidate[Dated]]:
        """Give the times of publication: metadata, else the visible dates; then the permalink."""
        metas = ("article:published_time", "og:published_time", "datepublished", "dc.date.issued")
        nodes = (self._linked.article, self._linked.page)
        stated = [
            *self._isos(self._head.metas(*metas), Source.META),
            *self._isos((node.get("datePublished") for node in nodes), Source.JSONLD),
        ]
        # A visible date may be the day of the last change, so it is no witness against metadata.
        yield from stated or self._printed_dates()
        if self._url_day:
            yield Candidate(Dated(self._url_day, Precision.DAY), Source.URL)

    def _printed_dates(self) -> Iterator[Candidate[Dated]]:
        """Give the visible dates; one that contradicts the permalink is of something else."""
        for text in self._layout.dates:
            dated = parse_visible(text, self._languages, self._site.zone) or self._in_url_month(
                text
            )
            if dated and self._agrees_with_url(dated):
                yield Candidate(dated, Source.MARKUP)

    def _agrees_with_url(self, dated: Dated) -> bool:
        """Allow an instant the day that its offset may shift it by, and a plain day none.

        A theme may print the day of the last change, which can be the day after.
        """
        tolerance = 0 if dated.precision is Precision.DAY else 1
        return self._url_day is None or abs(dated.day - self._url_day).days <= tolerance

    def _in_url_month(self, text: str) -> Dated | None:
        """Read "Mar 12" with the year of a permalink such as ``/2011/03/slug/``."""
        month = month_in_url(self._document.url) or month_in_url(self._stated_url)
        if month is None or len(text) > 20:
            return None
        dated = parse_visible(f"{text} {month[:4]}", self._languages, self._site.zone)
        return dated if dated and f"{dated.day:%Y-%m}" == month else None

    @cached_property
    def _url_day(self) -> date | None:
        return date_in_url(self._document.url) or date_in_url(self._stated_url)

    def modified(self) -> Iterator[Candidate[Dated]]:
        """Give the times of the last change, which only metadata tell reliably."""
        metas = ("article:modified_time", "og:updated_time", "datemodified")
        yield from self._isos(self._head.metas(*metas), Source.META)
        nodes = (self._linked.article, self._linked.page)
        yield from self._isos((node.get("dateModified") for node in nodes), Source.JSONLD)

    def _isos(self, values: Iterable[object], source: Source) -> Iterator[Candidate[Dated]]:
        for value in values:
            dated = parse_iso(text_value(value), self._site.zone)
            if dated:
                yield Candidate(dated, source)

    @cached_property
    def _stated_url(self) -> str:
        return page_url(self._document, self._head)

    @property
    def _languages(self) -> tuple[str, ...]:
        own = self._head.language
        return self._site.languages or ((own,) if own else ())
