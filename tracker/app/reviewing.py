"""`pirtrack review done` and `snooze`: people's words on a review, kept here and with the incident's epic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sync.ports import Jira, Site
from tracker.app.answer import Answer, View
from tracker.app.answers import incident_of, review_views
from tracker.app.connect import Office, open_office
from tracker.app.context import Context
from tracker.app.decide import Connect
from tracker.app.telling import Teller, Telling
from tracker.errors import ConfigError, JiraError, UsageError
from tracker.model import Review, Snooze, TrackedIncident
from tracker.store import Store

if TYPE_CHECKING:
    from sync.gateway import Connection
    from sync.gateway.patience import Patience

# What is said travels in the epic's property, which Jira bounds.
LONGEST = 2000
LONGEST_NAME = 200
# Seconds. Nobody waits at a prompt for a Jira that is away: the next sync tells it.
A_MOMENT = 3.0


def _soon(connection: Connection, *, site: Site | None, patience: Patience) -> Jira:
    from sync.gateway import open_jira  # noqa: PLC0415  # the jira package is slow to import

    return open_jira(connection, site=site, patience=replace(patience, budget=A_MOMENT))


def quick_office(context: Context, store: Store) -> Office:
    """Jira, waited for only a moment. Raises: ConfigError, JiraError."""
    return open_office(context, store, dial=_soon)


def review_done(
    context: Context,
    incident: str,
    *,
    by: str,
    outcome: str,
    on: dt.date | None = None,
    next_look: dt.date | None = None,
    connect: Connect = quick_office,
) -> Answer:
    """Puts a review on record: who looked, what came of it, and when to look again. It ends a snooze.

    Raises: UsageError, LockHeld, StoreError.
    """
    held_on = on or context.as_of
    if next_look is not None and next_look <= held_on:
        raise UsageError("the next look lies before this one", hint="give a later --next")
    who, came = _said(by, outcome, "a review needs who held it and what came of it", 'give --by NAME --outcome "..."')
    with context.writing() as store:
        tracked = incident_of(store, incident)
        store.add_review(Review(tracked.incident.id, held_on, who, came, next_look))
        return _told(context, store, tracked, "review done", connect)


def review_snooze(
    context: Context, incident: str, *, until: dt.date, by: str, reason: str, connect: Connect = quick_office
) -> Answer:
    """Puts a review off: nobody is told of it before a day.

    Raises: UsageError when the day is past, or there is no review to put off, LockHeld, StoreError.
    """
    who, why = _said(by, reason, "a snooze needs who wants it and why", 'give --by NAME --reason "..."')
    if until <= context.as_of:
        raise UsageError(f"{until} is not a day to come", hint="give a later --until")
    with context.writing() as store:
        tracked = incident_of(store, incident)
        state = next((v.state for v in review_views(context, store) if v.incident == tracked.incident.id), None)
        if state in (None, "done"):
            what = "is done" if state else "is on no day"
            raise UsageError(
                f"the review of {tracked.incident.id} {what}: there is nothing to put off",
                hint="`pirtrack reviews --all` lists those that wait",
            )
        store.review_words.snooze(tracked.incident.id, Snooze(who, why, context.clock(), until))
        return _told(context, store, tracked, "review snooze", connect)


def _said(by: str, text: str, lacking: str, hint: str) -> tuple[str, str]:
    """Both on one line. Raises: UsageError, which says what is lacking where one of them is empty."""
    who, said = " ".join(by.split()), " ".join(text.split())
    if not who or not said:
        raise UsageError(lacking, hint=hint)
    for name, value, most in (("name", who, LONGEST_NAME), ("text", said, LONGEST)):
        if len(value) > most:
            raise UsageError(f"the {name} has {len(value)} characters, {most} at most are kept", hint="say it shorter")
    return who, said


def _told(context: Context, store: Store, tracked: TrackedIncident, command: str, connect: Connect) -> Answer:
    """It is on record by now, whatever becomes of telling Jira."""
    telling = _try(context, store, tracked, connect)
    mark = store.mark()
    views = [v for v in review_views(context, store) if v.incident == tracked.incident.id]
    last = mark.mark if mark else None
    data: dict[str, Sequence[View]] = {"reviews": views, **({"changes": telling.changes} if telling.changes else {})}
    problems, notes = tuple(telling.problems), tuple(telling.notes)
    return Answer(command, context.as_of, data, last, context.stale(last), problems, notes)


def _try(context: Context, store: Store, tracked: TrackedIncident, connect: Connect) -> Telling:
    name = tracked.incident.id
    if context.config.jira is None or tracked.epic_key is None:
        missing = "no Jira is configured" if context.config.jira is None else f"{name} has no epic in Jira"
        return Telling(notes=[f"{missing}: kept in this store"])
    untold = {n: w for n, w in store.review_words.untold(refused=True).items() if n == name}
    try:
        office = connect(context, store)
        office.jira.myself()
        return Teller(context, store, office).tell(untold)
    except (JiraError, ConfigError) as error:
        return Telling(notes=[f"kept in this store; it will be told to Jira with the next sync ({error.message})"])
