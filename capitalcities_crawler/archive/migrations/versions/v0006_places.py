"""Places: codes of countries, and where cities lie; filled by ``place_sections`` afterwards."""

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
