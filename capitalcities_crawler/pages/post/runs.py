"""The lines of a post: runs of inline text with their links, as blocks part them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.html import HtmlElement

from capitalcities_crawler.pages.post.zone import is_apart
from capitalcities_crawler.pages.text import clean

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "svg",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)

_META = re.compile(
    r"(?:^|[-_])(?:meta|metadata|metas|byline|by-line|info|infos|date|time|posted|publish(?:ed)?|details"
    r"|authors?|tags?|tagged|taglist|cats?|categor(?:y|ies)|filed|utility|credits?|data|vcard|terms|topics"
    r"|fecha|autor|datum|auteur|kategorie|schlagworte|stichworte)(?:$|[-_])|postmeta|entrymeta|postinfo"
    r"|entryinfo|articleinfo|postdate|postauthor|posttags|postcat|entrydate|entrytags|postfooter|postdata"
    r"|(?:post|entry|article)[-_]?(?:footer|bottom|foot|under)",
    re.IGNORECASE,
)
_NOT_META = re.compile(
    r"-?(?:content|body|text|wrap(?:per)?|container)$|^(?:post|tag|category|author)-\w",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Run:
    """One line of text, with the links in it."""

    element: HtmlElement
    """The nearest block around it."""
    inside: bool
    """Whether it stands in the body's element."""
    before: bool
    """Whether it stands above the body's element."""
    is_meta: bool
    """Whether its element or one around it is classed as a byline, a tag list or the like."""
    pieces: list[str] = field(default_factory=list)
    links: list[HtmlElement] = field(default_factory=list)
    link_positions: list[int] = field(default_factory=list)
    """For each link, how many pieces of text stand before it."""
    spans: list[HtmlElement] = field(default_factory=list)
    """Its block and the inline elements in it."""
    text: str = ""
    """The line, white space folded, once all of it is read."""

    def add_link(self, link: HtmlElement) -> None:
        """Note a link at the present end of the line."""
        self.links.append(link)
        self.link_positions.append(len(self.pieces))


def is_meta(element: HtmlElement) -> bool:
    """Tell by its class whether an element holds a byline, a date or terms rather than text."""
    classes, identifier = element.get("class"), element.get("id")
    return bool(classes or identifier) and _are_meta_names(classes, identifier)


@lru_cache(maxsize=65536)
def _are_meta_names(classes: str | None, identifier: str | None) -> bool:
    names = f"{classes or ''} {identifier or ''}".split()
    return any(_META.search(name) and not _NOT_META.search(name) for name in names)


class RunReader:
    """Walks a zone once; foreign parts and other posts' containers are left out."""

    def __init__(self, zone: HtmlElement, root: HtmlElement) -> None:
        self._root = root
        self._inside = zone is root
        self._before = not self._inside
        self._kept = {zone, root, *root.iterancestors()}
        self._zone = zone
        self._runs: list[Run] = []

    def read(self) -> list[Run]:
        """Give the runs with any text, in document order."""
        self._open(self._zone, meta=False)
        self._walk(self._zone, meta=False)
        for run in self._runs:
            run.text = clean("".join(run.pieces))
        return [run for run in self._runs if run.text]

    def _open(self, element: HtmlElement, *, meta: bool) -> None:
        run = Run(element, self._inside, self._before, meta)
        run.spans.append(element)
        self._runs.append(run)

    def _walk(self, element: HtmlElement, *, meta: bool) -> None:
        self._runs[-1].pieces.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str) and not self._is_left_out(child):
                self._child(child, meta=meta)
            self._runs[-1].pieces.append(child.tail or "")

    def _child(self, child: HtmlElement, *, meta: bool) -> None:
        meta = child not in self._kept and (meta or is_meta(child))
        if child.tag == "br":
            self._open(self._runs[-1].element, meta=self._runs[-1].is_meta)
        elif child.tag in _INLINE and not _holds_block(child):
            self._inline(child, meta=meta)
        else:
            self._block(child, meta=meta)

    def _inline(self, child: HtmlElement, *, meta: bool) -> None:
        run = self._runs[-1]
        run.is_meta = run.is_meta or meta
        run.spans.append(child)
        if child.tag == "a":
            run.add_link(child)
        self._walk(child, meta=meta)

    def _block(self, child: HtmlElement, *, meta: bool) -> None:
        outer = self._runs[-1]
        if child is self._root:
            self._inside, self._before = True, False
        self._open(child, meta=meta)
        if child.tag == "a":
            self._runs[-1].add_link(child)
        self._walk(child, meta=meta)
        if child is self._root:
            self._inside = False
        self._open(outer.element, meta=outer.is_meta)

    def _is_left_out(self, child: HtmlElement) -> bool:
        return is_apart(child) and child not in self._kept


def _holds_block(element: HtmlElement) -> bool:
    return any(isinstance(c.tag, str) and c.tag not in _INLINE and c.tag != "br" for c in element)


def read_runs(zone: HtmlElement, root: HtmlElement) -> list[Run]:
    """Give the lines of a zone around a body."""
    return RunReader(zone, root).read()
