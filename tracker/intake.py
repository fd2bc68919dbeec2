"""Takes reports in: which incident each is, which known item each row is, what is new. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracker import matching
from tracker.identity import Shelf, told_by
from tracker.model import (
    ActionItem,
    Event,
    Incident,
    ItemRef,
    Linked,
    ParsedReport,
    Priority,
    Problem,
    Recorded,
    ReportedItem,
    Standing,
    TrackedIncident,
    TrackedItem,
    Unlinked,
)
from tracker.rules import review_due

DONE_AT_FIRST_SIGHT = "done when first seen"
BEFORE_SINCE = "from before reports.since"
TRACKED_ELSEWHERE = "tracked elsewhere: "


@dataclass(frozen=True, slots=True)
class IntakePolicy:
    """What the configuration says about reports.

    `finished` are document statuses, compared without case. `without_status` is what a report is that names
    none. `due` fills in a due date by priority, counted from the incident's date. `push_inferred`: what is only inferred
    is taken in too; `push_elsewhere`: what another tracker holds is not only recorded.
    """

    finished: tuple[str, ...] = ("FINAL",)
    without_status: Standing = Standing.DRAFT
    since: dt.date | None = None
    review_after: dt.timedelta = dt.timedelta(days=30)
    due: Mapping[Priority, dt.timedelta] = field(default_factory=dict)
    push_inferred: bool = False
    push_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the store held before."""

    incidents: Mapping[str, TrackedIncident] = field(default_factory=dict)
    items: Mapping[ItemRef, TrackedItem] = field(default_factory=dict)

    @staticmethod
    def of(incidents: Iterable[TrackedIncident], items: Iterable[TrackedItem]) -> Known:
        """The two collections, by their names."""
        return Known({i.incident.id: i for i in incidents}, {t.item.ref: t for t in items})

    def by_incident(self) -> Mapping[str, tuple[TrackedItem, ...]]:
        """The items of each incident that has any, by number."""
        found: dict[str, list[TrackedItem]] = {}
        for ref in sorted(self.items):
            found.setdefault(ref.incident, []).append(self.items[ref])
        return {incident: tuple(items) for incident, items in found.items()}


@dataclass(frozen=True, slots=True)
class Intake:
    """What taking the reports in changed; empty when nothing did. `after` is everything as it is now."""

    after: Known
    incidents: tuple[TrackedIncident, ...] = ()
    items: tuple[TrackedItem, ...] = ()
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()
    passed_over: tuple[str, ...] = ()

    @property
    def withdrawals(self) -> int:
        """How many rows of these reports went since they were read last."""
        return sum(e.kind == "withdrawn" for e in self.events)

    @property
    def rows_before(self) -> int:
        """How many rows those reports had that lost any, the lost ones included."""
        losing = {e.incident for e in self.events if e.kind == "withdrawn"}
        live = sum(t.item.ref.incident in losing and not t.item.withdrawn for t in self.after.items.values())
        new = sum(e.kind in ("item_first_read", "returned") and e.incident in losing for e in self.events)
        return live - new + self.withdrawals


def take_in(
    known: Known,
    reports: Sequence[ParsedReport],
    policy: IntakePolicy,
    now: dt.datetime,
    *,
    absent: Collection[str] = (),
) -> Intake:
    """Every report against what is known; the order of `reports` doesn't matter.

    `absent` are known paths whose files are no longer there: their reports may have been moved or renamed. `passed_over` are the paths of reports that are drafts only because they name no document status.
    """
    items_of: dict[str, list[TrackedItem]] = {}
    for tracked in known.items.values():
        items_of.setdefault(tracked.item.ref.incident, []).append(tracked)
    chosen, problems = told_by(Shelf(known.incidents, items_of, absent), reports)
    after_incidents, after_items = dict(known.incidents), dict(known.items)
    incidents: list[TrackedIncident] = []
    items: list[TrackedItem] = []
    events: list[Event] = []
    for incident_id, report in sorted(chosen.items()):
        before = known.incidents.get(incident_id)
        incident = _incident(incident_id, report, policy, before)
        if before is None or before.incident != incident.incident:
            incidents.append(incident)
            events.extend(_incident_events(before, incident, now))
        after_incidents[incident_id] = incident
        old = tuple(sorted(items_of.get(incident_id, ()), key=lambda t: t.item.ref))
        for tracked in _items(incident.incident, report, old, policy):
            previous = known.items.get(tracked.item.ref)
            if previous != tracked:
                items.append(tracked)
                events.extend(_item_events(previous, tracked, now))
            after_items[tracked.item.ref] = tracked
    silent = tuple(sorted(r.path for r in chosen.values() if r.document_status is None))
    return Intake(
        after=Known(after_incidents, after_items),
        incidents=tuple(incidents),
        items=tuple(items),
        events=tuple(events),
        problems=problems,
        passed_over=silent if policy.without_status is Standing.DRAFT else (),
    )


def standing_of(report: ParsedReport, policy: IntakePolicy) -> Standing:
    """What a report allows."""
    said = report.document_status
    if said is None:
        finished = policy.without_status is Standing.FINISHED
    else:
        finished = said.value.casefold() in {name.casefold() for name in policy.finished}
    if policy.since is not None and report.date is not None and report.date.value < policy.since:
        return Standing.RECORDED
    if not finished:
        return Standing.DRAFT
    return Standing.REFUSED if report.has_errors else Standing.FINISHED


