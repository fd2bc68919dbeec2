"""Whether a person has done anything about an item since it became late, as far as Jira and our own history tell. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tracker.model import Event

# What a pull saw that people had done.
BY_PEOPLE = frozenset(
    (
        "status_changed",
        "due_changed_in_jira",
        "priority_changed_in_jira",
        "assignee_changed_in_jira",
        "title_changed_in_jira",
        "epic_changed_in_jira",
    )
)
# What we wrote ourselves, which changes the issue too.
BY_US = frozenset(
    (
        "created",
        "adopted",
        "settled",
        "settled_by_taking_jira",
        "settled_by_taking_report",
        "linked",
        "updated",
        "not_applied",
        "withdrawal_said",
        "return_said",
        "acceptance_said",
        "snooze_said",
    )
)
# So far may Jira's clock be from ours, and our word of a write from the write.
SKEW = dt.timedelta(minutes=5)


def is_acknowledged(*, since: dt.datetime, updated: dt.datetime, history: Iterable[Event]) -> bool:
    """Somebody changed something since then: a field that we watch, or anything else that Jira dates, a comment for example.

    `updated` is Jira's date of the last change. One that is as old as a write of ours is taken for ours.
    """
    seen = list(history)
    if any(e.kind in BY_PEOPLE and e.at >= since for e in seen):
        return True
    ours = max((e.at for e in seen if e.kind in BY_US), default=None)
    return updated >= since and (ours is None or updated > ours + SKEW)
