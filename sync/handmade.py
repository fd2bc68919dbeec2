"""Issues made by hand that may be an item's own: found before one is made beside them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sync.fields import Owner, namespace_label
from sync.policy import PushRules
from tracker.matching import alike, pair_up
from tracker.merging import canonical_priority
from tracker.model import Held, Issue, TrackedItem


def likely(
    items: Sequence[TrackedItem], children: Sequence[Issue], owners: Mapping[str, Owner], by: PushRules
) -> dict[str, Issue]:
    """By item, the child of its epic that is most likely its own, each child for one item only.

    What carries our label is no candidate: it is the issue of an item, or the clone of one.
    """

    def score(tracked: TrackedItem, issue: Issue) -> float | None:
        item = tracked.item
        account = owners[item.owner].account if item.owner is not None and item.owner in owners else None
        priority = item.priority.value if item.priority else None
        seen = canonical_priority(issue.priority, by.priorities, prefer=(priority,))
        assignee = issue.assignee.account if issue.assignee else None
        return alike((item.title, issue.summary), ((account, assignee), (item.due, issue.due), (priority, seen)))

    ours = namespace_label(by.naming.namespace).casefold()
    free = [c for c in children if ours not in {label.casefold() for label in c.labels}]
    return {str(items[place].item.ref): free[found] for place, found in pair_up(items, free, score).items()}


def holding(issue: Issue) -> Held:
    """Why an item waits for that issue, and how a person decides."""
    return Held(
        f"{issue.key} ({issue.summary}; {issue.status}) under the same epic may be its own: `pirtrack link` the two, "
        "or `pirtrack sync --yes` makes another",
        issue.key,
    )
