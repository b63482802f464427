"""Evidence: what a revisit is compared with, and the further records of articles in pages."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add a column and a table."""
    op.add_column("capture", sa.Column("received_digest", sa.String(), nullable=True))
    op.create_table(
        "capture_part",
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("warc_file", sa.String(), nullable=False),
        sa.Column("warc_offset", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["capture_id"],
            ["capture.id"],
            name=op.f("fk_capture_part_capture_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("capture_id", "position", name=op.f("pk_capture_part")),
    )
