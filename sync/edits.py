"""What is sent to an issue that is there: only what moved, and the property that remembers it. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from sync import fields, fingerprints
from sync.changes import Comment, Decide, LinkExisting, Release, Settle, Update
from sync.fields import Owner, Target
from sync.policy import PushRules
from sync.ports import Edit
from sync.situation import is_stamped
from sync.stamp import placed_later
from tracker import merging
from tracker.merging import FieldName
from tracker.model import Acceptance, Held, Issue, Linked, Snooze, Stamp, TrackedIncident, TrackedItem, Values


@dataclass(frozen=True, slots=True)
class Subject:
    """An item with its incident, and what every edit of its issue needs to know."""

    tracked: TrackedItem
    incident: TrackedIncident
    by: PushRules
    now: dt.datetime

    @property
    def target(self) -> str:
        """The item's name."""
        return str(self.tracked.item.ref)

    def report(self, owner: Owner) -> Values:
        """The report's side of the comparison."""
        return merging.report_values(self.tracked, self.incident, assignee=owner.account)

    def stamp(self, link: Linked, sent: Values) -> Stamp:
        """The property as this store writes it; what was promised first stays as it was."""
        known = link.issue.stamp
        if known is None or (known.incident, known.number) != (self.incident.incident.id, self.tracked.item.ref.number):
            first = replace(sent, due=link.first_due, priority=link.first_priority)
            known = fields.stamp(self.by.naming, self.incident.incident, self.tracked.item.ref, sent, first)
        naming, path = self.by.naming, self.incident.incident.path
        return replace(
            known, namespace=naming.namespace, store=naming.store, path=path, sent=sent, at=self.now, placing=None
        )


def linking(it: Subject, issue: Issue, owner: Owner, where: Target) -> LinkExisting:
    """Takes over somebody's own issue: it gets our labels and property, and values only where it has none."""
    report = it.report(owner)
    merged = merging.merge(_base_for_linking(report, issue), report, issue, it.by.priorities)
    base = carried(merged, report)
    before = issue.stamp if is_stamped(issue, it.target, it.by.naming.namespace) else None
    first = (before.first_due, before.first_priority) if before else (base.due, base.priority)
    link = Linked(replace(issue, stamp=before), base, *first)
    naming = replace(it.by.naming, extra_labels=())
    wanted = fields.labels(naming, it.tracked.item.ref.incident, it.tracked.item.ref)
    edit = Edit(
        fields=fields.value_fields(report, merged.send, where),
        add_labels=tuple(label for label in wanted if label not in issue.labels),
        stamp=replace(it.stamp(link, base), withdrawn=False, released=False),
        quiet=not merged.send,
    )
    fingerprint = fingerprints.of(issue.key, dict(edit.fields), edit.add_labels)
    return LinkExisting(it.target, link, edit, fingerprint)


def _base_for_linking(report: Values, issue: Issue) -> Values:
    """A base that leaves every value of somebody's own issue as it is, and has the report fill in what is empty."""
    return replace(
        report,
        due=report.due if issue.due else None,
        owner=report.owner if issue.assignee else None,
        assignee=issue.assignee.account if issue.assignee else None,
    )


def updating(it: Subject, link: Linked, owner: Owner, where: Target) -> Update | Comment | None:
    """The fields that only the report moved; a row that came back is told to the issue, by the same request."""
    report = it.report(owner)
    merged = merging.merge(link.base, report, link.issue, it.by.priorities)
    returned = link.issue.stamp is not None and link.issue.stamp.withdrawn
    if not merged.send and not returned:
        return None
    sent = carried(merged, report)
    agile = sent.epic if "epic" in merged.send and where.epic_field is None else None
    told = replace(it.stamp(link, sent), withdrawn=False)
    edit = Edit(
        fields=fields.value_fields(report, merged.send, where),
        stamp=told if agile is None else placed_later(told, agile, link.base.epic),
        comment=f"The report holds this action item again: {_place(it)}." if returned else None,
    )
    based = replace(link, base=sent)
    if not merged.send:
        return Comment(it.target, based, edit, "return_said", link.base, fingerprints.of(edit.comment))
    fingerprint = fingerprints.of_update(sent, merged.send, it.by.priorities)
    return Update(it.target, based, edit, merged.send, link.base, fingerprint, agile_epic=agile)


