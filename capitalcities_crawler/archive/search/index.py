"""The index itself: statements that make it, and keep it in step with ``search_text``."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

INDEX = "search_index"
"""SQLite's index; its own tables bear this name before theirs."""

VECTORS = ("heads", "whole")
"""PostgreSQL's index: columns of ``search_text`` that it computes by itself."""

# The words are cut before they come here: unicode61 and "simple" find only the spaces between.
_TABLE = (
    "CREATE VIRTUAL TABLE search_index USING fts5(title, names, body, content='search_text',"
    " content_rowid='article_id', tokenize='unicode61 remove_diacritics 0', prefix='3')"
)
_NEW = "INSERT INTO search_index(rowid, title, names, body) VALUES (new.article_id, new.title, new.names, new.body);"
_OLD = (
    "INSERT INTO search_index(search_index, rowid, title, names, body)"
    " VALUES ('delete', old.article_id, old.title, old.names, old.body);"
)
_CHANGED = "old.title <> new.title OR old.names <> new.names OR old.body <> new.body"

# A word that no text holds, for folding takes its accent away: phrases do not run from one field
# into the next.
_BREAK = "' é '"


def statements(dialect: str) -> Iterator[str]:
    """Give the statements that make the index beside the table ``search_text``."""
    if dialect == "sqlite":
        yield _TABLE
        yield f"CREATE TRIGGER search_text_insert AFTER INSERT ON search_text BEGIN {_NEW} END"
        yield f"CREATE TRIGGER search_text_delete AFTER DELETE ON search_text BEGIN {_OLD} END"
        yield (
            f"CREATE TRIGGER search_text_update AFTER UPDATE ON search_text WHEN {_CHANGED}"
            f" BEGIN {_OLD} {_NEW} END"
        )
        return
    heads = f"title || {_BREAK} || names"
    for name, words in zip(VECTORS, (heads, f"{heads} || {_BREAK} || body"), strict=True):
        yield (
            f"ALTER TABLE search_text ADD COLUMN {name} tsvector"
            f" GENERATED ALWAYS AS (to_tsvector('simple', {words})) STORED"
        )
        yield f"CREATE INDEX ix_search_text_{name} ON search_text USING gin ({name})"


def create_index(connection: Connection) -> None:
    """Make the index, in the connection's transaction."""
    for statement in statements(connection.dialect.name):
        connection.exec_driver_sql(statement)
