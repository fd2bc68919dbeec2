"""The three-way comparison: what report and Jira say of the fields that both may move, and who moved which. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import Literal, TypeAlias

from tracker.model import Issue, TrackedIncident, TrackedItem, Values

# Jira cuts nothing but refuses: Cloud says 255 at most, older servers "less than 255".
# Source: https://developer.atlassian.com/cloud/jira/platform/rest/v3/ (summary)
SUMMARY_LIMIT = 254

FieldName: TypeAlias = Literal["title", "due", "priority", "owner", "epic"]
FIELD_NAMES: tuple[FieldName, ...] = ("title", "due", "priority", "owner", "epic")

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
