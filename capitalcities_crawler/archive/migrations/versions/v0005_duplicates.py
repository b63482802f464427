"""Near-duplicates: sketches and pairs, and the groups of what is stored."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from capitalcities_crawler.archive.duplicates.find import find_duplicates

revision = "0005"
down_revision = "0004"

_BATCH = 500


def upgrade() -> None:
    """Make the tables, then compare all articles."""
    op.create_table(
        "shingle",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        _article("shingle", "article_id"),
        sa.PrimaryKeyConstraint("key", "article_id", name=op.f("pk_shingle")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_shingle_article_id"), "shingle", ["article_id"])
    op.create_table(
        "duplicate_pair",
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("other_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("similarity", sa.Double(), nullable=False),
        _article("duplicate_pair", "article_id"),
        _article("duplicate_pair", "other_id"),
        sa.PrimaryKeyConstraint("article_id", "other_id", name=op.f("pk_duplicate_pair")),
    )
    op.create_index(op.f("ix_duplicate_pair_other_id"), "duplicate_pair", ["other_id"])
    _compare_all(op.get_bind())


def _article(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], ["article.id"], name=name, ondelete="CASCADE")


def _compare_all(connection: sa.Connection) -> None:
    """Group anew: a group was of articles with exactly the same text."""
    connection.execute(sa.text("UPDATE article SET duplicate_group = NULL"))
    query = sa.text("SELECT id FROM article WHERE id > :last ORDER BY id LIMIT :number")
    last = 0
    with Session(connection) as session:
        while ids := list(session.scalars(query, {"last": last, "number": _BATCH})):
            find_duplicates(session, ids)
            last = ids[-1]
        session.flush()
