"""What the facts mean: who moved which field, what is overdue, which review is due. Pure."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import Literal, TypeAlias

from tracker.model import (
    Gone,
    Held,
    Incident,
    InDoubt,
    Issue,
    Link,
    Linked,
    LinkState,
    Priority,
    Recorded,
    ReviewWord,
    Standing,
    Status,
    TrackedIncident,
    TrackedItem,
    Unlinked,
    Values,
)

# Jira cuts nothing but refuses: Cloud says 255 at most, older servers "less than 255".
# Source: https://developer.atlassian.com/cloud/jira/platform/rest/v3/ (summary)
SUMMARY_LIMIT = 254

FieldName: TypeAlias = Literal["title", "due", "priority", "owner", "epic"]
FIELD_NAMES: tuple[FieldName, ...] = ("title", "due", "priority", "owner", "epic")

DROPPED = frozenset(
    {"won't do", "wont do", "won't fix", "wontfix", "duplicate", "cannot reproduce", "declined", "incomplete",
     "rejected", "cancelled", "canceled", "obsolete", "invalid", "abandoned", "not a bug", "works as designed"}
)  # fmt: skip
DUPLICATE = "duplicate"


# Nobody sees them, and some editors and forms drop them; joiners stay, since letters and emoji are made with them.
_UNSEEN = str.maketrans(dict.fromkeys("\u200b\u2060\ufeff"))


@lru_cache(maxsize=1 << 14)  # report, base and Jira mostly say the same
def canonical_title(text: str) -> str:
    """A title as both sides are compared: composed, white space and controls folded, cut where Jira ends."""
    folded = " ".join((text if text.isascii() and text.isprintable() else _visible(text)).split())
    if _units(folded) <= SUMMARY_LIMIT:
        return folded
    room = SUMMARY_LIMIT - 1
    ends = next(n for n, used in enumerate(accumulate(map(_units, folded))) if used > room)
    return folded[:ends].rstrip() + "…"


def _visible(text: str) -> str:
    composed = unicodedata.normalize("NFC", text.translate(_UNSEEN))
    return "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in composed)


def _units(text: str) -> int:
    """How long Jira takes a text to be: it counts as Java does, most emoji twice."""
    return len(text) if text.isascii() else len(text) + sum(c > "\uffff" for c in text)


def canonical_priority(name: str | None, names: Mapping[str, str], *, prefer: Sequence[str | None] = ()) -> str | None:
    """Jira's priority as ours: P0 to P4 by the map, else Jira's own name.

    Several of ours may share one of Jira's names: those in `prefer` are tried first.
    """
    if name is None:
        return None
    folded = name.casefold()

    def means(ours: str | None) -> bool:
        return ours is not None and names.get(ours, "").casefold() == folded

    return next(filter(means, prefer), None) or next(filter(means, sorted(names)), name)


def status_of(issue: Issue, names: Mapping[str, Status]) -> Status:
    """An issue's status from category key and resolution; `names` maps status names that carry meaning."""
    return status_by(issue.status, issue.category, issue.resolution, issue.duplicate_of_category, names)


def status_by(
    name: str, category: str, resolution: str | None, duplicate_of_category: str | None, names: Mapping[str, Status]
) -> Status:
    """The same, from what Jira says of an issue's status alone."""
    named = {known.casefold(): status for known, status in names.items()}.get(name.casefold())
    if named is not None:
        return named
    if category == "done":
        return _closed_as(resolution, duplicate_of_category)
    return Status.IN_PROGRESS if category == "indeterminate" else Status.NOT_STARTED


def _closed_as(said: str | None, duplicate_of_category: str | None) -> Status:
    resolution = (said or "").casefold()
    if resolution == DUPLICATE and duplicate_of_category not in (None, "done"):
        return Status.IN_PROGRESS  # the work goes on in the other issue
    return Status.CANCELLED if resolution in DROPPED else Status.DONE


@dataclass(frozen=True, slots=True)
class Difference:
    """One field on which the three sides are not one."""

    field: FieldName
    base: str | None
    report: str | None
    jira: str | None


