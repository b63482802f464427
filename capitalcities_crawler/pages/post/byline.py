"""Who wrote a post: author links and hCards first, then the name behind "by" in its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from capitalcities_crawler.items import Author
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.names import is_name, name_after_by, split_names
from capitalcities_crawler.pages.post.runs import Run
from capitalcities_crawler.pages.text import visible_text

_AUTHOR_HREF = re.compile(
    r"/(?:authors?|autor(?:es|en)?|auteurs?|autore|profile|people|staff|writers?|contributors?|journalist|team)/[^/?#]+"
    r"|[?&]author(?:_name)?=",
    re.IGNORECASE,
)
_AUTHOR_MARK = re.compile(
    r"^(?:fn|p-author|h-card|nickname|author|authors|byline|by-line|byline__.*|.*[-_]byline|(?:post|entry|article|meta|td|single|story|news)[-_]*authors?(?:[-_]*names?)?"
    r"|author[-_]*(?:name|link|vcard|names)|authorname|postauthor|posted-by|postedby|writer|autor|auteur|autore|redakteur)$",
    re.IGNORECASE,
)
_LONGEST = 160


def read_byline(runs: list[Run], document: Document) -> tuple[Author, ...]:
    """Give the authors that the lines around and at the ends of a body name."""
    near = [run for run in runs if _may_name(run)]
    for read in (_linked, _marked, _worded):
        for before in (True, False):
            part = [run for run in near if run.before is before]
            authors = list(read(part, document))
            if authors:
                return tuple(
                    {author.name.casefold(): author for author in reversed(authors)}.values()
                )[::-1]
    return ()


def _may_name(run: Run) -> bool:
    return len(run.text) <= _LONGEST * 3 and (run.is_meta or not run.inside or _is_edge(run))


def _is_edge(run: Run) -> bool:
    """Tell a short line in a body that names somebody: ``By Ada Lovelace`` as a paragraph."""
    return len(run.text) <= 60 and name_after_by(run.text) is not None


def _linked(runs: list[Run], document: Document) -> Iterator[Author]:
    for run in runs:
        for link in run.links:
            rel, href = (link.get("rel") or "").split(), link.get("href") or ""
            if "author" in rel or (_AUTHOR_HREF.search(href) and "tag" not in rel):
                for name in split_names(visible_text(link)):
                    if is_name(name):
                        yield Author(name=name, url=document.absolute(href))


def _marked(runs: list[Run], document: Document) -> Iterator[Author]:
    seen: set[HtmlElement] = set()
    for run in runs:
        for element in _marked_elements(run):
            if element in seen or any(parent in seen for parent in element.iterancestors()):
                continue
            text = visible_text(element)
            name = name_after_by(text) or text
            if len(text) <= _LONGEST and not re.search(r"\d{4}", name):
                seen.add(element)
                yield from _authors(name, element, document)


def _marked_elements(run: Run) -> Iterator[HtmlElement]:
    for element in run.spans:
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".split()
        if any(map(_AUTHOR_MARK.match, names)) and element.tag != "img":
            yield element


def _worded(runs: list[Run], document: Document) -> Iterator[Author]:
    for run in runs:
        name = name_after_by(run.text)
        if name:
            link = next((link for link in run.links if visible_text(link) == name), None)
            yield from _authors(name, link, document)
            return


def _authors(names: str, element: HtmlElement | None, document: Document) -> Iterator[Author]:
    href = element.get("href") if element is not None and element.tag == "a" else None
    for name in split_names(names):
        if is_name(name):
            yield Author(name=name, url=document.absolute(href))
