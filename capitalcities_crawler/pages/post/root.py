"""Where the body of a post stands: the element whose paragraphs are the article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.post.zone import (
    above,
    is_author_box,
    is_comments,
    is_foreign,
    is_post,
)

_BODY_CLASSES = (  # noqa: SIM905 - fifty names read better in rows
    "entry-content wp-block-post-content elementor-widget-theme-post-content td-post-content"
    " content-inner post-content post_content entry-body entry_content entrycontent postcontent"
    " post-body postbody post-entry postentry post-bodycopy article-body articlebody article-content"
    " article__body article__content article-text single-content storycontent story-content storybody"
    " entrytext entry-text post_text post-text posttext post-copy snap_preview the-content"
    " the_content thecontent itemtext contenttext et_pb_post_content fl-post-content"
    " brxe-post-content oxy-post-content e-content entry main-entry post-inner text"
).split()
"""Classes of the body's element in WordPress themes, the most telling first."""

_ENOUGH = 0.6
"""A classed element is the body when it holds this share of the densest element's prose."""

_WIDER = 1.2
"""How much more prose makes a wider element the body."""

_DECAY = (1.0, 0.72, 0.5, 0.3)
"""How much of its prose counts for the element around it, and so on outwards."""

_MIN_RUN = 25
"""Characters below which loose text is a label rather than prose."""


def find_root(document: Document, heading: HtmlElement | None = None) -> HtmlElement | None:
    """Give the element that holds the body, ``None`` when nothing on the page looks like one.

    Args:
        document: the page.
        heading: the post's heading, when it is known: the body does not reach around it.
    """
    prose = _Prose(document)
    densest = prose.densest()
    if densest is None:
        return None
    densest = _widened(densest, prose, heading)
    for found in _by_markup(document):
        named = [e for e in found if prose.total(e) >= prose.total(densest) * _ENOUGH]
        if named:
            return max(named, key=prose.total)
    return densest


def _widened(root: HtmlElement, prose: _Prose, heading: HtmlElement | None) -> HtmlElement:
    """Take in the body's other parts, where a theme puts each few paragraphs in a box."""
    around = set(above(heading)) if heading is not None else set()
    chain = list(above(root))
    post = next((element for element in chain if is_post(element)), None)
    chosen = root
    for element in chain:
        if element in around and element is not post:
            break
        if prose.total(element) > prose.total(chosen) * _WIDER:
            chosen = element
        if element is post:
            break
    return chosen


def _by_markup(document: Document) -> Iterable[list[HtmlElement]]:
    for tag in ("div", "section", "article", "span"):
        yield [
            e for e in document.by_tag(tag) if "articleBody" in (e.get("itemprop") or "").split()
        ]
    for name in _BODY_CLASSES:
        yield document.by_class(name)


class _Prose:
    """How much prose the elements of a page hold: text in paragraphs that is not links."""

    def __init__(self, document: Document) -> None:
        self._all: dict[HtmlElement, int] = defaultdict(int)
        self._totals: dict[HtmlElement, int] = defaultdict(int)
        self._scores: dict[HtmlElement, float] = defaultdict(float)
        self._own: dict[HtmlElement, bool] = {}
        holders = _holders(document)
        for holder, length in holders.items():
            for element in above(holder):
                self._all[element] += length
        commented = sum(n for holder, n in holders.items() if any(map(is_comments, above(holder))))
        self._most = (sum(holders.values()) - commented) * 0.5
        for holder, length in holders.items():
            if self._is_own(holder):
                self._add(holder, length)

    def total(self, element: HtmlElement) -> int:
        """Characters of prose in an element."""
        return self._totals[element]

    def densest(self) -> HtmlElement | None:
        """Give the element with the most prose right below it."""
        return max(self._scores, key=lambda e: self._scores[e], default=None)

    def _add(self, holder: HtmlElement, length: int) -> None:
        for distance, element in enumerate(above(holder)):
            self._totals[element] += length
            if distance < len(_DECAY):
                self._scores[element] += length * _DECAY[distance]

    def _is_own(self, element: HtmlElement) -> bool:
        """Tell whether no element around stands beside the post; asked once an element."""
        known = self._own.get(element)
        if known is None:
            parent = element.getparent()
            known = parent is None or element.tag in {"body", "html"} or self._is_own(parent)
            self._own[element] = known = known and not self._is_beside(element)
        return known

    def _is_beside(self, element: HtmlElement) -> bool:
        """Foreign by its class, unless it holds most of the page: then the class is its layout's."""
        if element.tag in {"body", "html"}:
            return False
        if is_comments(element):
            return True
        return (is_foreign(element) or is_author_box(element)) and self._all[element] < self._most


def _holders(document: Document) -> dict[HtmlElement, int]:
    """Give the elements right around prose, with its length in all."""
    found: dict[HtmlElement, int] = defaultdict(int)
    for holder, length in _pieces(document):
        if length >= _MIN_RUN:
            found[holder] += length
    return found


def _pieces(document: Document) -> Iterator[tuple[HtmlElement, int]]:
    """Give the holders of prose with its length: paragraphs count in the element around them."""
    for tag, share in (("p", 1.0), ("blockquote", 0.3), ("li", 0.3), ("pre", 0.3)):
        for element in document.by_tag(tag):
            parent = element.getparent()
            if parent is not None:
                yield parent, int(_length(element) * share)
    for tag in ("div", "td", "section", "article"):
        for element in document.by_tag(tag):
            yield element, _loose(element)


def _length(element: HtmlElement) -> int:
    """Characters outside links; a paragraph that is mostly links is a menu."""
    whole = len("".join(element.itertext()).strip())
    linked = sum(len("".join(a.itertext())) for a in element.iter("a"))
    return whole - linked if linked * 2 < whole else 0


def _loose(element: HtmlElement) -> int:
    """Characters of text right below an element, between ``br`` and inline elements."""
    texts = [element.text, *(child.tail for child in element)]
    lengths = [len(text.strip()) for text in texts if text]
    return sum(length for length in lengths if length >= _MIN_RUN)
