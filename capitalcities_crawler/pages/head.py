"""What ``<head>`` says: the meta, link and title elements, read once."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.text import clean, visible_text


class Head:
    """Metadata by name, in document order, empty values left out.

    Names are compared without case; ``property``, ``name`` and ``itemprop`` are one name space,
    because sites mix them up.
    """

    def __init__(self, document: Document) -> None:
        self._document = document

    def metas(self, *names: str) -> tuple[str, ...]:
        """Give all contents of the metas so named, the first name's first, without repeats."""
        values = (value for name in names for value in self._metas.get(name, ()))
        return tuple(dict.fromkeys(values))

    def meta(self, *names: str) -> str | None:
        """Give the first content of the first name that has one."""
        return next(iter(self.metas(*names)), None)

    def link(self, rel: str) -> str | None:
        """Give the address of the first ``<link>`` with a relation, as written."""
        return next(iter(self._links.get(rel, ())), None)

    def links(self, rel: str) -> tuple[str, ...]:
        """Give the addresses of all links with a relation, as written."""
        return tuple(self._links.get(rel, ()))

    @cached_property
    def title(self) -> str | None:
        """Text of the ``<title>`` element: an ``<svg>`` may have one too, but later."""
        titles = self._document.by_tag("title")
        return (visible_text(titles[0]) or None) if titles else None

    @cached_property
    def language(self) -> str | None:
        """Declared language as a BCP 47 tag: ``en-US``."""
        declared = self._document.root.get("lang") or self._document.root.get("xml:lang")
        language = declared or self.meta("content-language", "og:locale", "language") or ""
        language = language.split(",")[0].strip().replace("_", "-")
        return language or None

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """Names under which the site speaks of itself in metadata."""
        return self.metas("og:site_name", "application-name", "apple-mobile-web-app-title")

    @cached_property
    def _metas(self) -> dict[str, list[str]]:
        metas: dict[str, list[str]] = defaultdict(list)
        for element in self._document.by_tag("meta"):
            content = clean(element.get("content") or "")
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = element.get(attribute)
                if name and content:
                    metas[name.strip().lower()].append(content)
        return metas

    @cached_property
    def _links(self) -> dict[str, list[str]]:
        links: dict[str, list[str]] = defaultdict(list)
        for element in self._document.by_tag("link"):
            href = (element.get("href") or "").strip()
            for rel in (element.get("rel") or "").lower().split():
                if href:
                    links[rel].append(href)
        return links
