"""Tables in a body: a grid with its spans expanded.

Header cells are those that the markup marks: ``th``, anything in ``thead``, and a first row whose
texts are all bold where other rows are not. A first row of plain cells stays data: whether it
names the columns or is the first pair of a list of facts cannot be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from lxml.html import HtmlElement

from capitalcities_crawler.items import Cell, Table
from capitalcities_crawler.pages.text import clean, visible_text

_LEADING_NUMBER = re.compile(r"\s*(\d{1,4})")
_ROW_HOLDERS = frozenset({"thead", "tbody", "tfoot"})


def is_data_table(element: HtmlElement) -> bool:
    """Tell a table of data from one that only places things on the page.

    A layout table says so (``role=presentation``), holds another table, or has a single cell.
    """
    if element.get("role") in {"presentation", "none"}:
        return False
    if next(element.iterdescendants("table"), None) is not None:
        return False
    return sum(1 for _ in element.iter("td", "th")) > 1


def read_table(element: HtmlElement, *, caption: str | None, heading: int | None) -> Table | None:
    """Read a data table; ``None`` when no cell has any text.

    Args:
        element: the ``table``.
        caption: of the figure around it; a ``caption`` element of its own comes first.
        heading: index of the heading that it stands below.
    """
    rows = [row for row in _rows(element) if any(cell.tag in {"td", "th"} for cell in row)]
    own = next(element.iter("caption"), None)
    cells = tuple(sorted(_grid(rows), key=attrgetter("row", "column")))
    if not any(cell.text for cell in cells):
        return None
    return Table(caption=visible_text(own) or caption or None, heading=heading, cells=cells)


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _ROW_HOLDERS:
            yield from child.iterchildren("tr")


def _grid(rows: list[HtmlElement]) -> Iterator[Cell]:
    """Place every cell; a place that a span covers gets a copy of the text, without spans."""
    width = max((_declared_width(row) for row in rows), default=0)
    taken: set[tuple[int, int]] = set()
    bold_header = len(rows) > 1 and _is_bold(rows[0]) and not _is_bold(rows[1])
    for number, row in enumerate(rows):
        column = 0
        in_head = _is_in_head(row) or (number == 0 and bold_header)
        for element in row.iterchildren("td", "th"):
            while (number, column) in taken:
                column += 1
            height = min(_span(element, "rowspan"), len(rows) - number)
            breadth = min(_span(element, "colspan"), max(1, width - column))
            is_header = in_head or element.tag == "th"
            yield from _place(element, (number, column), (height, breadth), is_header=is_header)
            taken |= {(number + r, column + c) for r in range(height) for c in range(breadth)}
            column += breadth


def _place(
    element: HtmlElement, place: tuple[int, int], spans: tuple[int, int], *, is_header: bool
) -> Iterator[Cell]:
    text = visible_text(element)
    for down in range(spans[0]):
        for right in range(spans[1]):
            origin = down == right == 0
            yield Cell(
                row=place[0] + down,
                column=place[1] + right,
                text=text,
                is_header=is_header,
                row_span=spans[0] if origin else 1,
                column_span=spans[1] if origin else 1,
            )


def _is_in_head(row: HtmlElement) -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == "thead"


def _declared_width(row: HtmlElement) -> int:
    """Columns that a row asks for; a lone cell that asks for a hundred means "all"."""
    cells = list(row.iterchildren("td", "th"))
    return sum(_span(cell, "colspan") for cell in cells) if len(cells) > 1 else 1


def _span(cell: HtmlElement, name: str) -> int:
    number = _LEADING_NUMBER.match(cell.get(name) or "")
    return max(1, int(number[1])) if number else 1


def _is_bold(row: HtmlElement) -> bool:
    """Tell whether all text of a row stands in ``strong`` or ``b``."""
    cells = [cell for cell in row.iterchildren("td", "th") if visible_text(cell)]
    return bool(cells) and all(_is_bold_cell(cell) for cell in cells)


def _is_bold_cell(cell: HtmlElement) -> bool:
    bold = clean("".join(visible_text(part) for part in cell.iter("strong", "b")))
    return len(bold) >= len(visible_text(cell))
