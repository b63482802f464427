"""The data dictionary and the diagrams say what is there."""

from __future__ import annotations

import re

from sqlalchemy import inspect

from capitalcities_crawler.archive import Archive, diagram, dictionary
from capitalcities_crawler.archive.models import Base
from capitalcities_crawler.archive.view_columns import COLUMNS
from capitalcities_crawler.archive.views import VIEWS


def test_every_column_of_every_view_is_explained_in_order(archive: Archive) -> None:
    asked = inspect(archive.engine)
    there = {view: [c["name"] for c in asked.get_columns(view)] for view in asked.get_view_names()}
    assert {view: [c.name for c in columns] for view, columns in COLUMNS.items()} == there
    assert list(COLUMNS) == [view.name for view in VIEWS]


def test_a_column_of_a_view_takes_its_meaning_from_the_table() -> None:
    lines = dictionary.views().splitlines()
    assert (
        "| `breadcrumb` | text or empty | Names from the top:"
        ' "World > ASIA > Japan". `section.path` |'
    ) in lines
    assert (
        "| `word_count` | integer | Words of the body, split at white space. `article.word_count` |"
        in lines
    )
    assert "| `day` | date | Local day on the site. |" in lines


def test_no_description_is_indented_into_a_block_of_code() -> None:
    assert not re.search(r"^ ", dictionary.tables() + dictionary.views(), re.MULTILINE)


def test_the_diagrams_show_every_table_and_every_reference_once() -> None:
    text = diagram.diagrams()
    assert sorted(re.findall(r"^    (\w+) \{$", text, re.MULTILINE)) == sorted(Base.metadata.tables)
    links = re.findall(r'^    (\w+) \S+ (\w+) : "(\w+)"$', text, re.MULTILINE)
    assert sorted(links) == sorted(
        (key.column.table.name, table.name, key.parent.name)
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
    )


def test_a_link_says_how_many_belong_together() -> None:
    text = diagram.diagrams()
    assert 'site ||--o{ crawl : "site_id"' in text  # each run has a site
    assert 'section |o--o{ article : "section_id"' in text  # not each article has a section
    assert 'article ||--o| search_text : "article_id"' in text  # one row of words each
