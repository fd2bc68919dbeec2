"""Use cases that answer from the store: no request to Jira, no report read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.app.answer import DONE, NEEDS_A_PERSON, Answer, View
from tracker.app.context import Context
from tracker.errors import UsageError
from tracker.model import Incident, Standing, TrackedIncident
from tracker.rules import priority_rank
from tracker.store import IncidentQuery, ItemQuery, Store
from tracker.uncollected import uncollected
from tracker.views import EventView, ItemView, ReviewView, item_view, review_view


@dataclass(frozen=True, slots=True)
class StatusQuery:
    """What `status` shows; empty tuples and None narrow nothing down.

    `subject` is an incident, an item or a Jira key. `due_within` counts from `as_of`, overdue included.
    """

    subject: str | None = None
    all: bool = False
    owner: str | None = None
    priority: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    overdue: bool = False
    due_within: dt.timedelta | None = None
    sort: tuple[str, ...] = ()


EVERYTHING = ItemQuery()
SORTS: dict[str, Callable[[ItemView], object]] = {
    "priority": lambda v: priority_rank(v.priority),
    "overdue": lambda v: -v.days_overdue,
    "due": lambda v: v.due or dt.date.max,
    "owner": lambda v: (v.owner or "\uffff").casefold(),
    "status": lambda v: v.status.value,
    "incident": lambda v: v.incident,
    "title": lambda v: v.title.casefold(),
}


def status(context: Context, query: StatusQuery) -> Answer:
    """Open items and those that need a person; with `all`, every item."""
    unknown = [s for s in query.sort if s not in SORTS]
    if unknown:
        raise UsageError(f"cannot sort by {unknown[0]}", hint=f"sort by {', '.join(SORTS)}")
    with context.store() as store:
        views = views_of(context, store, _narrowed(context, store, query))
        shown = [v for v in views if _matches(v, query, context.as_of)]
        ordered = _sorted(shown, query.sort) if query.sort else by_urgency(shown)
        return _answer(context, store, "status", {"items": ordered})


def open_items(context: Context) -> ItemQuery:
    """What asks the store for every item that may be open."""
    return ItemQuery(open_only=True, named=frozenset(context.config.status_names))


def _narrowed(context: Context, store: Store, query: StatusQuery) -> ItemQuery:
    if query.subject is None:
        return ItemQuery() if query.all or query.status else open_items(context)
    found = find(store, query.subject)
    if not found:
        raise UsageError(
            f"nothing is known of {query.subject}",
            hint="name an incident (2024-11-19-001), an item (2024-11-19-001/3) or a Jira key (ENG-12); "
            "`pirtrack status --all` lists every item",
        )
    return found[0]


def find(store: Store, subject: str) -> tuple[ItemQuery, ...]:
    """What a person may mean: an item, an incident, or a Jira key (of an item or of an epic); empty when unknown."""
    plain = subject.removeprefix("#")
    incident, slash, number = plain.rpartition("/")
    guesses = [ItemQuery(incident=plain), ItemQuery(jira_key=plain.upper())]
    if slash and number.isdigit():
        guesses.insert(0, ItemQuery(incident=incident, number=int(number)))
    known = next((g for g in guesses if store.items(g)), None)
    if known is not None:
        return (known,)
    for tracked in store.incidents():
        if tracked.incident.id == plain or tracked.incident.epic == plain.upper():
            return (ItemQuery(incident=tracked.incident.id),)
    return ()


def views_of(context: Context, store: Store, query: ItemQuery = EVERYTHING) -> list[ItemView]:
    """The items that a query means, as they are judged by the context's day."""
    with uncollected():
        items, by = store.items(query), context.view_rules
        incidents = store.incidents_of(items)
        return [item_view(t, incidents[t.item.ref.incident], by) for t in items]


def _matches(view: ItemView, query: StatusQuery, as_of: dt.date) -> bool:
    tests = (
        query.all or bool(query.status) or query.subject is not None or _is_open(view),
        query.owner is None or _is_owner(view, query.owner),
        not query.priority or view.priority in query.priority,
        not query.status or view.status.value in query.status,
        not query.overdue or view.overdue,
        query.due_within is None
        or (view.due is not None and view.status.is_open and view.due <= as_of + query.due_within),
    )
    return all(tests)


