"""The indexes themselves: statements that make them, and keep them in step with ``search_text``."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

INDEX = "search_index"
"""SQLite's index of the whole text; its own tables bear this name before theirs."""

HEADS_INDEX = "search_index_heads"
"""SQLite's index of titles and names alone, so that a word of all bodies is seldom met there."""

VECTORS = ("heads", "whole")
"""PostgreSQL's indexes: columns of ``search_text`` that it computes by itself."""

BLOCKS = (11, 14, 17, 20)
"""PostgreSQL's keys of where an article's number lies: the number without that many bits."""

_FTS5 = {
    HEADS_INDEX: ("title", "names", "marks"),
    INDEX: ("title", "names", "body", "marks", "pairs"),
}

# The words are cut before they come here: unicode61 and "simple" find only the spaces between.
_OPTIONS = (
    "content='search_text', content_rowid='article_id', columnsize=0,"
    " tokenize='unicode61 remove_diacritics 0'"
)

# A word that no text holds, for folding takes its accent away: phrases do not run from one field
# into the next.
_BREAK = "' é '"
_HEADS = f"to_tsvector('simple', title || {_BREAK} || names)"
_WHOLE = f"to_tsvector('simple', title || {_BREAK} || names || {_BREAK} || body)"


def block_key(bits: int, block: int) -> str:
    """Give the key of the articles whose number, without so many bits, is ``block``."""
    return f"éb{bits}x{block}"


def statements(dialect: str) -> Iterator[str]:
    """Give the statements that make the indexes beside the table ``search_text``."""
    yield from _sqlite() if dialect == "sqlite" else _postgresql()


def create_index(connection: Connection) -> None:
    """Make the indexes, in the connection's transaction."""
    for statement in statements(connection.dialect.name):
        connection.exec_driver_sql(statement)


def _sqlite() -> Iterator[str]:
    for name, columns in _FTS5.items():
        yield f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(columns)}, {_OPTIONS})"
    new, old = "".join(map(_insert, _FTS5)), "".join(map(_delete, _FTS5))
    changed = " OR ".join(f"old.{column} <> new.{column}" for column in _FTS5[INDEX])
    yield f"CREATE TRIGGER search_text_insert AFTER INSERT ON search_text BEGIN {new} END"
    yield f"CREATE TRIGGER search_text_delete AFTER DELETE ON search_text BEGIN {old} END"
    yield (
        f"CREATE TRIGGER search_text_update AFTER UPDATE ON search_text WHEN {changed}"
        f" BEGIN {old} {new} END"
    )


def _insert(index: str) -> str:
    return f"INSERT INTO {index}(rowid, {_columns(index)}) VALUES ({_values(index, 'new')});"  # noqa: S608 - no values


def _delete(index: str) -> str:
    columns, values = _columns(index), _values(index, "old")
    return f"INSERT INTO {index}({index}, rowid, {columns}) VALUES ('delete', {values});"  # noqa: S608 - no values


def _columns(index: str) -> str:
    return ", ".join(_FTS5[index])


def _values(index: str, row: str) -> str:
    return ", ".join(f"{row}.{column}" for column in ("article_id", *_FTS5[index]))


def _postgresql() -> Iterator[str]:
    blocks = ", ".join(
        f"'{block_key(bits, 0)[:-1]}' || (article_id >> {bits})::text" for bits in BLOCKS
    )
    marks = f"{_keys('marks')} || array_to_tsvector(ARRAY[{blocks}])"
    vectors = (f"{_HEADS} || {marks}", f"{_WHOLE} || {marks} || {_keys('pairs')}")
    for name, vector in zip(VECTORS, vectors, strict=True):
        yield (
            f"ALTER TABLE search_text ADD COLUMN {name} tsvector GENERATED ALWAYS AS ({vector}) STORED"
        )
        yield f"CREATE INDEX ix_search_text_{name} ON search_text USING gin ({name})"


def _keys(column: str) -> str:
    """Write keys as a vector: without places, because no phrase is made of them."""
    return f"array_to_tsvector(array_remove(string_to_array({column}, ' '), ''))"
