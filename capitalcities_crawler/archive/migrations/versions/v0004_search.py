"""Full-text search: the words of every article, and the index over them."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from capitalcities_crawler.archive.search.index import create_index
from capitalcities_crawler.archive.search.keys import marks
from capitalcities_crawler.archive.search.texts import row
from capitalcities_crawler.archive.search.vocabulary import note_words

revision = "0004"
down_revision = "0003"

_BATCH = 500

_ARTICLES = sa.text(
    "SELECT article.id, article.title, article.subtitle, article.breadcrumb, article.categories,"
    " article.source_publisher, article.published_on, revision.body_text FROM article"
    " JOIN revision ON revision.id = article.revision_id"
    " WHERE article.id > :last ORDER BY article.id LIMIT :number"
).columns(breadcrumb=sa.JSON(), categories=sa.JSON(), published_on=sa.Date())

_TERMS = """SELECT article_{name}.article_id, {name}.id, {name}.name FROM article_{name}
    JOIN {name} ON {name}.id = article_{name}.{name}_id
    WHERE article_{name}.article_id > :first AND article_{name}.article_id <= :last
    ORDER BY article_{name}.article_id, article_{name}.{order}"""


def upgrade() -> None:
    """Make table and index, then fill them from what is stored."""
    table = op.create_table(
        "search_text",
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("names", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("marks", sa.String(), nullable=False),
        sa.Column("pairs", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_search_text_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_search_text")),
    )
    op.create_table(
        "search_word",
        sa.Column(
            "word",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_word")),
        sqlite_with_rowid=False,
    )
    create_index(op.get_bind())
    for rows in _rows(op.get_bind()):
        op.bulk_insert(table, rows)
        note_words(op.get_bind(), rows)


def _rows(connection: sa.Connection) -> Iterator[list[dict[str, Any]]]:
    last = 0
    while found := list(connection.execute(_ARTICLES, {"last": last, "number": _BATCH})):
        first, last = last, found[-1].id
        tags, authors, sections = (
            _terms(connection, name, order, first, last)
            for name, order in (
                ("tag", "position"),
                ("author", "position"),
                ("section", "section_id"),
            )
        )
        yield [
            row(
                article.id,
                (article.title, article.subtitle),
                (
                    *tags.get(article.id, {}).values(),
                    *authors.get(article.id, {}).values(),
                    *article.breadcrumb,
                    *(name for chain in article.categories for name in chain),
                    article.source_publisher,
                ),
                article.body_text,
                marks(
                    article.published_on,
                    sections.get(article.id, ()),
                    tags.get(article.id, ()),
                    authors.get(article.id, ()),
                    article.source_publisher,
                ),
            )
            for article in found
        ]


def _terms(
    connection: sa.Connection, name: str, order: str, first: int, last: int
) -> dict[int, dict[int, str]]:
    """Give ids and names of the articles' terms."""
    query, found = sa.text(_TERMS.format(name=name, order=order)), dict[int, dict[int, str]]()
    for article_id, term_id, text in connection.execute(query, {"first": first, "last": last}):
        found.setdefault(article_id, {})[term_id] = text
    return found
