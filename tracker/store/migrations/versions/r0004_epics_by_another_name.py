"""By which key Jira knows the epic that a report names, where that is another one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the column."""
    op.add_column("incident", sa.Column("epic_now", sa.Text()))
