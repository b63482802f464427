"""The interface of a layout: how one family of themes marks up an article.

A layout reads *markup only* (never ``<head>``) and gives what it finds, raw but clean of white
space; ``ArticlePage`` weighs it against the metadata. Absent is ``None`` or ``()``.
"""

from __future__ import annotations

from typing import Protocol

from lxml.html import HtmlElement

from capitalcities_crawler.items import Author, Image, Link, Teaser, Term
from capitalcities_crawler.pages.document import Document


class Layout(Protocol):
    """What the markup of one article page says."""

    def __init__(self, document: Document) -> None: ...

    @staticmethod
    def matches(document: Document) -> bool:
        """Tell whether the page is of this family."""
        ...

    @property
    def title(self) -> str | None: ...
    @property
    def subtitle(self) -> str | None: ...
    @property
    def authors(self) -> tuple[Author, ...]: ...
    @property
    def dates(self) -> tuple[str, ...]:
        """Visible dates of the article itself, as printed or from a ``datetime`` attribute, best first."""
        ...

    @property
    def breadcrumb(self) -> tuple[Term, ...]: ...
    @property
    def categories(self) -> tuple[Term, ...]: ...
    @property
    def tags(self) -> tuple[Term, ...]: ...
    @property
    def body_root(self) -> HtmlElement | None:
        """The element that holds the body; ``None`` sends the page to the fallback."""
        ...

    @property
    def lead_images(self) -> tuple[Image, ...]: ...
    @property
    def previous(self) -> Link | None: ...
    @property
    def next(self) -> Link | None: ...
    @property
    def related(self) -> tuple[Teaser, ...]: ...