def withdrawing(it: Subject, link: Linked) -> Comment | None:
    """Tells an open issue, once, that its row is gone; None where it knows, or where nobody works on it any more."""
    if link.issue.category == "done" or (link.issue.stamp is not None and link.issue.stamp.withdrawn):
        return None
    said = (
        f"The report no longer holds this action item ({it.incident.incident.path}). The issue is left as it is: "
        "close it if the work was dropped, or put the row back."
    )
    edit = Edit(fields={}, stamp=replace(it.stamp(link, link.base), withdrawn=True), comment=said)
    return Comment(it.target, link, edit, "withdrawal_said", link.base, fingerprints.of(said))


@dataclass(frozen=True, slots=True)
class Decision:
    """Whose values a person took, for which fields, and who it was."""

    take: Literal["jira", "report"]
    names: tuple[FieldName, ...]
    who: str


def settling(it: Subject, link: Linked, decision: Decision, owner: Owner, where: Target) -> Settle:
    """One side's values become the agreed ones, for fields on which the sides are not one.

    Jira's value stands by the report's being known: only when the report moves again is there anything to decide.
    """
    names, report = decision.names, it.report(owner)
    seen = merging.seen_values(link.issue, it.by.priorities, prefer=(link.base.priority, report.priority))
    base = link.base
    for name in names:
        base = merging.with_field(base, report, name)
    if decision.take == "jira" and "owner" in names:
        base = replace(base, assignee=seen.assignee)
    sends = names if decision.take == "report" else ()
    side = "the report" if decision.take == "report" else "Jira"
    edit = Edit(
        fields=fields.value_fields(report, sends, where),
        stamp=it.stamp(link, base),
        comment=f"{decision.who} settled it: {', '.join(names)} as in {side} ({_place(it)}).",
    )
    return Settle(it.target, replace(link, base=base), edit, names, decision.take)


def releasing(it: Subject, link: Linked, reason: str, who: str) -> Release:
    """Parts an issue from its item; its property remembers that, so that a lost store does not join them again."""
    edit = Edit(
        fields={},
        stamp=replace(it.stamp(link, link.base), released=True),
        comment=f"{who} took this issue out of the sync with {it.target}: {reason}.",
    )
    held = Held(f"unlinked from {link.issue.key} by {who}: {reason}")
    return Release(it.target, link, edit, held)


def accepting(it: Subject, link: Linked, accepted: Acceptance) -> Decide:
    """Tells the issue that it may be off the overdue list without being done, and who said so."""
    said = f"{accepted.by} accepted that this action item is off the overdue list: {_ended(accepted.reason)}"
    edit = Edit(fields={}, stamp=replace(it.stamp(link, link.base), accepted=accepted), comment=said)
    return Decide(it.target, link, edit, "acceptance_said")


def snoozing(it: Subject, link: Linked, snoozed: Snooze) -> Decide:
    """Tells the issue until when nothing is said of it, and who wanted that."""
    said = f"{snoozed.by} asked not to be told of this action item before {snoozed.until}: {_ended(snoozed.reason)}"
    edit = Edit(fields={}, stamp=replace(it.stamp(link, link.base), snoozed=snoozed), comment=said)
    return Decide(it.target, link, edit, "snooze_said")


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _place(it: Subject) -> str:
    return f"{it.tracked.item.source.path}, line {it.tracked.item.source.line}"


def carried(merged: merging.Merge, report: Values) -> Values:
    """The base once the report's moves are carried to Jira."""
    sent = merged.base
    for name in merged.send:
        sent = merging.with_field(sent, report, name)
    return sent
