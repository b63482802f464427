"""The categories and tags of a post: its term links, told apart by relation, address and label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from capitalcities_crawler.items import Term
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.post.runs import Run
from capitalcities_crawler.pages.post.term_words import (
    CATEGORY_HREF,
    CATEGORY_LABEL,
    CATEGORY_MARK,
    TAG_HREF,
    TAG_LABEL,
    TAG_MARK,
)
from capitalcities_crawler.pages.post.zone import above
from capitalcities_crawler.pages.text import visible_text
from capitalcities_crawler.urls import same_site

Kind = Literal["category", "tag"]

_CLOUD = re.compile(r"\btag-link-\d+\b|\btag-cloud-link\b")
"""Tag clouds carry ``rel="tag"`` too."""

_COUNT = re.compile(r"\s*\(\d+\)$")


class Terms(NamedTuple):
    """A post's terms, as printed."""

    categories: tuple[Term, ...]
    tags: tuple[Term, ...]


def read_terms(
    runs: list[Run], document: Document, post: HtmlElement | None, *, marked_only: bool = False
) -> Terms:
    """Give a post's own categories and tags.

    Args:
        runs: its lines.
        document: the page.
        post: the container whose classes name the post's terms, if the theme prints them.
        marked_only: whether links count only with ``rel="tag"``.
    """
    found = [(kind, link) for run in _labelled(runs) for kind, link in _run_terms(run, document)]
    if marked_only:
        found = [(kind, link) for kind, link in found if is_term_link(link)]
    slugs = _class_slugs(post)
    read = {
        kind: _own(kind, [link for k, link in found if k == kind], slugs[kind], document)
        for kind in ("category", "tag")
    }
    return Terms(read["category"], read["tag"])


class _Labelled(NamedTuple):
    run: Run
    label: str


def _labelled(runs: list[Run]) -> Iterator[_Labelled]:
    """Let a line that is only a label ("Tags:") speak for the lines of links behind it."""
    label = ""
    for run in runs:
        if run.links:
            yield _Labelled(run, label)
            continue
        text = run.text
        is_label = len(text) < 40 and (TAG_LABEL.search(text) or CATEGORY_LABEL.search(text))
        if is_label:
            label = text
        elif len(text) > 3:
            label = ""


def _run_terms(labelled: _Labelled, document: Document) -> Iterator[tuple[Kind, HtmlElement]]:
    run, label = labelled
    for link, position in zip(run.links, run.link_positions, strict=True):
        kind = _kind(link, run, label + " " + "".join(run.pieces[:position]), document)
        if kind:
            yield kind, link


def _kind(link: HtmlElement, run: Run, prefix: str, document: Document) -> Kind | None:
    rel, href = (link.get("rel") or "").lower().split(), link.get("href") or ""
    if (
        not href
        or href.startswith("#")
        or _CLOUD.search(link.get("class") or "")
        or not visible_text(link)
    ):
        return None
    if "category" in rel:
        return "category"
    by_href = _href_kind(link)
    if "tag" in rel:
        return by_href or _marked_kind(link) or "tag"
    if run.inside and not run.is_meta and not _is_line_of_links(run):
        return None
    if by_href and _is_own_host(href, document):
        return by_href
    labelled = _label_kind(prefix)
    is_term = labelled and not rel and _is_own_host(href, document) and not _is_date_or_author(href)
    return labelled if is_term and len(visible_text(link)) < 50 and run.is_meta else None


def is_term_link(link: HtmlElement) -> bool:
    """Tell whether a link is marked up as leading to a term: ``rel="tag"``, ``rel="category"``."""
    rel = (link.get("rel") or "").lower().split()
    return ("tag" in rel or "category" in rel) and not _CLOUD.search(link.get("class") or "")


def _is_line_of_links(run: Run) -> bool:
    """Tell whether a line holds a label and links but hardly any other text."""
    linked = sum(len(visible_text(link)) for link in run.links)
    return len(run.text) - linked < 30 + 3 * len(run.links)


def _label_kind(prefix: str) -> Kind | None:
    last_tag = max((m.end() for m in TAG_LABEL.finditer(prefix)), default=-1)
    last_category = max((m.end() for m in CATEGORY_LABEL.finditer(prefix)), default=-1)
    if last_tag == last_category:
        return None
    return "tag" if last_tag > last_category else "category"


def _marked_kind(link: HtmlElement) -> Kind | None:
    for element in list(above(link))[:4]:
        names = (element.get("class") or "").split()
        if any(map(CATEGORY_MARK.match, names)):
            return "category"
        if any(map(TAG_MARK.match, names)):
            return "tag"
    return None


def _is_own_host(href: str, document: Document) -> bool:
    return not urlsplit(href).netloc or not document.url or same_site(href, document.url)


def _is_date_or_author(href: str) -> bool:
    return bool(re.search(r"/author/|/\d{4}/\d{1,2}/|[?&](?:author|m|p)=|#", href))


def _own(
    kind: Kind, links: list[HtmlElement], slugs: frozenset[str], document: Document
) -> tuple[Term, ...]:
    """Keep the links that the post's classes confirm, when they confirm all that they name."""
    confirmed = [link for link in links if _slug(link) in slugs]
    if slugs and {_slug(link) for link in confirmed} >= slugs:
        links = confirmed
    elif slugs and not links:
        links = [
            link
            for link in document.by_tag("a")
            if _slug(link) in slugs and _href_kind(link) == kind
        ]
    return _unique(_term(link, document) for link in links)


def _href_kind(link: HtmlElement) -> Kind | None:
    href = link.get("href") or ""
    return "category" if CATEGORY_HREF.search(href) else "tag" if TAG_HREF.search(href) else None


def _slug(link: HtmlElement) -> str:
    path = urlsplit(link.get("href") or "").path.rstrip("/")
    return unquote(path.rsplit("/", 1)[-1]).lower()


def _class_slugs(post: HtmlElement | None) -> dict[Kind, frozenset[str]]:
    names = (post.get("class") or "").split() if post is not None else []
    slugs: dict[Kind, frozenset[str]] = {}
    kinds: tuple[Kind, ...] = ("category", "tag")
    for kind in kinds:
        prefix = f"{kind}-"
        slugs[kind] = frozenset(
            n.removeprefix(prefix).lower() for n in names if n.startswith(prefix)
        )
    return slugs


def _term(link: HtmlElement, document: Document) -> Term:
    name = _COUNT.sub("", visible_text(link)).strip(" ,;|/·•").removeprefix("#").strip()
    return Term(name=name, url=document.absolute(link.get("href")))


def _unique(terms: Iterable[Term]) -> tuple[Term, ...]:
    by_name: dict[str, Term] = {}
    for term in terms:
        if term.name and len(term.name) < 100:
            by_name.setdefault(term.name.casefold(), term)
    return tuple(by_name.values())
