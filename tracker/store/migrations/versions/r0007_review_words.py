"""What people said last about reviews, and whether their epics know it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the table; what was held before is told to its epic by the next sync."""
    op.create_table(
        "review_word",
        sa.Column("incident", NAME, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("snoozed", sa.Text()),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("refused", sa.Text()),
        sa.PrimaryKeyConstraint("incident", name="pk_review_word"),
        sa.ForeignKeyConstraint(["incident"], ["incident.id"], name="fk_review_word_incident_incident"),
    )
    op.execute(
        "INSERT INTO review_word (incident, at, told) "
        "SELECT incident, max(held_on) || 'T00:00:00.000000+00:00', false FROM review GROUP BY incident"
    )
