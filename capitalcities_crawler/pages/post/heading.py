"""The heading of a post: the one that the page's own title names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.post.zone import above, is_comments, is_foreign, tokens
from capitalcities_crawler.pages.text import visible_text
from capitalcities_crawler.pages.titles import fold

_TITLE_CLASSES = frozenset(
    [
        "entry-title",
        "wp-block-post-title",
        "post-title",
        "post_title",
        "posttitle",
        "storytitle",
        "article-title",
        "p-name",
        "single-title",
        "single-post-title",
        "article__title",
        "article-headline",
        "headline",
        "title",
    ]
)
_SITE_TITLE = re.compile(
    r"^(?:site|blog)[-_]?(?:title|name|logo|header|branding)|^logo|^masthead|^branding|^header-?img",
    re.IGNORECASE,
)
_TAGS = ("h1", "h2", "h3", "h4")


def find_heading(document: Document, names: tuple[str, ...]) -> HtmlElement | None:
    """Give the element of the post's heading.

    Args:
        document: the page.
        names: what the page calls itself (``<title>``, ``og:title`` ...), the site's name dropped.
    """
    candidates = [heading for heading in _candidates(document) if _is_free(heading)]
    folded, slug = [fold(name) for name in names if name], slug_of(document.url)
    matching = [h for h in candidates if _has_slug(h, slug) or _is_named(_folded(h), folded)]
    if matching:
        return min(matching, key=lambda heading: _rank(heading, folded, slug))
    marked = [h for h in candidates if h.tag == "h1" or _is_classed(h)]
    return min(marked, key=lambda heading: _rank(heading, folded, slug)[2:3], default=None)


def slug_of(url: str) -> str:
    """Give the words of a permalink that come from the title: ``the-early-ferry``.

    >>> slug_of("https://example.org/2006/11/04/the-early-ferry/")
    'the-early-ferry'
    """
    parts = [part for part in unquote(urlsplit(url).path).lower().split("/") if part]
    last = re.sub(r"\.(?:html?|php|aspx?)$", "", parts[-1]) if parts else ""
    return "" if last.isdecimal() else last


def _has_slug(heading: HtmlElement, slug: str) -> bool:
    """Tell whether WordPress would make this slug from this heading, or its beginning."""
    made = _ascii(_folded(heading)).replace(" ", "-")
    return bool(made) and (
        made == _ascii(slug) or (len(slug) > 12 and made.startswith(_ascii(slug)))
    )


def _ascii(text: str) -> str:
    text = text.translate({ord("ß"): "ss", ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"})
    marks = unicodedata.normalize("NFKD", text)
    return "".join(char for char in marks if not unicodedata.combining(char))


def _candidates(document: Document) -> Iterator[HtmlElement]:
    for tag in _TAGS:
        yield from document.by_tag(tag)
    for name in _TITLE_CLASSES:
        yield from (
            e for e in document.by_class(name) if e.tag in {"div", "span", "p", "a", "td", "strong"}
        )


def _is_free(heading: HtmlElement) -> bool:
    """Tell whether a heading is not empty, not the site's own name and not among comments."""
    text = visible_text(heading)
    if not text or len(text) > 300 or _leads_home(heading):
        return False
    around = list(above(heading))
    return not any(map(is_comments, around[1:])) and not any(
        _SITE_TITLE.match(token) for element in around for token in tokens(element)
    )


def _leads_home(heading: HtmlElement) -> bool:
    links = [heading, *heading.iter("a"), *heading.iterancestors("a")]
    hrefs = [link.get("href") for link in links if link.tag == "a"]
    return any(
        href and re.fullmatch(r"(?:https?://[^/]+)?/?(?:index\.\w+)?", href) for href in hrefs
    )


def _is_named(text: str, names: list[str]) -> bool:
    """Tell whether a heading prints one of the names, all but a site's part of it, or more."""
    return any(
        (text and (text in name and len(text) > len(name) * 0.35))
        or (name in text and len(name) > 12)
        for name in names
    )


def _rank(heading: HtmlElement, names: list[str], slug: str) -> tuple[float, ...]:
    """Order headings: what prints a whole title, in the post, longest, marked up as a title."""
    text = _folded(heading)
    around = list(above(heading))[1:]
    is_beside = any(is_foreign(e) or "header" in tokens(e) for e in around if e.tag != "header")
    level = _TAGS.index(heading.tag) if heading.tag in _TAGS else len(_TAGS)
    has_slug = _has_slug(heading, slug)
    return (
        not has_slug,
        text not in names,
        is_beside,
        -(len(text) // 8),
        not _is_classed(heading),
        level,
    )


def _folded(heading: HtmlElement) -> str:
    return fold(" ".join(heading.itertext()))


def _is_classed(heading: HtmlElement) -> bool:
    return not _TITLE_CLASSES.isdisjoint((heading.get("class") or "").split())
