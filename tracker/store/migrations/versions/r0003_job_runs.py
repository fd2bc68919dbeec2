"""The ledger of jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the ledger."""
    op.create_table(
        "job_run",
        sa.Column("job", NAME, nullable=False),
        sa.Column("slot", NAME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("began", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text()),
        sa.Column("until", sa.Text()),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text()),
        sa.PrimaryKeyConstraint("job", "slot", name="pk_job_run"),
    )
    op.create_index("ix_job_run_job_began", "job_run", ["job", "began"])