@dataclass(frozen=True, slots=True)
class Merge:
    """The three-way comparison of one linked item.

    `agreed` is what holds now (Jira's value where Jira moved); `send` names the fields that only the report
    moved; `drift` those that only Jira moved; `conflicts` those that both moved, differently. `base` is the
    old base with every field taken over on which both sides came to say the same.
    """

    agreed: Values
    base: Values
    send: tuple[FieldName, ...] = ()
    drift: tuple[Difference, ...] = ()
    conflicts: tuple[Difference, ...] = ()


def seen_values(issue: Issue, priorities: Mapping[str, str], *, prefer: Sequence[str | None] = ()) -> Values:
    """Jira's side of the comparison, in canonical form."""
    return Values(
        title=canonical_title(issue.summary),
        due=issue.due,
        priority=canonical_priority(issue.priority, priorities, prefer=prefer),
        assignee=issue.assignee.account if issue.assignee else None,
        epic=issue.parent,
    )


def merge(base: Values, report: Values, issue: Issue, priorities: Mapping[str, str]) -> Merge:
    """Field by field, three-way: only the side that moved wins; where both moved, Jira's value stands."""
    if _stands(base, report, issue, priorities):
        return Merge(agreed=base, base=base)
    jira = seen_values(issue, priorities, prefer=(base.priority, report.priority))
    agreed: dict[str, object] = {}
    new_base: dict[str, object] = {}
    send: list[FieldName] = []
    drift: list[Difference] = []
    conflicts: list[Difference] = []
    for name in FIELD_NAMES:
        side_base, side_report, side_jira = _side(base, name), _side(report, name), _side(jira, name)
        report_moved = _report_moved(base, report, name, priorities)
        jira_moved = not _same_in_jira(side_base, side_jira, name)
        winner, kept = base, base
        met = (jira_moved or name == "epic") and _same_in_jira(side_report, side_jira, name)
        if report_moved and met:
            winner = kept = report
        elif report_moved and jira_moved:
            winner = jira
            conflicts.append(_difference(name, base, report, jira))
        elif report_moved:
            winner = report
            send.append(name)
        elif jira_moved:
            winner = jira
            drift.append(_difference(name, base, report, jira))
        _take(agreed, winner, name, owner=report.owner if winner is jira else winner.owner)
        _take(new_base, kept, name, owner=kept.owner)
    return Merge(
        agreed=Values(**agreed),  # type: ignore[arg-type]  # the names are those of Values, one by one
        base=Values(**new_base),  # type: ignore[arg-type]  # the same
        send=tuple(send),
        drift=tuple(drift),
        conflicts=tuple(conflicts),
    )


def _stands(base: Values, report: Values, issue: Issue, priorities: Mapping[str, str]) -> bool:
    """Nobody moved anything, as with most items: the report speaks of the owner's handle, Jira of the account."""
    return (
        report.title == base.title
        and report.due == base.due == issue.due
        and report.priority == base.priority
        and report.owner == base.owner
        and report.epic == base.epic == issue.parent
        and base.assignee == (issue.assignee.account if issue.assignee else None)
        and base.title == canonical_title(issue.summary)
        and base.priority == canonical_priority(issue.priority, priorities, prefer=(base.priority,))
    )


def _side(values: Values, name: FieldName) -> object:
    return values.assignee if name == "owner" else getattr(values, name)


def _take(into: dict[str, object], values: Values, name: FieldName, *, owner: str | None) -> None:
    if name == "owner":
        into["owner"], into["assignee"] = owner, values.assignee
    else:
        into[name] = getattr(values, name)


def _report_moved(base: Values, report: Values, name: FieldName, priorities: Mapping[str, str]) -> bool:
    if name == "owner":  # a changed owner map moves nobody: the handle decides
        return base.owner != report.owner
    if name == "priority":  # two of ours that are one in Jira are no change, nor is one that the map lacks
        wanted = priorities.get(report.priority or "")
        return base.priority != report.priority and wanted is not None and wanted != priorities.get(base.priority or "")
    if name == "epic" and report.epic is None:
        return False
    return _side(base, name) != _side(report, name)


def _same_in_jira(one: object, other: object, name: FieldName) -> bool:
    if name == "epic" and one is None:
        return True  # nobody agreed on an epic yet
    return one == other


