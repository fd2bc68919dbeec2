"""What a pull changes: each known item with what Jira says now, and what was seen that nobody knew. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sync.fields import incident_label, marker
from sync.situation import Rival
from sync.stamp import sent_to
from tracker import merging, rules
from tracker.model import (
    Event,
    Gone,
    Issue,
    Linked,
    Stamp,
    Status,
    TrackedIncident,
    TrackedItem,
    Values,
)

# So long may Jira's search index lag; a pull looks this far back before its mark.
# Source: https://developer.atlassian.com/cloud/jira/platform/search-and-reconcile ("a few seconds to minutes")
OVERLAP = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Reading:
    """How Jira's words are read: the maps of the configuration, and when it was."""

    priorities: Mapping[str, str]
    statuses: Mapping[str, Status]
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class Observation:
    """What changed; `strangers` are issues that no link knows."""

    items: tuple[TrackedItem, ...] = ()
    incidents: tuple[TrackedIncident, ...] = ()
    events: tuple[Event, ...] = ()
    strangers: tuple[Issue, ...] = ()


def observe(
    items: Sequence[TrackedItem],
    incidents: Sequence[TrackedIncident],
    issues: Iterable[Issue],
    by: Reading,
) -> Observation:
    """Every issue against the link that knows its id; the key may have changed, the id doesn't."""
    by_id = {_linked(t.link).issue.id: t for t in items if _linked(t.link)}  # type: ignore[union-attr]  # the filter says so
    epics = {_linked(i.epic).issue.id: i for i in incidents if _linked(i.epic)}  # type: ignore[union-attr]  # the same
    latest = {issue.id: issue for issue in issues}
    seen_items: list[TrackedItem] = []
    seen_epics: list[TrackedIncident] = []
    events: list[Event] = []
    for issue in latest.values():
        if issue.id in by_id:
            before = by_id[issue.id]
            after = _seen(before, issue)
            if after != before:
                seen_items.append(after)
                events.extend(_events(before, after, by))
        elif issue.id in epics:
            incident = epics[issue.id]
            after_epic = _seen_epic(incident, issue)
            if after_epic != incident:
                seen_epics.append(after_epic)
                events.extend(_epic_events(incident, issue, by.now))
    strangers = tuple(i for i in latest.values() if i.id not in by_id and i.id not in epics)
    return Observation(tuple(seen_items), tuple(seen_epics), tuple(events), strangers)


def _linked(link: object) -> Linked | None:
    if isinstance(link, Gone):
        return link.last
    return link if isinstance(link, Linked) else None


def _keep(issue: Issue, before: Issue) -> Issue:
    """What this answer leaves out and an earlier one said: the property, and when a closed issue was closed."""
    stamp = issue.stamp or before.stamp
    resolved = issue.resolved
    if resolved is None and issue.category == "done":
        resolved = before.resolved if before.category == "done" and before.resolved else issue.updated
    return replace(issue, stamp=stamp, resolved=resolved)


def first_sight(issue: Issue) -> Issue:
    """An issue seen for the first time: closed without a date, it counts as closed when it last changed."""
    return _keep(issue, issue)


def _seen_epic(incident: TrackedIncident, issue: Issue) -> TrackedIncident:
    link = _linked(incident.epic)
    assert link is not None  # noqa: S101  # the index holds only linked ones
    return replace(incident, epic=replace(link, issue=_keep(issue, link.issue)))


def _epic_events(before: TrackedIncident, now: Issue, at: dt.datetime) -> Iterator[Event]:
    was = _linked(before.epic)
    if isinstance(before.epic, Gone):
        yield Event(at, "shown_again", before.incident.id, None, (("key", now.key),))
    if was is not None and was.issue.key != now.key:
        yield Event(at, "key_changed", before.incident.id, None, (("from", was.issue.key), ("to", now.key)))


def _seen(tracked: TrackedItem, issue: Issue) -> TrackedItem:
    link = _linked(tracked.link)
    assert link is not None  # noqa: S101  # the index holds only linked ones
    now = replace(link, issue=_keep(issue, link.issue), base=_placed(_sent_since(link, issue.stamp), issue))
    slipped = link.issue.due is not None and issue.due is not None and issue.due > link.issue.due
    return replace(tracked, link=now, slips=tracked.slips + int(slipped))


def _sent_since(link: Linked, stamp: Stamp | None) -> Values:
    """The base, with what was sent by a run that died before it could say so, or by another store: its property tells.

    Without that, the report's next move would look like one against a person's.
    """
    before, sent = link.issue.stamp, stamp.sent if stamp else None
    if sent is None or before is None or before.sent is None or stamp == before:
        return link.base
    base = link.base
    for name in merging.FIELD_NAMES:
        if merging.field_of(sent, name) != merging.field_of(before.sent, name):
            base = merging.with_field(base, sent, name)
    return base


def _placed(base: Values, issue: Issue) -> Values:
    """The base, where none was agreed on as its epic and the issue stands under one by now.

    It was sent to another, or to this one: whoever put it elsewhere is a person, and is left alone.
    """
    sent = sent_to(issue)
    if base.epic is not None or issue.parent is None or sent is None:
        return base
    return replace(base, epic=sent.epic)


def rival(issues: Iterable[Issue], store: str, namespace: str, since: dt.datetime) -> Rival | None:
    """The other store that wrote last in this namespace, if one did since then."""
    wrote = [
        Rival(issue.stamp.store, issue.key, at)
        for issue in issues
        if issue.stamp is not None
        and issue.stamp.namespace == namespace
        and issue.stamp.store != store
        and (at := issue.stamp.at or issue.created) >= since
    ]
    return max(wrote, key=lambda r: (r.at, r.key), default=None)


