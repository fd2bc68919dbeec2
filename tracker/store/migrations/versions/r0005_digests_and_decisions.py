"""What people decided about items, and the digests that were sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the tables, and lets events be found by kind and time."""
    op.create_table(
        "decision",
        sa.Column("incident", NAME, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Text()),
        sa.Column("snoozed", sa.Text()),
        sa.PrimaryKeyConstraint("incident", "number", name="pk_decision"),
        sa.ForeignKeyConstraint(
            ["incident", "number"], ["item.incident", "item.number"], name="fk_decision_incident_number_item"
        ),
    )
    op.create_table(
        "digest",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_digest"),
    )
    op.create_index("ix_event_kind_at", "event", ["kind", "at"])
