"""Text of an element as a reader sees it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

UNSEEN_TAGS = frozenset({"script", "style", "noscript", "template", "svg", "select", "textarea"})
"""Elements whose text no reader of the article sees."""

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphens and zero-width spaces. Joiners and direction marks stay: they belong to the script."""


def clean(text: str | None) -> str:
    r"""Make every run of white space one plain space, and drop what nobody can see.

    >>> clean("  Chaining\u00a0Methods\n ")
    'Chaining Methods'
    """
    if not text:
        return ""
    text = " ".join(text.split())
    return text if text.isascii() else " ".join(text.translate(_INVISIBLE).split())


def visible_text(element: HtmlElement | None) -> str:
    """Give an element's text on one line, without scripts and the like; ``""`` for ``None``."""
    return clean("".join(_pieces(element, line_break=" "))) if element is not None else ""


def verbatim_text(element: HtmlElement) -> str:
    """Give the text of a ``pre`` with its line breaks and indentation."""
    text = "".join(_pieces(element, line_break="\n"))
    return text.replace("\r\n", "\n").replace("\xa0", " ").strip("\n").rstrip()


def _pieces(element: HtmlElement, line_break: str) -> Iterator[str]:
    if element.tag in UNSEEN_TAGS:
        return
    if element.tag == "br":
        yield line_break
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):  # a comment has text too
            yield from _pieces(child, line_break)
        if child.tail:
            yield child.tail
