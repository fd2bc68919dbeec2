"""Whether Jira did what it said: each field that was sent against what is read back. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sync.fields import Target
from sync.ports import Draft
from tracker import merging
from tracker.merging import FieldName
from tracker.model import Issue, Values


@dataclass(frozen=True, slots=True)
class Landed:
    """The base that holds now; `ignored` names the fields that Jira said to have set and left as they were."""

    base: Values
    ignored: tuple[FieldName, ...] = ()


def landed(
    before: Values, sent: Values, names: Sequence[FieldName], issue: Issue, priorities: Mapping[str, str]
) -> Landed:
    """What of the named fields arrived.

    A field that shows neither what was sent nor what was there before has been made something else of, by Jira or
    by a person: what was sent is the base, and what is shown is drift.
    """
    shown = merging.seen_values(issue, priorities, prefer=(sent.priority, before.priority))
    ignored = tuple(n for n in names if _side(shown, n) != _side(sent, n) and _side(shown, n) == _side(before, n))
    base = sent
    for name in ignored:
        base = merging.with_field(base, before, name)
    return Landed(base, ignored)


def _side(values: Values, name: FieldName) -> object:
    return values.assignee if name == "owner" else getattr(values, name)


# Jira's name of each field that a create leaves out where its screen lacks it or the map has no value for it.
_IN_DRAFT: Mapping[FieldName, str] = {"due": "duedate", "priority": "priority", "owner": "assignee"}


def _left_out(draft: Draft) -> tuple[FieldName, ...]:
    return tuple(name for name, field in _IN_DRAFT.items() if field not in draft.fields)


def as_sent(values: Values, draft: Draft, target: Target) -> Values:
    """The values that a create really sends, with the priority that Jira is known to give where none is sent.

    Without that, a store that was lost could not tell Jira's own choice from a person's.
    """
    own = merging.canonical_priority(target.screen.default("priority"), target.priorities)
    return _but_for(values, Values(values.title, priority=own), draft)


def agreed_at_birth(sent: Values, draft: Draft, issue: Issue, priorities: Mapping[str, str]) -> Values:
    """The base of an issue just made: what was not sent was not agreed on, there Jira's own value is the base."""
    return _but_for(sent, merging.seen_values(issue, priorities), draft)


def _but_for(values: Values, others: Values, draft: Draft) -> Values:
    """Values with those of others for what the draft leaves out; the owner's handle stays."""
    for name in _left_out(draft):
        other = replace(others, owner=values.owner) if name == "owner" else others
        values = merging.with_field(values, other, name)
    return values
