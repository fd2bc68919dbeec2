"""The tables: plain portable SQL, dates and instants as ISO text, bulky leftovers as JSON text.

Instants are written in UTC with six digits of a second, so that text order is time order.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Sorted by code point on every database, as Python sorts.
Name = Text().with_variant(Text(collation="C"), "postgresql")


def _link_columns() -> list[Column[object]]:
    """A link, flat; `InDoubt` is not among its states: that is an open row of `intent`."""
    return [
        Column("link", Text, nullable=False),
        Column("reason", Text),
        Column("fingerprint", Text),
        Column("gone_since", Text),
        Column("issue_id", Text),
        Column("issue_key", Text),
        Column("issue_project", Text),
        Column("issue_type", Text),
        Column("issue_summary", Text),
        Column("issue_status", Text),
        Column("issue_category", Text),
        Column("issue_created", Text),
        Column("issue_updated", Text),
        Column("issue_is_epic", Boolean),
        Column("issue_resolution", Text),
        Column("issue_resolved", Text),
        Column("issue_due", Text),
        Column("issue_priority", Text),
        Column("issue_assignee", Text),
        Column("issue_assignee_name", Text),
        Column("issue_assignee_active", Boolean),
        Column("issue_assignee_email", Text),
        Column("issue_parent", Text),
        Column("issue_labels", Text),
        Column("issue_duplicate_of_category", Text),
        Column("issue_stamp", Text),
        Column("base_title", Text),
        Column("base_due", Text),
        Column("base_priority", Text),
        Column("base_owner", Text),
        Column("base_assignee", Text),
        Column("base_epic", Text),
        Column("first_due", Text),
        Column("first_priority", Text),
    ]


incident = Table(
    "incident",
    metadata,
    Column("id", Name, nullable=False),
    Column("title", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("date", Text),
    Column("severity", Text),
    Column("document_status", Text),
    Column("epic", Text),
    Column("review_due", Text),
    Column("prepared_by", Text),
    Column("epic_now", Text),
    *_link_columns(),
    PrimaryKeyConstraint("id"),
)

item = Table(
    "item",
    metadata,
    Column("incident", Name, ForeignKey(incident.c.id), nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("source_path", Text, nullable=False),
    Column("source_line", Integer, nullable=False),
    Column("source_column", Integer, nullable=False),
    Column("row", Text),
    Column("owner", Text),
    Column("owners", Text, nullable=False),
    Column("due", Text),
    Column("priority", Text),
    Column("reported_status", Text),
    Column("jira_key", Text),
    Column("assumed", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("slips", Integer, nullable=False),
    *_link_columns(),
    PrimaryKeyConstraint("incident", "number"),
)
Index(None, item.c.issue_key)
Index(None, item.c.jira_key)
Index(None, item.c.link, item.c.issue_category, item.c.issue_status)
Index(None, item.c.due)
Index(None, item.c.issue_due)

# One open create per target: the primary key is what makes "never twice" true between processes.
intent = Table(
    "intent",
    metadata,
    Column("target", Name, nullable=False),
    Column("incident", Name, nullable=False),
    Column("number", Integer),
    Column("sent", Text, nullable=False),
    Column("began", Text, nullable=False),
    Column("deadline", Text, nullable=False),
    Column("ended", Text),
    PrimaryKeyConstraint("target"),
)
Index(None, intent.c.incident, intent.c.number)

# Append-only: triggers made by the first migration refuse any change of what is written.
event = Table(
    "event",
    metadata,
    Column("id", Integer, nullable=False, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("incident", Name, nullable=False),
    Column("number", Integer),
    Column("data", Text, nullable=False),
    PrimaryKeyConstraint("id"),
)
Index(None, event.c.incident, event.c.number)
Index(None, event.c.kind, event.c.at)

review = Table(
    "review",
    metadata,
    Column("id", Integer, nullable=False, autoincrement=True),
    Column("incident", Name, ForeignKey(incident.c.id), nullable=False),
    Column("held_on", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("next", Text),
    PrimaryKeyConstraint("id"),
)
Index(None, review.c.incident)

# What people said last about each review; `told` once its epic knows it, `refused` why it could not be told.
review_word = Table(
    "review_word",
    metadata,
    Column("incident", Name, ForeignKey(incident.c.id), nullable=False),
    Column("at", Text, nullable=False),
    Column("snoozed", Text),
    Column("told", Boolean, nullable=False),
    Column("refused", Text),
    PrimaryKeyConstraint("incident"),
)

# What an item's row held when it and Jira last said the same: without it nobody could tell who changed it since.
written = Table(
    "written",
    metadata,
    Column("incident", Name, nullable=False),
    Column("number", Integer, nullable=False),
    Column("key", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("ours", Boolean, nullable=False),
    PrimaryKeyConstraint("incident", "number"),
    ForeignKeyConstraint(["incident", "number"], ["item.incident", "item.number"]),
)

# A person's last word on an item, of each kind; its issue carries it too, where there is one.
decision = Table(
    "decision",
    metadata,
    Column("incident", Name, nullable=False),
    Column("number", Integer, nullable=False),
    Column("accepted", Text),
    Column("snoozed", Text),
    PrimaryKeyConstraint("incident", "number"),
    ForeignKeyConstraint(["incident", "number"], ["item.incident", "item.number"]),
)

# What each of the last digests told, so that the next one can say what is new; `period` where it was sent as that one's.
digest = Table(
    "digest",
    metadata,
    Column("id", Integer, nullable=False, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("period", Name),
    PrimaryKeyConstraint("id"),
)
Index(None, digest.c.period, unique=True)

# One row for each digest, channel and period: the primary key is what makes a send happen once between processes.
send = Table(
    "send",
    metadata,
    Column("what", Name, nullable=False),
    Column("channel", Name, nullable=False),
    Column("period", Name, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("began", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("ended", Text),
    Column("detail", Text),
    PrimaryKeyConstraint("what", "channel", "period"),
)

cache = Table(
    "cache",
    metadata,
    Column("key", Name, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Text, nullable=False),
    PrimaryKeyConstraint("key"),
)

# Single facts about the store itself: its lasting id, and how far Jira has been read.
fact = Table(
    "fact",
    metadata,
    Column("name", Name, nullable=False),
    Column("text", Text),
    PrimaryKeyConstraint("name"),
)

# One row for each slot of each job: the primary key is what makes a slot run once between processes.
job_run = Table(
    "job_run",
    metadata,
    Column("job", Name, nullable=False),
    Column("slot", Name, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("began", Text, nullable=False),
    Column("ended", Text),
    Column("until", Text),
    Column("missed", Integer, nullable=False),
    Column("by", Text, nullable=False),
    Column("detail", Text),
    PrimaryKeyConstraint("job", "slot"),
)
Index(None, job_run.c.job, job_run.c.began)
