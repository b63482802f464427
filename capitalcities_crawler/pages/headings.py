"""Headings in a body: the anchor that leads to each, and the passage below it."""

from __future__ import annotations

from urllib.parse import unquote

from lxml.html import HtmlElement

from capitalcities_crawler.items import Block, Heading


def heading_anchor(heading: HtmlElement) -> str | None:
    """Give the fragment that leads to a heading.

    Easy Table of Contents sets it on an empty span inside, and the heading may have an unrelated
    id of its own; other plugins and hands use the heading's id or an ``<a name>``.
    """
    for child in heading.iterdescendants("span", "a"):
        anchor = child.get("id") or child.get("name")
        if anchor and (child.tag == "a" or "ez-toc-section" in (child.get("class") or "")):
            return unquote(anchor)
    own = heading.get("id")
    return unquote(own) if own else None


def place_headings(blocks: tuple[Block, ...], listed: frozenset[str]) -> tuple[Heading, ...]:
    """Give the headings with their passages as offsets into the body text.

    Args:
        blocks: the body.
        listed: anchors, and texts of entries without one, of the table of contents.
    """
    starts: list[int] = []
    position = 0
    for block in blocks:
        starts.append(position)
        position += len(block.text) + 2
    total = max(0, position - 2)
    places = [i for i, block in enumerate(blocks) if block.kind == "heading"]
    ends = (*(starts[i] - 2 for i in places[1:]), total)
    return tuple(
        _heading_at(blocks[i], start=min(total, starts[i] + len(blocks[i].text) + 2), end=end,
                    listed=listed)
        for i, end in zip(places, ends, strict=False)  # no heading, no passage
    )  # fmt: skip


def _heading_at(block: Block, *, start: int, end: int, listed: frozenset[str]) -> Heading:
    return Heading(
        level=block.level or 1,
        text=block.text,
        anchor=block.anchor,
        in_toc=(block.anchor or block.text) in listed,
        body_start=start,
        body_end=max(start, end),
    )
