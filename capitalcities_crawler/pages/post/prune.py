"""The body of a post without what themes and plugins put between its paragraphs."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement

from capitalcities_crawler.pages.boilerplate import is_boilerplate
from capitalcities_crawler.pages.names import begins_with_by
from capitalcities_crawler.pages.post.runs import is_meta
from capitalcities_crawler.pages.post.terms import is_term_link
from capitalcities_crawler.pages.post.zone import is_apart, is_comments
from capitalcities_crawler.pages.text import visible_text
from capitalcities_crawler.pages.worded_dates import find_dates

Lengths = dict[HtmlElement, int]
"""Characters of text in each element."""

_LONGEST_META = 400
"""Characters; a longer element classed "meta" or "info" is the text itself."""

_MOST = 0.4
"""Share of the body's text from which an element is text, whatever its class says."""

_CALLING = frozenset(["p", "div", "li", "ul", "h3", "h4", "h5", "h6", "strong"])
"""Tags of the short calls between paragraphs."""

_META_LINES = frozenset(
    ["p", "div", "small", "span", "ul", "dl", "h3", "h4", "h5", "h6", "em", "footer"]
)
_INLINE = frozenset(["em", "small", "span", "strong"])
_WORD = re.compile(r"\w")
_PROSE = frozenset(["p", "blockquote", "pre", "div", "ul", "ol", "table"])

_CALL = re.compile(
    r"^(?:read (?:more|also|next|the full (?:story|article))|see also|also read|related(?: (?:posts?|articles?|stories))?"
    r"|you (?:may|might) (?:also )?like|recommended(?: for you)?|more (?:from|on)|lesen sie auch|mehr zum thema"
    r"|das könnte sie auch interessieren|lire aussi|à lire aussi|leia também|lea también|leggi anche|lees ook"
    r"|читайте также|advertisement|anzeige|publicité|publicidad|story continues below.*|article content"
    r"|share this(?: article| post| story)?|like this|comments?|tags)\s*[:：.]?",
    re.IGNORECASE,
)


def pruned_body(root: HtmlElement, heading: HtmlElement | None) -> HtmlElement:
    """Give a copy of a body's element without heading, byline, tags, shares and related posts."""
    lengths = text_lengths(root)
    marked = {e for e in root.iterdescendants(etree.Element) if _is_unwanted(e, lengths, root)}
    marked |= _to_heading(root, heading)
    copy = deepcopy(root)
    copy.tail = None
    pairs = zip(root.iter(), copy.iter(), strict=True)
    for double in [double for element, double in pairs if element in marked]:
        if double.getparent() is not None:
            double.drop_tree()
    return copy


def _to_heading(root: HtmlElement, heading: HtmlElement | None) -> set[HtmlElement]:
    """Give the heading and what stands above it, when the body's element reaches around it."""
    above: set[HtmlElement] = set()
    element = heading
    while element is not None and element is not root:
        above |= (
            {element, *element.itersiblings(preceding=True)}
            if element is heading
            else set(element.itersiblings(preceding=True))
        )
        element = element.getparent()
    return above if element is root else set()


def _is_unwanted(element: HtmlElement, lengths: Lengths, root: HtmlElement) -> bool:
    length, most = lengths[element], lengths[root] * _MOST
    if is_boilerplate(element):
        return length < most
    if is_apart(element):
        return is_comments(element) or length < most
    calling = length < 60 and element.tag in _CALLING and not _is_in_sentence(element)
    if calling and _CALL.fullmatch(visible_text(element)):
        return True
    if length >= _LONGEST_META or element.tag in {"h2", "table"}:
        return False
    return _is_meta_line(element, lengths) or (is_meta(element) and length < most)


def _is_meta_line(element: HtmlElement, lengths: Lengths) -> bool:
    """Tell a byline or a list of terms by what it says: themes without classes have them too."""
    if element.tag not in _META_LINES or any(child.tag in _PROSE for child in element):
        return False
    length, links = lengths[element], list(element.iter("a"))
    terms = [link for link in links if is_term_link(link)]
    linked = sum(lengths[link] for link in links)
    if terms and (is_meta(element) or length - linked < 25 * len(terms) + 40):
        return True
    text = visible_text(element) if length < 140 and not _is_in_sentence(element) else ""
    return bool(text and begins_with_by(text) and (find_dates(text) or length < 40 or "|" in text))


def _is_in_sentence(element: HtmlElement) -> bool:
    """Tell emphasis inside a sentence ("a plan <em>by Ada Lee</em> of ...") from a line of its own."""
    if element.tag not in _INLINE:
        return False
    previous, parent = element.getprevious(), element.getparent()
    before = previous.tail if previous is not None else parent.text if parent is not None else ""
    return any(_WORD.search(text or "") for text in (before, element.tail))


def text_lengths(root: HtmlElement) -> Lengths:
    """Count the characters in each element, the white space around its texts left out."""
    lengths: Lengths = {}
    for element in reversed(list(root.iter(etree.Element))):  # from the inside out
        length = len(element.text.strip()) if element.text else 0
        for child in element:  # comments, too: they have no length, but text behind them
            length += lengths.get(child, 0) + (len(child.tail.strip()) if child.tail else 0)
        lengths[element] = length
    return lengths
