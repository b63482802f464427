"""A body element -> blocks of text, with the headings, tables, images and links among them.

One walk in document order. Inline text is gathered in a run, and every block-level boundary ends
the run, so text after an inline element, loose text without a ``p`` and a ``p`` that the parser
left open around a ``figure`` all come out once and in place. A ``br`` is a line break inside its
block; in loose text, which nobody marked as one paragraph, two in a row part blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from lxml.html import HtmlElement

from capitalcities_crawler.items import Block, Image, Link, Table
from capitalcities_crawler.pages.boilerplate import is_boilerplate
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.headings import heading_anchor
from capitalcities_crawler.pages.images import caption_of, is_image_file, read_image
from capitalcities_crawler.pages.tables import is_data_table, read_table
from capitalcities_crawler.pages.text import clean, emoji_of, verbatim_text, visible_text

Kind = Literal["paragraph", "heading", "list_item", "quote", "preformatted", "text"]

_BREAK = "\x00"
"""Marks a ``br`` in a run; a document holds no NUL of its own."""

_PARTING = re.compile(rf"{_BREAK}\s*{_BREAK}")

_DEEPEST = 150
"""Levels below the body that are walked; unclosed tags in old posts nest by the hundred, and what
lies deeper is read as one run."""

_CONTAINERS = frozenset(
    ["address", "article", "center", "details", "dd", "div", "dl", "dt", "fieldset", "footer", "header", "hgroup", "hr", "li", "main", "ol", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]
)  # fmt: skip


@dataclass(slots=True)
class Body:
    """What was read from a body element."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def read_body(root: HtmlElement, document: Document) -> Body:
    """Read everything in a body element; boilerplate, captions and tables stay out of the text."""
    return _Reader(document).read(root)


class _Reader:
    """The walk's state: what was read, the open run of text, and what kind of text it is."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.body = Body()
        self._run: list[str] = []
        self._kind: Kind = "text"
        self._caption: str | None = None
        self._headings = 0
        self._depth = 0
        self._readers: dict[str, Callable[[HtmlElement], None]] = {
            "a": self._link,
            "blockquote": self._quote,
            "br": self._line_break,
            "figcaption": self._nothing,
            "figure": self._figure,
            "img": self._inline_image,
            "li": self._list_item,
            "dt": self._list_item,
            "dd": self._list_item,
            "p": self._paragraph,
            "pre": self._preformatted,
            "table": self._table,
            **{f"h{level}": self._heading for level in range(1, 7)},
        }

    def read(self, root: HtmlElement) -> Body:
        self._flow(root)
        self._end_run()
        return self.body

    def _flow(self, element: HtmlElement) -> None:
        """Read an element's own text, its children, and the text behind each of them."""
        if self._depth > _DEEPEST:
            self._run.append(visible_text(element))
            return
        self._depth += 1
        if element.text:
            self._run.append(element.text)
        for child in element:
            if isinstance(child.tag, str) and not is_boilerplate(child):
                self._read(child)
            if child.tail:
                self._run.append(child.tail)
        self._depth -= 1

    def _read(self, element: HtmlElement) -> None:
        reader = self._readers.get(str(element.tag))
        names = element.get("class") or ""
        if "wp-caption" in names:  # the classic editor's figure and figcaption
            (self._nothing if "wp-caption-text" in names else self._figure)(element)
        elif reader is not None:
            reader(element)
        elif element.tag in _CONTAINERS:
            self._container(element)
        else:
            self._flow(element)

    def _end_run(self) -> None:
        run, self._run = "".join(self._run), []
        if not run or run.isspace():
            return
        parts = _PARTING.split(run) if self._kind == "text" else (run,)
        for part in parts:
            lines = (clean(line) for line in part.split(_BREAK))
            text = "\n".join(line for line in lines if line)
            if text:
                self.body.blocks.append(Block(kind=self._kind, text=text))

    def _within(self, kind: Kind, element: HtmlElement) -> None:
        self._end_run()
        outer, self._kind = self._kind, kind
        self._flow(element)
        self._end_run()
        self._kind = outer

    def _container(self, element: HtmlElement) -> None:
        if self._kind == "list_item" and element.tag == "div":
            self._lines_of_item(element)
        else:
            self._within(self._kind, element)

    def _paragraph(self, element: HtmlElement) -> None:
        if self._kind == "list_item":
            self._lines_of_item(element)
        else:
            self._within("paragraph" if self._kind == "text" else self._kind, element)

    def _lines_of_item(self, element: HtmlElement) -> None:
        """Keep a list item one block: its paragraphs are lines of it."""
        self._run.append(_BREAK)
        self._flow(element)
        self._run.append(_BREAK)

    def _list_item(self, element: HtmlElement) -> None:
        self._within("list_item", element)

    def _quote(self, element: HtmlElement) -> None:
        self._within("quote", element)

    def _heading(self, element: HtmlElement) -> None:
        self._end_run()
        self._gather(element)
        text = visible_text(element)
        if text:
            level = int(str(element.tag)[1])
            anchor = heading_anchor(element)
            self.body.blocks.append(Block(kind="heading", text=text, level=level, anchor=anchor))
            self._headings += 1

    def _preformatted(self, element: HtmlElement) -> None:
        self._end_run()
        text = verbatim_text(element)
        if text.strip():
            self.body.blocks.append(Block(kind="preformatted", text=text))

    def _line_break(self, _element: HtmlElement) -> None:
        self._run.append(_BREAK)

    def _nothing(self, _element: HtmlElement) -> None:
        """Skip a caption: it is kept with its image or table."""

    def _figure(self, element: HtmlElement) -> None:
        outer, self._caption = self._caption, caption_of(element)
        self._within(self._kind, element)
        self._caption = outer

    def _table(self, element: HtmlElement) -> None:
        if not is_data_table(element):
            self._within(self._kind, element)
            return
        self._end_run()
        self._gather(element)
        heading = self._headings - 1 if self._headings else None
        table = read_table(element, caption=self._caption, heading=heading)
        if table:
            self.body.tables.append(table)

    def _gather(self, element: HtmlElement) -> None:
        """Keep the images and links of an element that is not walked."""
        for child in element.iter("img", "a"):
            if child.tag == "img":
                self._image(child)
            else:
                self._add_link(child)

    def _image(self, element: HtmlElement) -> None:
        image = read_image(element, self.document, caption=self._caption)
        if image:
            self.body.images.append(image)

    def _inline_image(self, element: HtmlElement) -> None:
        self._image(element)
        self._run.append(emoji_of(element))

    def _link(self, element: HtmlElement) -> None:
        self._add_link(element)
        self._flow(element)

    def _add_link(self, element: HtmlElement) -> None:
        url = self.document.absolute(element.get("href"))
        text = visible_text(element)
        if url and (text or not is_image_file(url)):
            self.body.links.append(Link(url=url, text=text or None))