def with_field(values: Values, source: Values, name: FieldName) -> Values:
    """Values with one field taken from elsewhere; the owner is the handle and the account together."""
    match name:
        case "owner":
            return replace(values, owner=source.owner, assignee=source.assignee)
        case "title":
            return replace(values, title=source.title)
        case "due":
            return replace(values, due=source.due)
        case "priority":
            return replace(values, priority=source.priority)
        case "epic":
            return replace(values, epic=source.epic)


def field_of(values: Values, name: FieldName) -> object:
    """One field of the values; the owner is the handle and the account together."""
    return (values.owner, values.assignee) if name == "owner" else getattr(values, name)


def _difference(name: FieldName, base: Values, report: Values, jira: Values) -> Difference:
    def shown(values: Values) -> str | None:
        value = values.owner if name == "owner" and values is not jira else _side(values, name)
        return None if value is None else str(value)

    return Difference(name, shown(base), shown(report), shown(jira))


_LINK_STATES: Mapping[type, LinkState] = {
    Unlinked: LinkState.UNLINKED,
    InDoubt: LinkState.IN_DOUBT,
    Linked: LinkState.LINKED,
    Gone: LinkState.GONE,
    Held: LinkState.HELD,
    Recorded: LinkState.RECORDED,
}


def link_state(link: Link) -> LinkState:
    """The name of a link's state."""
    return _LINK_STATES[type(link)]


FEWEST = 5  # what vanishes below that may well have been removed


def is_too_many(vanished: int, known: int, share: float) -> bool:
    """Whether so many at once look like something that can't be read rather than something removed."""
    return vanished >= FEWEST and vanished > share * known


def day_of(at: dt.datetime, zone: dt.tzinfo) -> dt.date:
    """The day that an instant falls on, where the team is."""
    return at.astimezone(zone).date()


def is_overdue(status: Status, due: dt.date | None, as_of: dt.date) -> bool:
    """Due today is not overdue; done and cancelled never are."""
    return status.is_open and due is not None and due < as_of


def is_chased(incident: Incident, link: Link) -> bool:
    """Whether dates count: not for drafts without an issue, never for what is only recorded."""
    if isinstance(link, Recorded) or incident.standing is Standing.RECORDED:
        return False
    return incident.standing in (Standing.FINISHED, Standing.REFUSED) or isinstance(link, Linked | Gone)


def review_due(written: dt.date | None, happened: dt.date | None, after: dt.timedelta) -> dt.date | None:
    """The date that the report names, else the incident's date and the configured days."""
    if written is not None:
        return written
    return happened + after if happened is not None else None


ReviewState: TypeAlias = Literal["scheduled", "due", "overdue", "done", "snoozed"]
REVIEW_WEEK = dt.timedelta(days=7)


def review_state(due: dt.date, said: ReviewWord | None, as_of: dt.date) -> tuple[dt.date, ReviewState]:
    """When the (next) look is due and how that stands: due on its day and for a week, then overdue."""
    held = said.held if said is not None and said.held is not None and said.held.held_on <= as_of else None
    if held is not None and held.next is None:
        return due, "done"
    due = held.next if held is not None and held.next is not None else due
    if said is not None and said.snoozed is not None and as_of < said.snoozed.until:
        return due, "snoozed"
    if as_of < due:
        return due, "scheduled"
    return due, "due" if as_of <= due + REVIEW_WEEK else "overdue"


def report_values(tracked: TrackedItem, incident: TrackedIncident, *, assignee: str | None = None) -> Values:
    """The report's side of the comparison, in canonical form."""
    item = tracked.item
    return Values(
        title=canonical_title(item.title),
        due=item.due,
        priority=item.priority.value if item.priority else None,
        owner=item.owner,
        assignee=assignee,
        epic=incident.epic_key,
    )


_RANKS: Mapping[str, int] = {priority.value: rank for rank, priority in enumerate(Priority)}


def priority_rank(priority: str | None) -> int:
    """P0 first; Jira's own names after P4, none last."""
    return len(_RANKS) + 1 if priority is None else _RANKS.get(priority, len(_RANKS))
