"""The ledger of sends, and of which period a digest was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the ledger; digests of before were of no period."""
    op.create_table(
        "send",
        sa.Column("what", NAME, nullable=False),
        sa.Column("channel", NAME, nullable=False),
        sa.Column("period", NAME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("began", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text()),
        sa.Column("detail", sa.Text()),
        sa.PrimaryKeyConstraint("what", "channel", "period", name="pk_send"),
    )
    op.add_column("digest", sa.Column("period", NAME))
    op.create_index("ix_digest_period", "digest", ["period"], unique=True)
