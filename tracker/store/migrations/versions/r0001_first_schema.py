"""The first schema: incidents, items, intents, events, reviews, the cache, and facts about the store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
REFUSAL = "an event is never changed"
LINK_TEXTS_BEFORE_EPIC = (
    *("reason", "fingerprint", "gone_since", "issue_id", "issue_key", "issue_project", "issue_type"),
    *("issue_summary", "issue_status", "issue_category", "issue_created", "issue_updated"),
)
LINK_TEXTS_AFTER_ACTIVE = (
    *("issue_assignee_email", "issue_parent", "issue_labels", "issue_duplicate_of_category", "issue_stamp"),
    *("base_title", "base_due", "base_priority", "base_owner", "base_assignee", "base_epic"),
    *("first_due", "first_priority"),
)


def upgrade() -> None:
    """Makes every table."""
    _make_incidents()
    _make_items()
    _make_intents()
    _make_events()
    _make_reviews()
    op.create_table(
        "cache", _key("key"), _needed("text"), _needed("at"), sa.PrimaryKeyConstraint("key", name="pk_cache")
    )
    op.create_table("fact", _key("name"), _text("text"), sa.PrimaryKeyConstraint("name", name="pk_fact"))


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text())


def _needed(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, NAME, nullable=False)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), autoincrement=True, nullable=False)


def _link() -> list[sa.Column[str] | sa.Column[bool]]:
    return [
        _needed("link"),
        *map(_text, LINK_TEXTS_BEFORE_EPIC),
        sa.Column("issue_is_epic", sa.Boolean()),
        *map(_text, ("issue_resolution", "issue_resolved", "issue_due", "issue_priority")),
        *map(_text, ("issue_assignee", "issue_assignee_name")),
        sa.Column("issue_assignee_active", sa.Boolean()),
        *map(_text, LINK_TEXTS_AFTER_ACTIVE),
    ]


def _make_incidents() -> None:
    op.create_table(
        "incident",
        _key("id"),
        *map(_needed, ("title", "path", "standing", "digest")),
        *map(_text, ("date", "severity", "document_status", "epic", "review_due", "prepared_by")),
        *_link(),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
    )


def _make_items() -> None:
    op.create_table(
        "item",
        _key("incident"),
        _count("number"),
        *map(_needed, ("title", "source_path")),
        *map(_count, ("source_line", "source_column")),
        *map(_text, ("row", "owner")),
        _needed("owners"),
        *map(_text, ("due", "priority", "reported_status", "jira_key")),
        _needed("assumed"),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        _count("slips"),
        *_link(),
        sa.ForeignKeyConstraint(["incident"], ["incident.id"], name="fk_item_incident_incident"),
        sa.PrimaryKeyConstraint("incident", "number", name="pk_item"),
    )
    for columns in (["due"], ["issue_due"], ["issue_key"], ["jira_key"], ["link", "issue_category", "issue_status"]):
        op.create_index(f"ix_item_{'_'.join(columns)}", "item", columns)


def _make_intents() -> None:
    op.create_table(
        "intent",
        _key("target"),
        _key("incident"),
        sa.Column("number", sa.Integer()),
        *map(_needed, ("sent", "began", "deadline")),
        _text("ended"),
        sa.PrimaryKeyConstraint("target", name="pk_intent"),
    )
    op.create_index("ix_intent_incident_number", "intent", ["incident", "number"])


def _make_reviews() -> None:
    op.create_table(
        "review",
        _id(),
        _key("incident"),
        *map(_needed, ("held_on", "by", "outcome")),
        _text("next"),
        sa.ForeignKeyConstraint(["incident"], ["incident.id"], name="fk_review_incident_incident"),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
    )
    op.create_index("ix_review_incident", "review", ["incident"])


def _make_events() -> None:
    op.create_table(
        "event",
        _id(),
        *map(_needed, ("at", "kind")),
        _key("incident"),
        sa.Column("number", sa.Integer()),
        _needed("data"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("ix_event_incident_number", "event", ["incident", "number"])
    if op.get_bind().dialect.name == "sqlite":
        for change in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER event_no_{change} BEFORE {change} ON event BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION event_is_lasting() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON event "
        "FOR EACH STATEMENT EXECUTE FUNCTION event_is_lasting()"
    )
