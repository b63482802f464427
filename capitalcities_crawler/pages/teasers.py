"""Teasers: an article as another page advertises it, in JNews blocks and in other themes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from capitalcities_crawler.items import Moment, Teaser, Term
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.images import image_url
from capitalcities_crawler.pages.text import clean, visible_text
from capitalcities_crawler.pages.worded_dates import parse_visible
from capitalcities_crawler.sites import Site

_POST_ID = re.compile(r"(?:^|\s)post-(\d+)(?:\s|$)")
_ELLIPSIS = re.compile(r"\s*(\.\.\.|…|\[…\]|\[\.\.\.\])$")

_TITLE = frozenset({"jeg_post_title", "entry-title", "post-title", "wp-block-post-title"})
_AUTHOR = frozenset({"jeg_meta_author", "author", "byline", "wp-block-post-author-name"})
_DATE = frozenset({"jeg_meta_date", "entry-date", "posted-on", "wp-block-post-date"})
_CATEGORY = frozenset({"jeg_post_category", "cat-links", "entry-categories"})
_EXCERPT = frozenset(
    {"jeg_post_excerpt", "entry-summary", "wp-block-post-excerpt__excerpt", "excerpt"}
)
_WANTED = _TITLE | _AUTHOR | _DATE | _CATEGORY | _EXCERPT


def read_teasers(
    elements: Iterable[HtmlElement], document: Document, site: Site
) -> tuple[Teaser, ...]:
    """Read teasers in order; an article shown twice is given once, empty slots not at all."""
    teasers: dict[str, Teaser] = {}
    for element in elements:
        teaser = read_teaser(element, document, site)
        if teaser:
            teasers.setdefault(teaser.url, teaser)
    return tuple(teasers.values())


def read_teaser(element: HtmlElement, document: Document, site: Site) -> Teaser | None:
    """Read one teaser; ``None`` when it has no linked title."""
    parts = _parts(element)
    link = _title_link(element, parts.get("title"))
    url = document.absolute(link.get("href")) if link is not None else None
    if link is None or url is None:
        return None
    picture = next(_pictures(element), None)
    numbered = _POST_ID.search(element.get("class") or "")
    return Teaser(
        url=url,
        title=visible_text(link),
        post_id=int(numbered[1]) if numbered else None,
        author=_link_text(parts.get("author")),
        published=_date(parts.get("date"), element, site),
        category=_term(parts.get("category"), document),
        image_url=image_url(picture, document) if picture is not None else None,
        image_alt=clean(picture.get("alt")) or None if picture is not None else None,
        excerpt=_ELLIPSIS.sub("", visible_text(_excerpt(parts.get("excerpt")))) or None,
    )


def _parts(element: HtmlElement) -> dict[str, HtmlElement]:
    """Index the first element of each part of a teaser, in one walk."""
    parts: dict[str, HtmlElement] = {}
    for child in element.iterdescendants():
        names = (child.get("class") or "").split() if isinstance(child.tag, str) else []
        if _WANTED.isdisjoint(names):
            continue
        for part, wanted in (
            ("title", _TITLE),
            ("author", _AUTHOR),
            ("date", _DATE),
            ("category", _CATEGORY),
            ("excerpt", _EXCERPT),
        ):
            if not wanted.isdisjoint(names):
                parts.setdefault(part, child)
    return parts


def _title_link(element: HtmlElement, title: HtmlElement | None) -> HtmlElement | None:
    if title is not None:
        if title.tag == "a":
            return title
        return next((a for a in title.iter("a") if visible_text(a)), None)
    for heading in element.iter("h1", "h2", "h3", "h4"):
        for link in heading.iter("a"):
            if visible_text(link):
                return link
    return next((a for a in element.iter("a") if "bookmark" in (a.get("rel") or "")), None)


def _link_text(element: HtmlElement | None) -> str | None:
    """Give the linked text: "by" before it is no part of the name."""
    if element is None:
        return None
    link = next((a for a in element.iter("a") if visible_text(a)), None)
    return visible_text(link) or None


def _date(date: HtmlElement | None, teaser: HtmlElement, site: Site) -> Moment | None:
    time = next(teaser.iter("time"), None)
    text = (time.get("datetime") if time is not None else None) or visible_text(date)
    dated = parse_visible(text, site.languages, site.zone) if text else None
    return dated.moment if dated else None


def _term(element: HtmlElement | None, document: Document) -> Term | None:
    link = next(element.iter("a"), None) if element is not None else None
    name = visible_text(link)
    return Term(name=name, url=document.absolute(link.get("href"))) if link is not None else None


def _excerpt(element: HtmlElement | None) -> HtmlElement | None:
    """Give the excerpt's paragraph: "Read more" stands beside it."""
    paragraph = next(element.iter("p"), None) if element is not None else None
    return paragraph if paragraph is not None else element


def _pictures(element: HtmlElement) -> Iterator[HtmlElement]:
    """Give the images of a teaser; a hero keeps its own as ``data-src`` on a ``div``."""
    for child in element.iter("img", "div"):
        if child.tag == "div" and not child.get("data-src"):
            continue
        if "avatar" not in (child.get("class") or "").split():
            yield child
