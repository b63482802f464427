"""What Datasette is told of an archive: what tables and columns mean, facets, labels, questions."""

from __future__ import annotations

import re
from typing import Any

from capitalcities_crawler.archive.about import About
from capitalcities_crawler.archive.dictionary import meanings
from capitalcities_crawler.archive.questions import TOPICS, Question, questions

FACETS = {
    "articles": ["country", "language"],
    "page": ["state", "reason", "kind"],
    "capture": ["status"],
    "changes": ["change"],
    "places": ["kind", "is_capital"],
    "section": ["kind"],
    "link": ["rel"],
    "advertised_count": ["kind", "source"],
}
"""Columns of few values, by which a table is narrowed."""

LABELS = {
    "article": "title",
    "author": "name",
    "crawl": "spider",
    "data_table": "caption",
    "heading": "text",
    "page": "url",
    "revision": "title",
    "section": "path",
    "site": "name",
    "tag": "name",
}
"""The column that names a row where another table refers to it."""

NEWEST_FIRST = {
    "articles": "published_at",
    "capture": "fetched_at",
    "changes": "changed_at",
    "crawl": "started_at",
    "timeline": "day",
}

MACHINERY = ("alembic_version", "shingle")
"""Tables that mean nothing to a reader; so do those whose names begin with ``search_``."""


def metadata(database: str, facts: About, tables: list[str]) -> dict[str, Any]:
    """Describe an archive.

    Args:
        database: its name in addresses.
        facts: what it is of.
        tables: names of all that it has.
    """
    names = ", ".join(dict.fromkeys(name for name, _ in facts.sites)) or "An empty archive"
    return {
        "title": names,
        "description": "An archive of a news site: read-only, on this machine alone.",
        "source": names,
        "source_url": facts.sites[0][1] if facts.sites else "",
        "license": "The texts belong to those who wrote them; kept for research",
        "topics": [
            {
                "name": topic,
                "questions": [
                    {"slug": each.slug, "title": each.title}
                    for each in questions()
                    if each.topic == topic
                ],
            }
            for topic in TOPICS
        ],
        "databases": {
            database: {
                "tables": _tables(tables),
                "queries": {each.slug: _query(each) for each in questions()},
            }
        },
    }


def _tables(tables: list[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, (meaning, columns) in meanings().items():
        words = {column: text.replace("`", "") for column, text in columns.items()}
        found[name] = {"description": meaning, "columns": words}
    found["articles"] |= {"fts_table": "search_index", "fts_pk": "article_id"}
    for name, facets in FACETS.items():
        found[name]["facets"] = facets
    for name, label in LABELS.items():
        found[name]["label_column"] = label
    for name, column in NEWEST_FIRST.items():
        found[name]["sort_desc"] = column
    for name in tables:
        if name in MACHINERY or name.startswith("search_"):
            found.setdefault(name, {})["hidden"] = True
    return found


def _query(question: Question) -> dict[str, Any]:
    described = "".join(
        f" {each.name}: {each.meaning}; {each.default} unless told." for each in question.parameters
    )
    return {
        "title": question.title,
        "description": question.explanation + described,
        "sql": with_defaults(question),
    }


def with_defaults(question: Question) -> str:
    """Give the query so that an empty field of its form means the default."""
    query = question.sql("sqlite")
    for name, default in question.defaults.items():
        text = default.replace("'", "''")
        given = f"coalesce(nullif(:{name}, ''), '{text}')".replace("\\", r"\\")
        query = re.sub(rf":{name}\b", given, query)
    return query