def _events(before: TrackedItem, after: TrackedItem, by: Reading) -> list[Event]:
    was, link = _linked(before.link), _linked(after.link)
    assert was is not None  # noqa: S101  # an item is observed only when it is linked
    assert link is not None  # noqa: S101  # the same
    ref = after.item.ref
    said: list[Event] = []

    def tell(kind: str, old: object, new: object) -> None:
        if old != new:
            data = (("from", _text(old)), ("to", _text(new)))
            said.append(Event(by.now, kind, ref.incident, ref.number, data))

    old, new = was.issue, link.issue
    if isinstance(before.link, Gone):
        said.append(Event(by.now, "shown_again", ref.incident, ref.number, (("key", new.key),)))
    tell("key_changed", old.key, new.key)
    tell("status_changed", rules.status_of(old, by.statuses).value, rules.status_of(new, by.statuses).value)
    tell("due_changed_in_jira", old.due, new.due)
    tell("priority_changed_in_jira", old.priority, new.priority)
    tell("assignee_changed_in_jira", _account(old), _account(new))
    tell("title_changed_in_jira", merging.canonical_title(old.summary), merging.canonical_title(new.summary))
    tell("epic_changed_in_jira", old.parent, new.parent)
    return said


def _account(issue: Issue) -> str | None:
    return issue.assignee.account if issue.assignee else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def agree(
    tracked: TrackedItem, incident: TrackedIncident, priorities: Mapping[str, str], accounts: Mapping[str, str]
) -> TrackedItem:
    """The base takes over what both sides came to say the same; nothing is written to Jira for that.

    `accounts` holds what owners' handles resolve to, as far as that is known without asking.
    """
    link = tracked.link
    if not isinstance(link, Linked):
        return tracked
    handle = tracked.item.owner
    report = merging.report_values(tracked, incident, assignee=accounts.get(handle or ""))
    if handle == link.base.owner or report.assignee is None:  # whom a new owner stands for is to be asked first
        report = merging.with_field(report, link.base, "owner")
    merged = merging.merge(link.base, report, link.issue, priorities)
    return tracked if merged.base == link.base else replace(tracked, link=replace(link, base=merged.base))


@dataclass(frozen=True, slots=True)
class Vanished:
    """Links whose issues a direct read did not show; `asked` is how many were read."""

    refs: tuple[str, ...]
    asked: int

    def is_too_many(self, share: float) -> bool:
        """That is no deletion, that is a lost permission."""
        return rules.is_too_many(len(self.refs), self.asked, share)


@dataclass(frozen=True, slots=True)
class Losses:
    """What Jira does not show any more: kept as it was last seen, and never made again."""

    items: tuple[TrackedItem, ...] = ()
    incidents: tuple[TrackedIncident, ...] = ()
    events: tuple[Event, ...] = ()


def gone(
    items: Iterable[TrackedItem], incidents: Iterable[TrackedIncident], missing: frozenset[str], now: dt.datetime
) -> Losses:
    """Links whose issue ids are `missing` become gone; those that were gone before stay as they were."""
    lost_items = [(t, t.link) for t in items if isinstance(t.link, Linked) and t.link.issue.id in missing]
    lost_epics = [(i, i.epic) for i in incidents if isinstance(i.epic, Linked) and i.epic.issue.id in missing]
    told = [(t.item.ref.incident, t.item.ref.number, link) for t, link in lost_items]
    return Losses(
        tuple(replace(t, link=Gone(link, now)) for t, link in lost_items),
        tuple(replace(i, epic=Gone(link, now)) for i, link in lost_epics),
        tuple(
            Event(now, "gone", incident, number, (("key", link.issue.key),))
            for incident, number, link in [*told, *((i.incident.id, None, link) for i, link in lost_epics)]
        ),
    )


def orphaned(tracked: TrackedItem, incident: TrackedIncident) -> TrackedItem:
    """An item whose epic is gone: nobody took its issue from there, so that it may be put under another one."""
    link, epic = tracked.link, incident.epic
    if not isinstance(link, Linked) or not isinstance(epic, Gone) or link.base.epic != epic.last.issue.key:
        return tracked
    return replace(tracked, link=replace(link, base=replace(link.base, epic=None)))


def clones(items: Iterable[TrackedItem], strangers: Iterable[Issue]) -> Iterator[tuple[TrackedItem, Linked, Issue]]:
    """Issues that carry the marker of an item whose issue is another one: cloning copies labels."""
    linked = {marker(t.item.ref): (t, t.link) for t in items if isinstance(t.link, Linked)}
    for issue in strangers:
        for label in sorted(issue.labels & linked.keys()):
            tracked, link = linked[label]
            if link.issue.id != issue.id:
                yield tracked, link, issue


@dataclass(frozen=True, slots=True)
class Markers:
    """Which target each marker stands for: items by their own label, epics by the incident's."""

    targets: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(items: Iterable[TrackedItem], incidents: Iterable[TrackedIncident]) -> Markers:
        """The markers of everything that is known."""
        epics = {incident_label(i.incident.id): i.incident.id for i in incidents}
        return Markers(epics | {marker(t.item.ref): str(t.item.ref) for t in items})

    def finds(self, strangers: Iterable[Issue]) -> dict[str, tuple[Issue, ...]]:
        """Strangers by the target whose property or marker they carry."""
        found: dict[str, dict[str, Issue]] = {}
        for issue in strangers:
            for label in issue.labels:
                target = self.targets.get(label)
                if target is not None:
                    found.setdefault(target, {})[issue.id] = first_sight(issue)
        return {target: tuple(sorted(same.values(), key=lambda i: int(i.id))) for target, same in found.items()}
