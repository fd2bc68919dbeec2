"""`pirtrack accept` and `pirtrack snooze`: a person's word on an item, kept here and with its issue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from reports.digest.places import ways_of
from reports.digest.ways import STATES, ways_out
from sync import edits
from sync.changes import Decide
from tracker.app.answer import DONE, Answer
from tracker.app.connect import open_office
from tracker.app.context import Context
from tracker.app.decide import Case, Connect, case_of
from tracker.app.digest import last_of
from tracker.app.facts import Files
from tracker.errors import UsageError
from tracker.model import Acceptance, Linked, Snooze
from tracker.views import item_view

# A reason travels in the issue's property, which Jira bounds, and is told in digests.
LONGEST = 500


def accept(context: Context, item: str, *, who: str, reason: str, connect: Connect = open_office) -> Answer:
    """Takes on record that an item may be off the overdue list without being done.

    Raises: UsageError when it is not off that list, JiraError, LockHeld, StoreError.
    """
    said = _reason(who, reason)
    with case_of(context, item, connect) as case:
        fact = Files.of(context, case.store).fact(case.tracked, case.incident)
        ways = ways_of(fact, context.as_of, last_of(case.store))
        if not ways:
            hint = (
                "only what stands under that heading of `pirtrack digest` is to be accepted; `pirtrack snooze` silences"
            )
            raise UsageError(f"{case.target} has not left the overdue list", hint=hint)
        states = sorted({*ways, *ways_out(fact, context.as_of)} & STATES)
        accepted = Acceptance(who.strip(), said, context.clock(), tuple(states), fact.due, fact.priority)
        answer = _told(case, "accept", lambda link: edits.accepting(case.subject, link, accepted))
        if answer.exit_code == DONE:
            case.store.decisions.accept(case.tracked.item.ref, accepted)
        return answer


def snooze(
    context: Context, item: str, *, until: dt.date, who: str, reason: str, connect: Connect = open_office
) -> Answer:
    """Keeps an open item out of digests before a day; they say how many are.

    Raises: UsageError when the day is past or the item closed, JiraError, LockHeld, StoreError.
    """
    said = _reason(who, reason)
    if until <= context.as_of:
        raise UsageError(f"{until} is not a day to come", hint="give a later --until")
    with case_of(context, item, connect) as case:
        fact = Files.of(context, case.store).fact(case.tracked, case.incident)
        if not fact.status.is_open:
            raise UsageError(f"{case.target} is closed: there is nothing to silence", hint="`pirtrack accept` ends it")
        snoozed = Snooze(who.strip(), said, context.clock(), until)
        answer = _told(case, "snooze", lambda link: edits.snoozing(case.subject, link, snoozed))
        if answer.exit_code == DONE:
            case.store.decisions.snooze(case.tracked.item.ref, snoozed)
        return answer


def _reason(who: str, reason: str) -> str:
    said = " ".join(reason.split())
    if not who.strip() or not said:
        raise UsageError("a decision needs who decides and why", hint='give --by NAME --reason "..."')
    if len(said) > LONGEST:
        raise UsageError(f"the reason has {len(said)} characters, {LONGEST} at most are kept", hint="say it shorter")
    return said


def _told(case: Case, command: str, change: Callable[[Linked], Decide]) -> Answer:
    """Tells the item's issue, where there is one to be told, before the store takes it on record.

    That way round a lost reply costs a second comment at most, and no decision is lost.
    """
    known = case.tracked.link
    if isinstance(known, Linked):
        now = Linked(case.issue(known.issue.id), known.base, known.first_due, known.first_priority)
        return case.carry_out(command, change(now))
    mark = case.store.mark()
    view = item_view(case.tracked, case.incident, case.context.view_rules)
    return Answer(command, case.context.as_of, {"items": [view]}, mark.mark if mark else None)
