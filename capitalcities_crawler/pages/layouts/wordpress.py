"""Any WordPress theme: what themes have had in common from 2003 to today."""

from __future__ import annotations

from functools import cached_property

from lxml.html import HtmlElement

from capitalcities_crawler.items import Author, Image, Link, Teaser, Term
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.head import Head
from capitalcities_crawler.pages.post.around import (
    read_breadcrumb,
    read_lead_images,
    read_neighbour,
)
from capitalcities_crawler.pages.post.byline import read_byline
from capitalcities_crawler.pages.post.heading import find_heading
from capitalcities_crawler.pages.post.moments import read_dates
from capitalcities_crawler.pages.post.prune import pruned_body
from capitalcities_crawler.pages.post.root import find_root
from capitalcities_crawler.pages.post.runs import Run, read_runs
from capitalcities_crawler.pages.post.standfirst import find_standfirst
from capitalcities_crawler.pages.post.terms import Terms, read_terms
from capitalcities_crawler.pages.post.zone import above, is_post, zone_of
from capitalcities_crawler.pages.text import visible_text
from capitalcities_crawler.pages.titles import site_names, without_site_name


class WordPressLayout:
    """The markup of one post in a theme that no other layout knows."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @staticmethod
    def matches(document: Document) -> bool:  # noqa: ARG004 - the layout of last resort takes all
        """Tell whether the page is of this family: any page may be."""
        return True

    @cached_property
    def body_root(self) -> HtmlElement | None:
        """A copy of the body's element without byline, tags, shares and related posts."""
        if self._root is None:
            return None
        body = pruned_body(self._root, self._heading)
        standfirst = find_standfirst(self._runs, self._description)
        if standfirst is not None:
            body.insert(0, standfirst)
        return body

    @cached_property
    def title(self) -> str | None:
        """The heading that the page's own title names, else the first that is marked up as one."""
        return visible_text(self._heading) or None

    @property
    def subtitle(self) -> str | None:
        """Not marked up in a common way."""
        return None

    @cached_property
    def authors(self) -> tuple[Author, ...]:
        """From author links, hCards or the name behind "by"."""
        return read_byline(self._runs, self._document)

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """Times and dates in the lines around the body, never a comment's."""
        return read_dates(self._runs) or read_dates(self._outer_runs)

    @property
    def breadcrumb(self) -> tuple[Term, ...]:
        """The trail above the post, without Home."""
        return read_breadcrumb(self._document)

    @property
    def categories(self) -> tuple[Term, ...]:
        """The post's own, as printed."""
        return self._terms.categories

    @property
    def tags(self) -> tuple[Term, ...]:
        """The post's own, as printed."""
        return self._terms.tags

    @property
    def lead_images(self) -> tuple[Image, ...]:
        """The post's thumbnail, above the body."""
        return read_lead_images(self._zone, self._root, self._document)

    @property
    def previous(self) -> Link | None:
        """The older neighbour."""
        return read_neighbour(self._document, "prev")

    @property
    def next(self) -> Link | None:
        """The newer neighbour."""
        return read_neighbour(self._document, "next")

    @property
    def related(self) -> tuple[Teaser, ...]:
        """Not marked up in a common way."""
        return ()

    @cached_property
    def _root(self) -> HtmlElement | None:
        return find_root(self._document, self._heading)

    @property
    def _description(self) -> str:
        return Head(self._document).meta("og:description", "description") or ""

    @cached_property
    def _heading(self) -> HtmlElement | None:
        head = Head(self._document)
        titles = (*head.metas("og:title", "twitter:title"), head.title or "")
        known = site_names(self._document, head)
        names = tuple(without_site_name(title, known) for title in titles)
        return find_heading(self._document, names)

    @cached_property
    def _zone(self) -> HtmlElement | None:
        return None if self._root is None else zone_of(self._root, self._heading)

    @cached_property
    def _runs(self) -> list[Run]:
        if self._root is None or self._zone is None:
            return []
        return [
            run for run in read_runs(self._zone, self._root) if run.element is not self._heading
        ]

    @cached_property
    def _terms(self) -> Terms:
        around = [] if self._root is None else above(self._root)
        post = next((element for element in around if is_post(element)), None)
        own = read_terms(self._runs, self._document, post)
        if own.categories or own.tags:
            return own
        return read_terms(self._outer_runs, self._document, post, marked_only=True)

    @cached_property
    def _outer_runs(self) -> list[Run]:
        """Lines beyond the zone, where a theme keeps a post's data in a column of its own."""
        outer = None if self._zone is None else self._zone.getparent()
        if outer is None or self._root is None or outer.tag in {"body", "html"}:
            return []
        return read_runs(outer, self._root)