def _incident(
    incident_id: str, report: ParsedReport, policy: IntakePolicy, before: TrackedIncident | None
) -> TrackedIncident:
    happened = report.date.value if report.date else None
    written = report.next_review.value if report.next_review else None
    incident = Incident(
        id=incident_id,
        title=report.title.value if report.title else incident_id,
        path=report.path,
        standing=standing_of(report, policy),
        digest=report.digest,
        date=happened,
        severity=report.severity.value if report.severity else None,
        document_status=report.document_status.value if report.document_status else None,
        epic=report.epic.value if report.epic else None,
        review_due=review_due(written, happened, policy.review_after),
        prepared_by=report.prepared_by.value if report.prepared_by else None,
    )
    if before is None:
        return TrackedIncident(incident)
    return replace(
        before, incident=incident, epic_now=before.epic_now if before.incident.epic == incident.epic else None
    )


def _items(
    incident: Incident, report: ParsedReport, known: tuple[TrackedItem, ...], policy: IntakePolicy
) -> list[TrackedItem]:
    """The incident's items after this reading; a refused report changes none of them."""
    if incident.standing is Standing.REFUSED:
        return list(known)
    rows = tuple(r for r in report.items if policy.push_inferred or not r.inferred)
    pairs = matching.match(rows, known)
    taken = {t.item.ref.number for t in known}
    after: list[TrackedItem] = []
    for position, row in enumerate(rows):
        old = pairs.get(position)
        ref = old.item.ref if old else ItemRef(incident.id, _free_number(row.number, taken))
        taken.add(ref.number)
        item = _item(ref, row, incident, old, policy)
        base = replace(old, item=item) if old else TrackedItem(item)
        elsewhere = None if policy.push_elsewhere or row.jira_key else row.elsewhere
        after.append(_recorded_or_not(base, incident, elsewhere, first_sight=old is None))
    matched = {t.item.ref for t in pairs.values()}
    for old in known:
        if old.item.ref not in matched:
            gone_from_report = incident.standing is Standing.FINISHED or old.item.withdrawn
            after.append(replace(old, item=replace(old.item, withdrawn=gone_from_report)))
    return after


def _free_number(wanted: int | None, taken: set[int]) -> int:
    if wanted is not None and wanted > 0 and wanted not in taken:
        return wanted
    return max(taken, default=0) + 1


def _item(
    ref: ItemRef, row: ReportedItem, incident: Incident, old: TrackedItem | None, policy: IntakePolicy
) -> ActionItem:
    due = row.due
    assumed: tuple[str, ...] = ()
    if due is None and row.priority is not None and incident.date is not None and row.priority in policy.due:
        due, assumed = incident.date + policy.due[row.priority], ("due",)
        kept = old.item if old else None
        if kept and "due" in kept.assumed and kept.priority == row.priority:
            due = kept.due  # a policy that changes later moves no date that was already assumed
    return ActionItem(
        ref=ref,
        title=row.title,
        source=row.source,
        row=row.row,
        owner=row.owner,
        owners=row.owners,
        due=due,
        priority=row.priority,
        reported_status=row.status,
        jira_key=row.jira_key,
        assumed=assumed,
    )


def _recorded_or_not(
    tracked: TrackedItem, incident: Incident, elsewhere: str | None, *, first_sight: bool
) -> TrackedItem:
    """Rows from before `since`, rows already done when a finished report first shows them, and others' tickets are recorded."""
    link, status = tracked.link, tracked.item.reported_status
    closed = status is not None and not status.is_open
    if incident.standing is Standing.RECORDED and isinstance(link, Unlinked):
        return replace(tracked, link=Recorded(BEFORE_SINCE))
    if isinstance(link, Recorded):
        stays = incident.standing is Standing.RECORDED if link.reason == BEFORE_SINCE else closed
        link = link if stays and not link.reason.startswith(TRACKED_ELSEWHERE) else Unlinked()
    if isinstance(link, Unlinked) and closed and tracked.item.jira_key is None and (first_sight or not link.refusal):
        link = Recorded(DONE_AT_FIRST_SIGHT)
    if isinstance(link, Unlinked) and elsewhere is not None:
        link = Recorded(TRACKED_ELSEWHERE + elsewhere)
    return replace(tracked, link=link)


def _incident_events(before: TrackedIncident | None, now: TrackedIncident, at: dt.datetime) -> list[Event]:
    new = now.incident
    if before is None:
        data = (("path", new.path), ("standing", new.standing.value), ("title", new.title))
        return [Event(at, "report_first_read", new.id, data=data)]
    old = before.incident
    changed = tuple(
        (name, str(getattr(new, name)) if getattr(new, name) is not None else None)
        for name in ("date", "document_status", "epic", "path", "review_due", "severity", "standing", "title")
        if getattr(old, name) != getattr(new, name)
    )
    return [Event(at, "report_changed", new.id, data=changed)] if changed else []


SHOWN = ("due", "jira_key", "owner", "priority", "reported_status", "title")


def _item_events(before: TrackedItem | None, now: TrackedItem, at: dt.datetime) -> list[Event]:
    ref = now.item.ref
    if before is None:
        data = tuple((n, _text(getattr(now.item, n))) for n in SHOWN if getattr(now.item, n) is not None)
        events = [Event(at, "item_first_read", ref.incident, ref.number, data)]
    else:
        changed = tuple(
            (n, _text(getattr(now.item, n))) for n in SHOWN if getattr(before.item, n) != getattr(now.item, n)
        )
        events = [Event(at, "row_changed", ref.incident, ref.number, changed)] if changed else []
        if before.item.withdrawn != now.item.withdrawn:
            events.append(Event(at, "withdrawn" if now.item.withdrawn else "returned", ref.incident, ref.number))
    if isinstance(now.link, Recorded) and (before is None or before.link != now.link):
        events.append(Event(at, "recorded", ref.incident, ref.number, (("reason", now.link.reason),)))
    return events


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def key_of(tracked: TrackedItem) -> str | None:
    """The key by which a row may name this item."""
    return tracked.link.issue.key if isinstance(tracked.link, Linked) else tracked.item.jira_key
