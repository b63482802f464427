"""Places and publishers: codes of countries, where cities lie, one key for a publisher's spellings.

Filled afterwards, as after every migration (``schema.migrate``): what fills them may change.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns."""
    for name, kind in (
        ("country_code", sa.String()),
        ("country_code3", sa.String()),
        ("latitude", sa.Double()),
        ("longitude", sa.Double()),
        ("is_capital", sa.Boolean()),
        ("unmatched", sa.String()),
    ):
        op.add_column("section", sa.Column(name, kind, nullable=True))
    op.add_column("article", sa.Column("publisher_key", sa.String(), nullable=True))
    op.create_index(op.f("ix_article_publisher_key"), "article", ["publisher_key"])
