"""The answers' values: what `status`, `reviews` and the others show, ready to be rendered. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tracker import rules
from tracker.judging import ViewRules, judged
from tracker.merging import Difference
from tracker.model import (
    Gone,
    Held,
    InDoubt,
    Issue,
    LinkState,
    ParsedReport,
    Recorded,
    ReviewWord,
    Source,
    Status,
    TrackedIncident,
    TrackedItem,
    Unlinked,
)


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item as the face shows it; `title`, `priority`, `due` are the agreed ones.

    `note` says in words what keeps it from being linked, or since when it is in doubt; None when nothing does.
    `candidate` is the key of the issue made by hand that it waits for.
    """

    ref: str
    incident: str
    number: int
    row: str | None
    title: str
    owner: str | None
    assignee: str | None
    priority: str | None
    original_priority: str | None
    due: dt.date | None
    original_due: dt.date | None
    assumed: tuple[str, ...]
    status: Status
    severity: str | None
    epic: str | None
    jira_key: str | None
    jira_status: str | None
    resolution: str | None
    url: str | None
    link: LinkState
    withdrawn: bool
    overdue: bool
    days_overdue: int
    slips: int
    opened_at: dt.datetime | None
    closed_at: dt.datetime | None
    drift: tuple[Difference, ...]
    conflicts: tuple[Difference, ...]
    source: Source
    standing: str
    note: str | None
    candidate: str | None = None

    @property
    def needs_person(self) -> bool:
        """Somebody has to decide something about it."""
        waits = self.link in (LinkState.GONE, LinkState.IN_DOUBT) or self.candidate is not None
        return waits or bool(self.conflicts)


def item_view(tracked: TrackedItem, incident: TrackedIncident, by: ViewRules) -> ItemView:
    """An item with everything that the face tells of it."""
    item, link = tracked.item, tracked.link
    it = judged(tracked, incident, by)
    linked, issue, status, agreed = it.linked, it.issue, it.status, it.agreed
    late = rules.is_chased(incident.incident, link) and rules.is_overdue(status, agreed.due, by.as_of)
    return ItemView(
        ref=str(item.ref),
        incident=item.ref.incident,
        number=item.ref.number,
        row=item.row,
        title=agreed.title,
        owner=item.owner,
        assignee=issue.assignee.name if issue and issue.assignee else None,
        priority=agreed.priority,
        original_priority=linked.first_priority if linked else None,
        due=agreed.due,
        original_due=linked.first_due if linked else None,
        assumed=item.assumed,
        status=status,
        severity=incident.incident.severity,
        epic=agreed.epic,
        jira_key=issue.key if issue else item.jira_key,
        jira_status=issue.status if issue else None,
        resolution=issue.resolution if issue else None,
        url=address_of(issue, by),
        link=rules.link_state(link),
        withdrawn=item.withdrawn,
        overdue=late,
        days_overdue=(by.as_of - agreed.due).days if late and agreed.due else 0,
        slips=tracked.slips,
        opened_at=issue.created if issue else None,
        closed_at=issue.resolved if issue and not status.is_open else None,
        drift=it.drift,
        conflicts=it.conflicts,
        source=item.source,
        standing=incident.incident.standing.value,
        note=note_of(tracked, by),
        candidate=link.candidate if isinstance(link, Held) else None,
    )


def address_of(issue: Issue | None, by: ViewRules) -> str | None:
    """Where people look at the issue."""
    return f"{by.browse}/browse/{issue.key}" if issue and by.browse else None


def note_of(tracked: TrackedItem, by: ViewRules) -> str | None:
    """What keeps it from being linked, or since when it is in doubt or gone, in words; None when nothing does."""
    match tracked.link:
        case Unlinked(refusal=str() as refusal):
            return f"Jira refused it: {refusal}"
        case InDoubt() as doubt:
            until = doubt.since() + by.grace
            return f"in doubt since {_minute(doubt.began)}; not made again before {_minute(until)}"
        case Held(reason=reason) | Recorded(reason=reason):
            return reason
        case Gone(since=since):
            return f"not shown by Jira since {_minute(since)}: deleted, or hidden from this token"
        case _:
            return None


def _minute(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One report's 30-day review; `snoozed` says until when it is put off, by whom and why."""

    incident: str
    title: str
    severity: str | None
    review_due: dt.date
    state: rules.ReviewState
    open_items: int
    overdue_items: int
    held_on: dt.date | None = None
    by: str | None = None
    outcome: str | None = None
    snoozed: str | None = None


def review_view(
    incident: TrackedIncident, items: tuple[ItemView, ...], said: ReviewWord | None, as_of: dt.date
) -> ReviewView | None:
    """The review of an incident; None where no date is known to review it on."""
    due = incident.incident.review_due
    if due is None:
        return None
    when, state = rules.review_state(due, said, as_of)
    record, snoozed = (said.held, said.snoozed) if said else (None, None)
    return ReviewView(
        incident=incident.incident.id,
        title=incident.incident.title,
        severity=incident.incident.severity,
        review_due=when,
        state=state,
        open_items=sum(i.status.is_open for i in items),
        overdue_items=sum(i.overdue for i in items),
        held_on=record.held_on if record else None,
        by=record.by if record else None,
        outcome=record.outcome if record else None,
        snoozed=f"until {snoozed.until} by {snoozed.by}: {snoozed.reason}" if snoozed and state == "snoozed" else None,
    )


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One line of a plan, or of a run when `outcome` is set (done, refused, in doubt, left)."""

    action: str
    ref: str
    jira_key: str | None
    fields: Mapping[str, str | None]
    reason: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class EventView:
    """One thing that happened, for `history`."""

    at: dt.datetime
    ref: str
    kind: str
    data: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class JobView:
    """One job of the scheduler: its last run, None where it never was run, and when its next turn comes.

    `rhythm` is written as in the configuration; `state` and `detail` say what became of the last run.
    """

    job: str
    rhythm: str
    state: str | None
    slot: str | None
    attempt: int | None
    missed: int | None
    began: dt.datetime | None
    ended: dt.datetime | None
    next: dt.datetime
    by: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class SendView:
    """One send to one channel: `state` is planned, sent, failed, in_doubt, or left where there is nothing to do.

    `where` says how the channel is reached. `message` is all that would leave, None unless it is only planned.
    """

    what: str
    channel: str
    period: str
    state: str
    attempt: int | None
    where: str
    detail: str | None
    message: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class DoctorView:
    """One check of `doctor`: `state` is ok, warning or failed."""

    check: str
    state: str
    finding: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report as `read` shows it; `finished` and `review_due` are the configuration's word on it."""

    report: ParsedReport
    finished: bool
    review_due: dt.date | None
