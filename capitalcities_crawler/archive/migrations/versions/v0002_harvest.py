"""Harvesting: checkpoints, locks, copies of robots.txt, absences and moves."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables, and the site's time of the last change to the ledger."""
    _add_tables()
    op.add_column("page", sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True))
    _enter_absences()
    _tell_assigned_sections()


def _add_tables() -> None:
    op.create_table(
        "robots_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_robots_copy")),
        sa.UniqueConstraint("url", "fetched_at", name=op.f("uq_robots_copy_url_fetched_at")),
    )
    op.create_table(
        "harvest_lock",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("acquired_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_harvest_lock_site_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_harvest_lock")),
    )
    op.create_table(
        "checkpoint",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("crawl_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("newest", sa.DateTime(timezone=True), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("total_from", sa.String(), nullable=True),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["crawl_id"], ["crawl.id"], name=op.f("fk_checkpoint_crawl_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_checkpoint_site_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_checkpoint")),
    )
    op.create_index(op.f("ix_checkpoint_crawl_id"), "checkpoint", ["crawl_id"], unique=False)
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("crawl_id", sa.Integer(), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_absence_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["crawl_id"], ["crawl.id"], name=op.f("fk_absence_crawl_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("article_id", "gone_at", name=op.f("uq_absence_article_id_gone_at")),
    )
    op.create_index(op.f("ix_absence_crawl_id"), "absence", ["crawl_id"], unique=False)
    op.create_table(
        "move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("crawl_id", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_page_id", sa.Integer(), nullable=False),
        sa.Column("to_page_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_move_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["crawl_id"], ["crawl.id"], name=op.f("fk_move_crawl_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["from_page_id"], ["page.id"], name=op.f("fk_move_from_page_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["to_page_id"], ["page.id"], name=op.f("fk_move_to_page_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move")),
        sa.UniqueConstraint("article_id", "moved_at", name=op.f("uq_move_article_id_moved_at")),
    )
    op.create_index(op.f("ix_move_crawl_id"), "move", ["crawl_id"], unique=False)
    op.create_index(op.f("ix_move_from_page_id"), "move", ["from_page_id"], unique=False)
    op.create_index(op.f("ix_move_to_page_id"), "move", ["to_page_id"], unique=False)


def _enter_absences() -> None:
    """Give each article that is gone already its absence, by the last run that began before."""
    op.execute(
        """
        INSERT INTO absence (article_id, crawl_id, gone_at, reason, evidence)
        SELECT article.id,
            coalesce(
                (SELECT max(crawl.id) FROM crawl
                    WHERE crawl.site_id = article.site_id AND crawl.started_at <= article.gone_at),
                capture.crawl_id
            ),
            article.gone_at,
            CASE page.state WHEN 'gone' THEN coalesce(page.reason, 'gone') ELSE 'other-post' END,
            '["before evidence was kept"]'
        FROM article
        JOIN page ON page.id = article.page_id
        JOIN revision ON revision.id = article.revision_id
        JOIN capture ON capture.id = revision.capture_id
        WHERE article.gone_at IS NOT NULL
        """
    )


def _tell_assigned_sections() -> None:
    """Mark each article's own categories: the last names of its category line and breadcrumb."""
    op.add_column(
        "article_section",
        sa.Column("is_assigned", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            """
            SELECT article.id AS article_id, section.id AS section_id, section.name,
                article.categories, article_section.is_primary
            FROM article_section
            JOIN article ON article.id = article_section.article_id
            JOIN section ON section.id = article_section.section_id
            """
        ).columns(categories=sa.JSON())
    )
    own = [
        {"article": row.article_id, "section": row.section_id}
        for row in rows
        if row.is_primary or row.name in {chain[-1] for chain in row.categories if chain}
    ]
    if own:
        mark = sa.text(
            "UPDATE article_section SET is_assigned = true"
            " WHERE article_id = :article AND section_id = :section"
        )
        connection.execute(mark, own)
