"""What was last written into the rows of reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "written",
        sa.Column("incident", NAME, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("incident", "number", name="pk_written"),
        sa.ForeignKeyConstraint(
            ["incident", "number"], ["item.incident", "item.number"], name="fk_written_incident_number_item"
        ),
    )
