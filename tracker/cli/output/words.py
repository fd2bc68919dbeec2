"""Sentences that go with an answer: its age, its sums, its emptiness. Pure."""

from __future__ import annotations

import datetime as dt

from tracker.app.answer import Answer
from tracker.views import ChangeView, ItemView

# These say what is in files or how this installation stands; Jira has no part in them.
AGELESS = frozenset(
    ("new", "read", "check", "init", "doctor", "jobs", "jobs run", "db check", "db upgrade", "db backup", "db restore")
)

EMPTY = {
    "status": "No open item matches. `pirtrack status --all` lists the others too.",
    "show": "No item matches. `pirtrack status --all` lists every item.",
    "history": "Nothing has happened yet.",
    "overdue": "No overdue item matches.",
    "reviews": "No review is due. `pirtrack reviews --all` lists the scheduled and the done ones too.",
    "sync": "Nothing to change.",
    "read": "No report was found.",
    "check": "No problems found.",
    "jobs": "Every job is off: see [schedule] in the configuration.",
}

PLANNED = {
    "create": ("issue to create", "issues to create"),
    "create_epic": ("epic to create", "epics to create"),
    "update": ("issue to update", "issues to update"),
    "adopt": ("issue to adopt", "issues to adopt"),
    "settle": ("item to settle", "items to settle"),
    "link": ("item to link", "items to link"),
    "comment": ("comment to add", "comments to add"),
    "hold": ("item to hold back", "items to hold back"),
    "unlink": ("item to unlink", "items to unlink"),
    "skip": ("item to leave alone", "items to leave alone"),
}
CARRIED_OUT = {
    "create": ("issue created", "issues created"),
    "create_epic": ("epic created", "epics created"),
    "update": ("issue updated", "issues updated"),
    "adopt": ("issue adopted", "issues adopted"),
    "settle": ("item settled", "items settled"),
    "link": ("item linked", "items linked"),
    "comment": ("comment added", "comments added"),
    "hold": ("item held back", "items held back"),
    "unlink": ("item unlinked", "items unlinked"),
    "skip": ("item left alone", "items left alone"),
    "write_back": ("row written back", "rows written back"),
    "refused": ("change refused by Jira", "changes refused by Jira"),
    "not_applied": ("change ignored by Jira", "changes ignored by Jira"),
    "in_doubt": ("change in doubt", "changes in doubt"),
    "gone": ("issue gone", "issues gone"),
    "left": ("change not tried", "changes not tried"),
    "planned": ("message to send", "messages to send"),
    "sent": ("message sent", "messages sent"),
    "failed": ("message failed", "messages failed"),
    "read": ("issue read from Jira", "issues read from Jira"),
    "moved": ("of them moved there by people", "of them moved there by people"),
}


def age_line(answer: Answer, now: dt.datetime) -> str | None:
    """As of when the answer holds, and when Jira was last read completely; None where Jira has no part in it."""
    if answer.command in AGELESS:
        return None
    if answer.last_pull is None:
        return f"as of {answer.as_of} · Jira was never read completely"
    at = answer.last_pull.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"as of {answer.as_of} · Jira last read completely {at} ({ago(now - answer.last_pull)})"


def ago(age: dt.timedelta) -> str:
    """An age in its largest unit."""
    minutes = int(age.total_seconds()) // 60
    if minutes < 1:
        return "just now"
    for unit, length in (("day", 24 * 60), ("hour", 60), ("minute", 1)):
        if minutes >= length:
            return f"{_count(minutes // length, (unit, unit + 's'))} ago"
    raise AssertionError(minutes)


def summary_line(answer: Answer) -> str | None:
    """How much of each there was, in words; None when there is nothing to count."""
    changes = [v for v in answer.data.get("changes", ()) if isinstance(v, ChangeView)]
    planned = bool(changes) and all(c.outcome is None for c in changes)
    words = PLANNED if planned else CARRIED_OUT
    counted = [_count(n, words.get(name, (name, name))) for name, n in answer.summary.items() if n]
    return ", ".join(counted) + "." if counted else None


def empty_line(answer: Answer) -> str | None:
    """The sentence that stands for an empty answer; None when it is not empty."""
    if any(answer.data.values()) or (answer.problems and answer.command in ("check", "read")):
        return None
    return EMPTY.get(answer.command)


def due_words(item: ItemView, as_of: dt.date) -> str:
    """A due date as it is read at night: how late it is, that it is today, else the date."""
    if item.due is None:
        return ""
    if item.overdue:
        return f"{item.days_overdue}d overdue"
    return "today" if item.due == as_of and item.status.is_open else item.due.isoformat()


def _count(number: int, words: tuple[str, str]) -> str:
    return f"{number} {words[0] if number == 1 else words[1]}"
