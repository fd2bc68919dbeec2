"""`pirtrack review show`: the sheet to hold a 30-day review with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.files import ReportFile, read_file
from reports.related import related
from reports.review.again import Later
from reports.review.compose import Past, compose
from reports.review.sheet import ReviewSheet
from tracker.app.answers import incident_of
from tracker.app.context import Context
from tracker.app.facts import Files
from tracker.model import Incident, Problem, TrackedIncident
from tracker.rules import review_state
from tracker.store import ItemQuery, Store


def review_sheet(context: Context, name: str) -> ReviewSheet:
    """What there is to look back on, from the store and the report's own file; no request to Jira.

    Raises: UsageError for an incident that is not known, StoreError.
    """
    with context.store() as store:
        tracked = incident_of(store, name)
        files = Files.of(context, store)
        items = tuple(files.fact(t, tracked) for t in store.items(ItemQuery(incident=tracked.incident.id)))
        incidents = store.incidents()
        past = Past(
            items=items,
            related=_related(context, tracked.incident.path),
            later=tuple(_later(store, tracked.incident, incidents)),
            known={i.incident.id: i.incident.date for i in incidents},
        )
        return compose(_head(context, store, tracked), past)


def _head(context: Context, store: Store, tracked: TrackedIncident) -> ReviewSheet:
    it = tracked.incident
    held = tuple(r for r in store.reviews() if r.incident == it.id and r.held_on <= context.as_of)
    due = state = None
    if it.review_due is not None:
        due, state = review_state(it.review_due, store.review_words.all().get(it.id), context.as_of)
    mark = store.mark()
    last = mark.mark if mark else None
    epic, jira = tracked.epic_key, context.config.jira
    return ReviewSheet(
        as_of=context.as_of,
        last_pull=last,
        stale=context.stale(last),
        incident=it.id,
        title=it.title,
        path=it.path,
        severity=it.severity,
        date=it.date,
        epic=epic,
        epic_url=f"{jira.url}/browse/{epic}" if jira and epic else None,
        review_due=due,
        state=state,
        held=held,
    )


def _related(context: Context, path: str) -> tuple[str, ...] | None:
    """What the report calls related; None where it can't be read from here."""
    data = read_file(ReportFile(context.config.base / path, path))
    return None if isinstance(data, Problem) else related(path, data)


def _later(store: Store, since: Incident, incidents: Sequence[TrackedIncident]) -> Iterator[Later]:
    """Items of incidents that came after this one."""
    if since.date is None:
        return
    later = {i.incident.id: i.incident for i in incidents if i.incident.date and i.incident.date > since.date}
    for tracked in store.items() if later else ():
        incident = later.get(tracked.item.ref.incident)
        if incident is not None and incident.date is not None and not tracked.item.withdrawn:
            yield Later(str(tracked.item.ref), tracked.item.title, incident.title, incident.date)
