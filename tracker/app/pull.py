"""The truth comes back: what Jira says now, against what is known. Reads only; the caller keeps the result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from sync import look
from sync.epics import called_now
from sync.fields import marker, namespace_label
from sync.observe import OVERLAP, Losses, Markers, Observation, Reading, Vanished, agree, gone, observe, orphaned, rival
from sync.ports import Caller
from sync.situation import Rival
from sync.stamp import sent_to
from tracker.app.answer import Progress
from tracker.app.connect import Office
from tracker.errors import UnsafePlan
from tracker.intake import Known
from tracker.model import (
    Event,
    Flavour,
    Gone,
    InDoubt,
    Issue,
    Link,
    Linked,
    PullMark,
    Standing,
    TrackedIncident,
    TrackedItem,
    Unlinked,
)


@dataclass(frozen=True, slots=True)
class Pull:
    """What a pull found: `after` is everything as it is now, the rest is what changed and is to be kept.

    `finds` holds, by target, the issues that carry its marker; `looked` when each target in doubt began to be looked
    for, both ways. `rival` is another store that wrote within the grace. `read` is how many issues Jira showed,
    `strangers` those that no link knew.
    """

    after: Known
    items: tuple[TrackedItem, ...] = ()
    incidents: tuple[TrackedIncident, ...] = ()
    events: tuple[Event, ...] = ()
    mark: PullMark | None = None
    finds: Mapping[str, tuple[Issue, ...]] = field(default_factory=dict)
    looked: Mapping[str, dt.datetime] = field(default_factory=dict)
    rival: Rival | None = None
    read: int = 0
    strangers: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class PullOptions:
    """`full` reads every link; `yes` lets many vanish at once; `vanished` is the share that stops the run.

    `changes` False: only what a push needs is read (what is in doubt, and all of it where nothing is known yet).
    `push`: issues may be made next, so that an empty store looks past the index too.
    """

    changes: bool = True
    push: bool = False
    full: bool = False
    yes: bool = False
    vanished: float = 0.5


def pull(office: Office, known: Known, options: PullOptions, reading: Reading, progress: Progress) -> Pull:
    """Everything of this namespace that changed; with `full`, every link besides, directly.

    Raises: JiraError, UnsafePlan when too many links vanished at once.
    """
    caller = office.jira.myself()
    seen: dict[str, Issue] = {}
    complete = options.changes or office.store.mark() is None
    if complete:
        _search_ours(office, known, seen, progress)
    if options.push and office.store.mark() is None:
        seen |= _just_made(office, known, seen)
    missing = _read_links(office, known, seen, options, progress) if options.full else frozenset()
    in_doubt = _doubts(known)
    if in_doubt[0] or in_doubt[1]:
        link = office.epic_link()
        found = look.look_for(
            office.jira, in_doubt[0], in_doubt[1], epic_link=link, project=office.context.jira.project
        )
        seen |= {i.id: i for i in found if i.id not in seen}
    observed = observe(tuple(known.items.values()), tuple(known.incidents.values()), seen.values(), reading)
    losses = gone(known.items.values(), known.incidents.values(), missing, reading.now)
    finds = _finds(office, known, observed)
    after, items, incidents = _after(office, known, observed, losses, finds)
    return Pull(
        after=after,
        items=items,
        incidents=incidents,
        events=(*observed.events, *losses.events),
        mark=_mark(office, caller, full=options.full) if complete else None,
        finds=finds,
        rival=_rival(office, observed, seen.values(), finds),
        looked=dict.fromkeys(
            [*(str(t.item.ref) for t in in_doubt[0]), *(i.incident.id for i in in_doubt[1])], reading.now
        ),
        read=len(seen),
        strangers=observed.strangers,
    )


def refresh(office: Office, pulled: Pull, targets: Collection[str], options: PullOptions, reading: Reading) -> Pull:
    """What is about to be changed or built upon, read directly: a search may not show yet what became of it.

    `targets` are names of items and incidents, whose epics are meant. Raises: JiraError, UnsafePlan as for a pull.
    """
    items = [t for ref, t in pulled.after.items.items() if str(ref) in targets]
    incidents = [i for name, i in pulled.after.incidents.items() if name in targets]
    issues = [t.link.issue.id for t in items if isinstance(t.link, Linked)]
    epics = [i.epic.issue.id for i in incidents if isinstance(i.epic, Linked)]
    link = office.epic_link()
    readings = [office.jira.read(ids, epic_link=link, fresh=ids is issues) for ids in (issues, epics) if ids]
    missing = frozenset(name for r in readings for name in r.missing)
    _guard(items, incidents, missing, options)
    observed = observe(items, incidents, [i for r in readings for i in r.issues], reading)
    losses = gone(items, incidents, missing, reading.now)
    after, kept, kept_incidents = _after(office, pulled.after, observed, losses)
    events = (*observed.events, *losses.events)
    return replace(pulled, after=after, items=kept, incidents=kept_incidents, events=events, mark=None)


def _search_ours(office: Office, known: Known, seen: dict[str, Issue], progress: Progress) -> None:
    mark = office.store.mark()
    since = mark.mark - OVERLAP if mark and known.items else None
    link = office.epic_link()
    jql = look.ours_jql(office.context.jira.namespace, since)
    for page in office.jira.search(jql, epic_link=link):
        seen |= {i.id: i for i in page}
        progress.step("reading Jira", len(seen), 0)


def _just_made(office: Office, known: Known, seen: Mapping[str, Issue]) -> dict[str, Issue]:
    """What a store that was lost minutes ago may have made, and no search shows yet: looked for by key.

    On Data Center that would cost a request for each key; its index follows within seconds.
    """
    if office.flavour is not Flavour.CLOUD:
        return {}
    label = namespace_label(office.context.jira.namespace)
    shown = {label for issue in seen.values() for label in issue.labels}
    missed = [t for t in known.items.values() if _wants_issue(t) and marker(t.item.ref) not in shown]
    incidents = {i.incident.id: i for i in known.incidents.values() if i.incident.standing is Standing.FINISHED}
    projects = {office.project_of(incidents[ref]) for t in missed if (ref := t.item.ref.incident) in incidents}
    made = (i for p in sorted(projects) for i in look.not_yet_indexed(office.jira, p) if label in i.labels)
    return {i.id: i for i in made if i.id not in seen}


def _wants_issue(tracked: TrackedItem) -> bool:
    return isinstance(tracked.link, Unlinked) and not tracked.item.withdrawn and tracked.item.jira_key is None


def _read_links(
    office: Office, known: Known, seen: dict[str, Issue], options: PullOptions, progress: Progress
) -> frozenset[str]:
    """Every link that the search did not bring along, read directly; ids that Jira does not show."""
    ids = [link.issue.id for t in known.items.values() if (link := _linked(t.link)) is not None]
    ids += [link.issue.id for i in known.incidents.values() if (link := _linked(i.epic)) is not None]
    left = [i for i in dict.fromkeys(ids) if i not in seen]
    missing: set[str] = set()
    for start in range(0, len(left), look.PAGE):
        answer = office.jira.read(left[start : start + look.PAGE], epic_link=office.epic_link())
        seen |= {i.id: i for i in answer.issues}
        missing |= set(answer.missing)
        progress.step("reading every link", min(start + look.PAGE, len(left)), len(left))
    _guard(known.items.values(), known.incidents.values(), frozenset(missing), options)
    return frozenset(missing)


def _linked(link: Link) -> Linked | None:
    """The link as it is, or was before it was gone: what is gone may be shown again."""
    if isinstance(link, Gone):
        return link.last
    return link if isinstance(link, Linked) else None


def _guard(
    items: Iterable[TrackedItem], incidents: Iterable[TrackedIncident], missing: frozenset[str], options: PullOptions
) -> None:
    """Many that vanish at once are no deletion. Raises: UnsafePlan."""
    asked = [(str(t.item.ref), t.link) for t in items] + [(i.incident.id, i.epic) for i in incidents]
    linked = [(name, link.issue.id) for name, link in asked if isinstance(link, Linked)]
    vanished = Vanished(tuple(name for name, issue_id in linked if issue_id in missing), len(linked))
    if vanished.is_too_many(options.vanished) and not options.yes:
        raise UnsafePlan(
            f"{len(vanished.refs)} of {len(linked)} issues are not shown by Jira any more; nothing was written",
            hint="check what the token may see; if they were really deleted, run `pirtrack sync --full --yes`",
        )


def _doubts(known: Known) -> tuple[list[TrackedItem], list[TrackedIncident]]:
    items = [t for t in known.items.values() if isinstance(t.link, InDoubt)]
    return items, [i for i in known.incidents.values() if isinstance(i.epic, InDoubt)]


def _finds(office: Office, known: Known, observed: Observation) -> Mapping[str, tuple[Issue, ...]]:
    """Strangers that carry the marker of something that has no issue yet, with their property."""
    open_items = [t for t in known.items.values() if not isinstance(t.link, Linked | Gone)]
    open_epics = [i for i in known.incidents.values() if not isinstance(i.epic, Linked | Gone)]
    markers = Markers.of(open_items, open_epics)
    ours = [i for i in observed.strangers if i.labels & markers.targets.keys()]
    return markers.finds(look.with_stamps(office.jira, office.flavour, ours))


def _rival(
    office: Office, observed: Observation, seen: Iterable[Issue], finds: Mapping[str, tuple[Issue, ...]]
) -> Rival | None:
    """Another store that wrote within the grace; Data Center shows the properties of what nobody knows one by one."""
    jira, known = office.context.jira, {i.id: i for found in finds.values() for i in found}
    since = office.context.clock() - jira.in_doubt_grace
    label = namespace_label(jira.namespace)
    fresh = [i for i in observed.strangers if label in i.labels and i.created >= since and i.id not in known]
    stamped = look.with_stamps(office.jira, office.flavour, fresh)
    return rival([*seen, *known.values(), *stamped], office.store.id, jira.namespace, since)


def _after(
    office: Office,
    known: Known,
    observed: Observation,
    losses: Losses,
    finds: Mapping[str, tuple[Issue, ...]] | None = None,
) -> tuple[Known, tuple[TrackedItem, ...], tuple[TrackedIncident, ...]]:
    """What is known now, with every base that both sides agreed on anew; and what of it is new."""
    incidents = {**known.incidents, **{i.incident.id: i for i in (*observed.incidents, *losses.incidents)}}
    incidents |= _called_otherwise(office, known, incidents, observed, finds or {})
    changed = {t.item.ref: t for t in (*observed.items, *losses.items)}
    handles = sorted({t.item.owner for t in known.items.values() if t.item.owner})
    accounts = {h: o.account for h, o in office.owners(handles, ask=False).items() if o.account}
    priorities = office.context.jira.priority
    after = dict(known.items)
    lost = {i.incident.id for i in losses.incidents}
    for ref, before in known.items.items():
        now = changed.get(ref, before)
        now = orphaned(now, incidents[ref.incident]) if ref.incident in lost else now
        after[ref] = agree(now, incidents[ref.incident], priorities, accounts)
    items = tuple(t for ref, t in after.items() if t != known.items[ref])
    kept = tuple(i for name, i in incidents.items() if i != known.incidents[name])
    return Known(incidents, after), items, kept


def _called_otherwise(
    office: Office,
    known: Known,
    incidents: Mapping[str, TrackedIncident],
    observed: Observation,
    finds: Mapping[str, tuple[Issue, ...]],
) -> dict[str, TrackedIncident]:
    """Incidents whose items Jira shows under another epic than before: their own may only have moved, and is asked."""
    found = [(target.rpartition("/")[0], i) for target, issues in finds.items() for i in issues]
    shown = [(i, sent.epic, issue.parent) for i, issue in found if (sent := sent_to(issue)) is not None]
    for now in observed.items:
        before, after = _linked(known.items[now.item.ref].link), _linked(now.link)
        if before and after and before.issue.parent != after.issue.parent:
            shown.append((now.item.ref.incident, after.base.epic, after.issue.parent))
    asked = {name for name, base, parent in shown if name in incidents and parent is not None and base != parent}
    keys = sorted({key for name in asked if (key := incidents[name].incident.epic) is not None})
    epics = office.jira.epics(keys) if keys else {}
    return {name: called_now(incidents[name], epics) for name in sorted(asked)}


def _mark(office: Office, caller: Caller, *, full: bool) -> PullMark:
    before = office.store.mark()
    first = before is None
    return PullMark(caller.now, caller.now if full or first else before.full if before else None)
