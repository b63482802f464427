"""Tables become grids: every span is expanded, and header cells are those that the markup marks."""

from __future__ import annotations

import pytest

from capitalcities_crawler.items import Table
from capitalcities_crawler.pages.document import Document
from capitalcities_crawler.pages.tables import is_data_table, read_table


def table_of(html: str) -> Table | None:
    element = Document(f"<table>{html}</table>").by_tag("table")[0]
    return read_table(element, caption=None, heading=None) if is_data_table(element) else None


@pytest.mark.parametrize(
    ("html", "header", "rows"),
    [
        ("<tr><th>A<th>B<tr><td>1<td>2", ("A", "B"), (("1", "2"),)),
        ("<thead><tr><td>A<td>B</thead><tr><td>1<td>2", ("A", "B"), (("1", "2"),)),
        (
            "<tr><td><strong>A</strong><td><b>B</b><tr><td>1<td>2",
            ("A", "B"),
            (("1", "2"),),
        ),
        ("<tr><td>A<td>B<tr><td>1<td>2", (), (("A", "B"), ("1", "2"))),
        ("<tr><th>A<td>1<tr><th>B<td>2", (), (("A", "1"), ("B", "2"))),
        (
            "<tr><td><b>A</b><td><b>B</b><tr><td><b>1</b><td><b>2</b>",
            (),
            (("A", "B"), ("1", "2")),
        ),
        (
            "<tr><th rowspan=2>A<th>B<tr><th>C<tr><td rowspan=2 colspan=2>x<tr>",
            ("A", "B"),
            (("A", "C"), ("x", "x")),
        ),
        ("<tr><th colspan=999>All<tr><td>1<td>2", ("All", "All"), (("1", "2"),)),
        (
            "<tr><td rowspan='-1' colspan='wide'>1<td rowspan=70000>2<tr><td>3",
            (),
            (("1", "2"), ("3", "2")),
        ),
    ],
)
def test_grid(html: str, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    table = table_of(html)
    assert table is not None
    assert (table.header, table.rows) == (header, rows)


def test_only_the_origin_of_a_span_says_how_far_it_reaches() -> None:
    table = table_of("<tr><td rowspan=2 colspan=2>x<td>y<tr><td>z")
    assert table is not None
    spans = {(c.row, c.column): (c.text, c.row_span, c.column_span) for c in table.cells}
    assert spans[0, 0] == ("x", 2, 2)
    assert spans[1, 1] == ("x", 1, 1)
    assert spans[1, 2] == ("z", 1, 1)


@pytest.mark.parametrize(
    "html",
    [
        "<tr><td>one cell",
        "<tr><td>outer<td><table><tr><td>a<td>b</table>",
        "<tr><td> <td>&nbsp;",
        "",
    ],
)
def test_no_data(html: str) -> None:
    assert table_of(html) is None


def test_own_caption() -> None:
    table = table_of("<caption>Trams <i>a day</i></caption><tr><td>1<td>2")
    assert table is not None
    assert table.caption == "Trams a day"