def _is_open(view: ItemView) -> bool:
    """Open and pushed or to be pushed, or waiting for a person; what is only recorded is neither."""
    return view.needs_person or (view.status.is_open and view.link.value != "recorded")


def _is_owner(view: ItemView, owner: str) -> bool:
    names = {n.casefold().lstrip("@") for n in (view.owner, view.assignee) if n}
    return owner.casefold().lstrip("@") in names


def by_urgency(views: Iterable[ItemView]) -> list[ItemView]:
    """P0 first, then days overdue, then the due date."""
    return _sorted(views, ("priority", "overdue", "due"))


def _sorted(views: Iterable[ItemView], keys: Sequence[str]) -> list[ItemView]:
    ordered = sorted(views, key=lambda v: (v.incident, v.number))
    for key in reversed(keys):
        ordered.sort(key=SORTS[key])  # type: ignore[arg-type]  # each key of SORTS orders with itself only
    return ordered


def _answer(
    context: Context, store: Store, command: str, data: Mapping[str, Sequence[View]], *, exit_code: int = DONE
) -> Answer:
    """An answer with its age; every one of them is loud when Jira was not read for too long."""
    mark = store.mark()
    last = mark.mark if mark else None
    return Answer(command, context.as_of, data, last, context.stale(last), exit_code=exit_code)


def show(context: Context, subject: str) -> Answer:
    """One item, or every item of an incident, with link, base and drift."""
    with context.store() as store:
        query = _narrowed(context, store, StatusQuery(subject=subject))
        return _answer(context, store, "show", {"items": views_of(context, store, query)})


def history(context: Context, subject: str) -> Answer:
    """Everything that ever happened to an item or an incident, in order."""
    with context.store() as store:
        query = _narrowed(context, store, StatusQuery(subject=subject))
        if query.incident is not None:
            wanted = [(query.incident, query.number)]
        else:
            wanted = [(t.item.ref.incident, t.item.ref.number) for t in store.items(query)]
        events = [
            EventView(e.at, e.incident if e.number is None else f"{e.incident}/{e.number}", e.kind, dict(e.data))
            for incident, number in wanted
            for e in store.history(incident, number)
        ]
        return _answer(context, store, "history", {"events": events})


def overdue(context: Context, *, priority: tuple[str, ...] = (), fail: bool = False) -> Answer:
    """Overdue items, P0 first, then the longest overdue."""
    with context.store() as store:
        views = views_of(context, store, open_items(context))
        late = by_urgency(v for v in views if v.overdue and (not priority or v.priority in priority))
        code = NEEDS_A_PERSON if fail and late else DONE
        return _answer(context, store, "overdue", {"items": late}, exit_code=code)


def reviews(context: Context, *, all: bool = False) -> Answer:  # noqa: A002  # the option's own name
    """Reports whose 30-day review is due or overdue; with `all`, scheduled and done ones too."""
    with context.store() as store:
        views = review_views(context, store)
        shown = [v for v in views if all or v.state in ("due", "overdue")]
        return _answer(context, store, "reviews", {"reviews": shown})


def review_views(context: Context, store: Store) -> list[ReviewView]:
    """Every review that there is to hold or was held, the longest due first."""
    said = store.review_words.all()
    by = context.view_rules
    incidents = {i.incident.id: i for i in store.incidents()}
    items: dict[str, list[ItemView]] = {}
    for tracked in store.items():
        incident = incidents[tracked.item.ref.incident]
        items.setdefault(incident.incident.id, []).append(item_view(tracked, incident, by))
    views = [
        view
        for incident_id, incident in incidents.items()
        if _is_reviewed(incident.incident)
        and (view := review_view(incident, tuple(items.get(incident_id, ())), said.get(incident_id), context.as_of))
    ]
    return sorted(views, key=lambda v: (v.review_due, v.incident))


def _is_reviewed(incident: Incident) -> bool:
    return incident.standing in (Standing.FINISHED, Standing.REFUSED)


def incident_of(store: Store, name: str) -> TrackedIncident:
    """The incident of that id. Raises: UsageError when none is known."""
    wanted = name.removeprefix("#")
    found = store.incidents(IncidentQuery(ids=(wanted,)))
    if not found:
        raise UsageError(f"no incident {wanted} is known", hint="`pirtrack reviews --all` lists them")
    return found[0]
