"""What Datasette is told fits the archive."""

from __future__ import annotations

import doctest

import pytest
from sqlalchemy import inspect, text

from capitalcities_crawler.archive.questions import ask, questions
from capitalcities_crawler.browse import blocks, diff, searching
from capitalcities_crawler.browse.metadata import (
    FACETS,
    LABELS,
    MACHINERY,
    NEWEST_FIRST,
    with_defaults,
)
from tests.browse.conftest import Pages


@pytest.mark.parametrize("module", [blocks, diff, searching])
def test_the_examples_are_true(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_every_column_named_is_there(pages: Pages) -> None:
    columns = inspect(pages.archive.engine)
    named = [(table, name) for table, names in FACETS.items() for name in names]
    for table, name in (*named, *LABELS.items(), *NEWEST_FIRST.items()):
        assert name in {each["name"] for each in columns.get_columns(table)}, (table, name)
    assert set(MACHINERY) <= set(columns.get_table_names())


def test_only_the_readers_tables_are_shown(pages: Pages) -> None:
    found = pages.get("/example.json").json()
    shown = {table["name"] for table in found["tables"] if not table["hidden"]}
    assert {"article", "page", "revision", "capture"} <= shown
    assert [name for name in shown if name.startswith(("search_", "sqlite", "alembic"))] == []


@pytest.mark.parametrize("slug", [each.slug for each in questions()])
def test_a_question_left_blank_has_its_defaults(pages: Pages, slug: str) -> None:
    (asked,) = [each for each in questions() if each.slug == slug]
    blank = dict.fromkeys(asked.defaults, "")
    with pages.archive.session() as session:
        rows = session.execute(text(with_defaults(asked)), blank).all()
        assert [tuple(row) for row in rows] == ask(session, asked).rows
