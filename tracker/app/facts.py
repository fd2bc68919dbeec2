"""One item as a fact for the digest: what the store knows of it, with every instant as a day of the team's own zone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.digest.snapshot import ItemFact
from sync.fields import namespace_label
from tracker import rules
from tracker.app.context import Context
from tracker.config import PersonByAccount, PersonByEmail
from tracker.model import (
    Acceptance,
    Event,
    Gone,
    ItemRef,
    Link,
    Linked,
    LinkState,
    Snooze,
    Status,
    TrackedIncident,
    TrackedItem,
)
from tracker.store import Store
from tracker.store.digests import Decided
from tracker.views import ItemView, item_view

# So far back the history is asked since when something is blocked.
LONG = dt.timedelta(days=400)
NOTHING = Decided()


@dataclass(frozen=True, slots=True)
class Files:
    """What is known besides the items themselves; `blocked` and `reopened` tell since when an item is.

    `label` is the one that pulls search for, None where no Jira is configured.
    """

    context: Context
    incidents: Mapping[str, TrackedIncident]
    decided: Mapping[ItemRef, Decided]
    blocked: Mapping[ItemRef, dt.date] = field(default_factory=dict)
    reopened: Mapping[ItemRef, dt.date] = field(default_factory=dict)
    label: str | None = None

    @staticmethod
    def of(context: Context, store: Store) -> Files:
        """What the store knows."""
        incidents = {i.incident.id: i for i in store.incidents()}
        blocked: dict[ItemRef, dt.date] = {}
        reopened: dict[ItemRef, dt.date] = {}
        for event in store.digests.happened("status_changed", context.clock() - LONG):
            ref, before, now = _moved(event)
            day = rules.day_of(event.at, context.config.timezone)
            if now is Status.BLOCKED:
                blocked[ref] = day
            if not before.is_open and now.is_open:
                reopened[ref] = day
        jira = context.config.jira
        label = namespace_label(jira.namespace) if jira else None
        return Files(context, incidents, store.decisions.all(), blocked, reopened, label)

    def fact(self, tracked: TrackedItem) -> ItemFact:
        """The item as it stands."""
        ref, incident = tracked.item.ref, self.incidents[tracked.item.ref.incident]
        view = item_view(tracked, incident, self.context.view_rules)
        accepted, snoozed = self._said(ref, tracked.link)
        zone = self.context.config.timezone
        return ItemFact(
            ref=ref,
            title=view.title,
            status=view.status,
            standing=incident.incident.standing,
            link=view.link,
            chased=rules.is_chased(incident.incident, tracked.link),
            owner=view.owner,
            assignee=view.assignee,
            unmapped=self._unmapped(view),
            priority=view.priority,
            first_priority=view.original_priority,
            due=view.due,
            first_due=view.original_due,
            slips=view.slips,
            severity=view.severity,
            key=view.jira_key,
            url=None if view.link is LinkState.GONE else view.url,
            withdrawn=view.withdrawn,
            labelled=self._is_labelled(tracked.link),
            opened=rules.day_of(view.opened_at, zone) if view.opened_at else None,
            closed=rules.day_of(view.closed_at, zone) if view.closed_at else None,
            closed_at=view.closed_at,
            blocked=self._blocked_since(tracked, view),
            reopened=self.reopened.get(ref),
            conflicts=tuple(
                f"{d.field} is {d.jira or 'none'} in Jira, {d.report or 'none'} in the report" for d in view.conflicts
            ),
            note=view.note if view.status.is_open else view.resolution,
            accepted=accepted,
            snoozed=snoozed,
        )

    def _said(self, ref: ItemRef, link: Link) -> tuple[Acceptance | None, Snooze | None]:
        """People's last words, whether the store or the issue's property holds the later one."""
        known = self.decided.get(ref, NOTHING)
        linked = link.last if isinstance(link, Gone) else link
        stamp = linked.issue.stamp if isinstance(linked, Linked) else None
        accepted = [a for a in (known.accepted, stamp.accepted if stamp else None) if a is not None]
        snoozed = [s for s in (known.snoozed, stamp.snoozed if stamp else None) if s is not None]
        return max(accepted, key=lambda a: a.at, default=None), max(snoozed, key=lambda s: s.at, default=None)

    def _unmapped(self, view: ItemView) -> str | None:
        """Why the owner stands for nobody; a component's or a label's team needs no assignee."""
        if view.owner is None:
            return None
        match self.context.config.owners.get(view.owner):
            case None:
                return "not in the [owners] map"
            case PersonByEmail() | PersonByAccount() if view.link is LinkState.LINKED:
                return "nobody is assigned in Jira"
            case _:
                return None

    def _is_labelled(self, link: Link) -> bool:
        return self.label is None or not isinstance(link, Linked) or self.label in link.issue.labels

    def _blocked_since(self, tracked: TrackedItem, view: ItemView) -> dt.date | None:
        """Since its status was seen to change; before that was on record, at least since anything changed."""
        if view.status is not Status.BLOCKED:
            return None
        link = tracked.link
        at_least = rules.day_of(link.issue.updated, self.context.config.timezone) if isinstance(link, Linked) else None
        return self.blocked.get(tracked.item.ref, at_least)


def _moved(event: Event) -> tuple[ItemRef, Status, Status]:
    said = dict(event.data)
    return ItemRef(event.incident, event.number or 0), Status(said["from"] or ""), Status(said["to"] or "")
