"""One item as a fact for the digest: what the store knows of it, with every instant as a day of the team's own zone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.digest.snapshot import ItemFact
from sync.fields import namespace_label
from tracker.app.context import Context
from tracker.config import PersonByAccount, PersonByEmail
from tracker.judging import ViewRules, judged
from tracker.model import (
    Acceptance,
    Event,
    Gone,
    ItemRef,
    Link,
    Linked,
    Snooze,
    Status,
    TrackedIncident,
    TrackedItem,
)
from tracker.rules import day_of, is_chased, link_state
from tracker.store import Store
from tracker.store.digests import Decided
from tracker.views import address_of, note_of

# So far back the history is asked since when something is blocked.
LONG = dt.timedelta(days=400)
NOTHING = Decided()
CLOSED = tuple(status for status in Status if not status.is_open)


@dataclass(frozen=True, slots=True)
class Files:
    """What is known besides the items themselves; `blocked` and `reopened` tell since when an item is.

    `label` is the one that pulls search for, None where no Jira is configured.
    """

    context: Context
    by: ViewRules
    decided: Mapping[ItemRef, Decided]
    blocked: Mapping[ItemRef, dt.date] = field(default_factory=dict)
    reopened: Mapping[ItemRef, dt.date] = field(default_factory=dict)
    label: str | None = None

    @staticmethod
    def of(context: Context, store: Store) -> Files:
        """What the store knows."""
        blocked: dict[ItemRef, dt.date] = {}
        reopened: dict[ItemRef, dt.date] = {}
        for event in store.digests.turns(context.clock() - LONG, into=(Status.BLOCKED,), out_of=CLOSED):
            ref, before, now = _moved(event)
            day = day_of(event.at, context.config.timezone)
            if now is Status.BLOCKED:
                blocked[ref] = day
            if not before.is_open and now.is_open:
                reopened[ref] = day
        jira = context.config.jira
        label = namespace_label(jira.namespace) if jira else None
        return Files(context, context.view_rules, store.decisions.all(), blocked, reopened, label)

    def fact(self, tracked: TrackedItem, incident: TrackedIncident) -> ItemFact:
        """The item as it stands."""
        item, link, by = tracked.item, tracked.link, self.by
        it = judged(tracked, incident, by)
        issue, is_open = it.issue, it.status.is_open
        accepted, snoozed = self._said(item.ref, it.linked)
        closed_at = issue.resolved if issue and not is_open else None
        return ItemFact(
            ref=item.ref,
            title=it.agreed.title,
            status=it.status,
            standing=incident.incident.standing,
            link=link_state(link),
            chased=is_chased(incident.incident, link),
            owner=item.owner,
            assignee=issue.assignee.name if issue and issue.assignee else None,
            unmapped=self._unmapped(item.owner, link),
            priority=it.agreed.priority,
            first_priority=it.linked.first_priority if it.linked else None,
            due=it.agreed.due,
            first_due=it.linked.first_due if it.linked else None,
            slips=tracked.slips,
            severity=incident.incident.severity,
            key=issue.key if issue else item.jira_key,
            url=None if isinstance(link, Gone) else address_of(issue, by),
            withdrawn=item.withdrawn,
            labelled=self._is_labelled(link),
            opened=self._day(issue.created) if issue else None,
            closed=self._day(closed_at) if closed_at else None,
            closed_at=closed_at,
            blocked=self._blocked_since(item.ref, link) if it.status is Status.BLOCKED else None,
            reopened=self.reopened.get(item.ref),
            conflicts=tuple(
                f"{d.field} is {d.jira or 'none'} in Jira, {d.report or 'none'} in the report" for d in it.conflicts
            ),
            note=note_of(tracked, by) if is_open else issue.resolution if issue else None,
            accepted=accepted,
            snoozed=snoozed,
        )

    def _day(self, at: dt.datetime) -> dt.date:
        return day_of(at, self.context.config.timezone)

    def _said(self, ref: ItemRef, linked: Linked | None) -> tuple[Acceptance | None, Snooze | None]:
        """People's last words, whether the store or the issue's property holds the later one."""
        known = self.decided.get(ref, NOTHING)
        stamp = linked.issue.stamp if linked else None
        if stamp is None or (stamp.accepted is None and stamp.snoozed is None):
            return known.accepted, known.snoozed
        accepted = [a for a in (known.accepted, stamp.accepted) if a is not None]
        snoozed = [s for s in (known.snoozed, stamp.snoozed) if s is not None]
        return max(accepted, key=lambda a: a.at, default=None), max(snoozed, key=lambda s: s.at, default=None)

    def _unmapped(self, owner: str | None, link: Link) -> str | None:
        """Why the owner stands for nobody; a component's or a label's team needs no assignee."""
        if owner is None:
            return None
        match self.context.config.owners.get(owner):
            case None:
                return "not in the [owners] map"
            case PersonByEmail() | PersonByAccount() if isinstance(link, Linked):
                return "nobody is assigned in Jira"
            case _:
                return None

    def _is_labelled(self, link: Link) -> bool:
        return self.label is None or not isinstance(link, Linked) or self.label in link.issue.labels

    def _blocked_since(self, ref: ItemRef, link: Link) -> dt.date | None:
        """Since its status was seen to change; before that was on record, at least since anything changed."""
        return self.blocked.get(ref, self._day(link.issue.updated) if isinstance(link, Linked) else None)


def _moved(event: Event) -> tuple[ItemRef, Status, Status]:
    said = dict(event.data)
    return ItemRef(event.incident, event.number or 0), Status(said["from"] or ""), Status(said["to"] or "")
