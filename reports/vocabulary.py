"""The words that reports use, as data in one place. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.model import Status

# Headers of an action table, by what the column holds; compared without case, emoji and punctuation.
COLUMNS: Mapping[str, frozenset[str]] = {
    "number": frozenset({"#", "no", "nr", "id", "item #"}),
    "title": frozenset({"action", "action item", "action items", "item", "task", "description"}),
    "owner": frozenset({"owner", "owners", "assignee", "assigned", "assigned to", "responsible", "who", "dri"}),
    "due": frozenset({"due date", "due", "deadline", "target date", "eta", "by when"}),
    "priority": frozenset({"priority", "prio", "pri"}),
    "status": frozenset({"status", "state"}),
    "ticket": frozenset({"jira", "jira key", "jira issue", "ticket", "issue key", "issue link", "tracking", "key"}),
}

# Headings of the section that holds the action items.
ACTION_SECTIONS = frozenset({"action items", "action item", "actions", "corrective actions", "follow-up action items"})

# Headers by which a table of signatures is known.
SIGN_OFF = frozenset({"sign-off", "signoff", "sign off", "approval", "approved"})

# `**Key**: value` lines: those that count only above the first section, and those that may stand anywhere.
HEAD_KEYS: Mapping[str, frozenset[str]] = {
    "incident": frozenset({"incident id", "incident", "id"}),
    "date": frozenset({"date", "incident date", "date of incident"}),
    "severity": frozenset({"severity", "sev"}),
    "duration": frozenset({"duration"}),
    "incident_status": frozenset({"status", "incident status"}),
}
FOOT_KEYS: Mapping[str, frozenset[str]] = {
    "document_status": frozenset({"document status", "report status"}),
    "finalised": frozenset({"date finalized", "date finalised", "finalized", "finalised"}),
    "next_review": frozenset({"next review", "review date"}),
    "prepared_by": frozenset({"report prepared by", "prepared by", "author"}),
}
EPIC_KEYS = frozenset({"jira epic", "epic"})

# The word decides; an emoji only when it stands alone.
STATUSES: Mapping[str, Status] = {
    "not started": Status.NOT_STARTED,
    "to do": Status.NOT_STARTED,
    "todo": Status.NOT_STARTED,
    "open": Status.NOT_STARTED,
    "pending": Status.NOT_STARTED,
    "planned": Status.NOT_STARTED,
    "backlog": Status.NOT_STARTED,
    "in progress": Status.IN_PROGRESS,
    "ongoing": Status.IN_PROGRESS,
    "started": Status.IN_PROGRESS,
    "in review": Status.IN_PROGRESS,
    "blocked": Status.BLOCKED,
    "done": Status.DONE,
    "complete": Status.DONE,
    "completed": Status.DONE,
    "closed": Status.DONE,
    "fixed": Status.DONE,
    "resolved": Status.DONE,
    "cancelled": Status.CANCELLED,
    "canceled": Status.CANCELLED,
    "dropped": Status.CANCELLED,
    "won't do": Status.CANCELLED,
    "won't fix": Status.CANCELLED,
}
EMOJI: Mapping[str, Status] = {"✅": Status.DONE, "☑": Status.DONE, "🔄": Status.IN_PROGRESS, "⏳": Status.NOT_STARTED}

# Cells that say nothing.
NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "none", "tbd", "tba", "?", "unassigned", "nobody", "unknown"})  # noqa: RUF001  # people write that dash

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip

APPROVED = ("approved", "signed", "yes", "✅", "☑", "✔")
