"""Text of an element as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

UNSEEN_TAGS = frozenset({"script", "style", "noscript", "template", "svg", "select", "textarea"})
"""Elements whose text no reader of the article sees."""

_EMOJI = frozenset({"emoji", "wp-smiley"})

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and zero-width spaces. Joiners and direction marks stay: they belong to the script."""


def clean(text: str | None) -> str:
    r"""Make every run of white space one plain space, and drop what nobody can see.

    >>> clean("  Chaining\u00a0Methods\n ")
    'Chaining Methods'
    """
    if not text:
        return ""
    text = " ".join(text.split())
    if text.isascii() or not _INVISIBLE.search(text):
        return text
    return " ".join(_INVISIBLE.sub("", text).split())


def visible_text(element: HtmlElement | None) -> str:
    """Give an element's text on one line, without scripts and the like; ``""`` for ``None``."""
    return clean("".join(_pieces(element, line_break=" "))) if element is not None else ""


def verbatim_text(element: HtmlElement) -> str:
    """Give the text of a ``pre`` with its line breaks and indentation."""
    text = "".join(_pieces(element, line_break="\n"))
    return text.replace("\r\n", "\n").replace("\xa0", " ").strip("\n").rstrip()


def emoji_of(image: HtmlElement) -> str:
    """Give the characters that an ``img`` stands for: those of an emoji or a smiley, else ``""``."""
    names = (image.get("class") or "").split()
    return "" if _EMOJI.isdisjoint(names) else image.get("alt") or ""


def _pieces(element: HtmlElement, line_break: str) -> Iterator[str]:
    if next(element.iter("br", "img", *UNSEEN_TAGS), None) is None:
        return iter(element.itertext())
    return _seen_pieces(element, line_break)


def _seen_pieces(element: HtmlElement, line_break: str) -> Iterator[str]:
    """Walk without recursion: markup with unclosed tags nests hundreds of levels deep."""
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if node.tag == "br":
                yield line_break
            elif node.tag == "img":
                yield emoji_of(node)
            if node.tag in UNSEEN_TAGS:
                walk.skip_subtree()
            elif node.text:
                yield node.text
        elif node.tail and node is not element:
            yield node.tail
