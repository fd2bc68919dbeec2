"""What a sync did, told as an Answer: changes with their outcomes, problems, notes, the exit code."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sync.changes import (
    Adopt,
    Change,
    Comment,
    CreateEpic,
    CreateItem,
    Decide,
    Hold,
    LinkExisting,
    NotMade,
    Plan,
    Release,
    Settle,
    Skip,
    Update,
    key_of,
)
from sync.fields import marker
from sync.hands import Outcome, Run
from sync.observe import clones
from tracker import merging
from tracker.app.answer import NEEDS_A_PERSON, Answer, exit_code_of
from tracker.app.context import Context
from tracker.app.pull import Pull
from tracker.app.writeback import WroteBack
from tracker.errors import JiraUnavailable
from tracker.intake import Intake, Known
from tracker.model import Gone, InDoubt, Problem, Severity, Standing, Values
from tracker.store import Store
from tracker.views import ChangeView, ItemView, item_view


@dataclass(frozen=True, slots=True)
class Told:
    """Everything a run has to tell; `pulled` and `run` are None where that part was not done."""

    intake: Intake
    plan: Plan
    pulled: Pull | None = None
    run: Run | None = None
    unread: tuple[Problem, ...] = ()
    rehearsed: bool = False
    wrote: WroteBack = field(default_factory=WroteBack)


def tell(context: Context, store: Store, told: Told) -> Answer:
    """The answer of `sync`."""
    known = (
        Known.of(store.incidents(), store.items())
        if not told.rehearsed
        else (told.pulled.after if told.pulled else told.intake.after)
    )
    waiting = _waiting(context, known)
    problems = (
        *told.unread,
        *told.intake.problems,
        *told.plan.problems,
        *_not_applied(told.run),
        *_clones(known, told.pulled),
        *told.wrote.problems,
        *_stopped(told.run),
    )
    mark = store.mark()
    last = mark.mark if mark else None
    return Answer(
        command="sync",
        as_of=context.as_of,
        data={"changes": [*_changes(told), *told.wrote.changes], "items": waiting},
        last_pull=last,
        problems=problems,
        notes=_notes(context, store, told, known),
        exit_code=_exit_code(told, waiting, known, problems),
        summary=_summary(told),
    )


def _waiting(context: Context, known: Known) -> list[ItemView]:
    """Items that need a person."""
    by = context.view_rules
    views = (item_view(t, known.incidents[ref.incident], by) for ref, t in sorted(known.items.items()))
    return [v for v in views if v.needs_person]


def _changes(told: Told) -> list[ChangeView]:
    if told.run is None:
        return [change_view(c, None) for c in told.plan.changes]
    return [change_view(o.change, o) for o in told.run.outcomes]


def change_view(change: Change, outcome: Outcome | None) -> ChangeView:
    """A change of a plan, or of a run with what became of it."""
    return ChangeView(
        action=_action(change),
        ref=change.target,
        jira_key=(outcome.key if outcome else None) or key_of(change),
        fields=_fields(change),
        reason=(outcome.detail if outcome else None) or _reason(change),
        outcome=outcome.result if outcome else None,
    )


_ACTIONS: Mapping[type, str] = {
    Adopt: "adopt", Hold: "hold", LinkExisting: "link", CreateEpic: "create_epic", CreateItem: "create",
    Update: "update", Comment: "comment", Decide: "comment", Settle: "settle", NotMade: "settle", Release: "unlink",
    Skip: "skip",
}  # fmt: skip  # set by hand, as a table


def _action(change: Change) -> str:
    return "settle" if isinstance(change, Adopt) and change.how == "settled" else _ACTIONS[type(change)]


def _reason(change: Change) -> str | None:
    match change:
        case Skip(reason=reason):
            return reason
        case Hold(held=held) | Release(held=held):
            return held.reason
        case Comment(edit=edit) | Decide(edit=edit):
            return edit.comment
        case _:
            return None


def _fields(change: Change) -> Mapping[str, str | None]:
    match change:
        case CreateEpic(values=values) | CreateItem(values=values):
            return {name: _shown(values, name) for name in merging.FIELD_NAMES if _shown(values, name) is not None}
        case Update(link=link, names=names) | Settle(link=link, names=names):
            return {name: _shown(link.base, name) for name in names}
        case _:
            return {}


def _shown(values: Values, name: str) -> str | None:
    value = getattr(values, name)
    return None if value is None else str(value)


def _not_applied(run: Run | None) -> Iterator[Problem]:
    """Where Jira said yes and did not do it."""
    hint = "set it in Jira; it is tried again when the report or the configuration changes"
    for outcome in run.outcomes if run else ():
        if outcome.result == "not_applied":
            message = f"{outcome.change.target}: {outcome.detail}"
            yield Problem("SYN-NOT-APPLIED", Severity.ERROR, message, hint=hint)


def _clones(known: Known, pulled: Pull | None) -> Iterator[Problem]:
    """Named, and nobody's: an item's issue is the one that it is linked to."""
    for tracked, link, issue in clones(known.items.values(), pulled.strangers if pulled else ()):
        ref = tracked.item.ref
        message = f"{issue.key} carries the label of {ref}, whose issue is {link.issue.key}: a clone, and no item"
        hint = f"take the label {marker(ref)} off {issue.key}, or close it"
        yield Problem("SYN-CLONE", Severity.WARNING, message, hint=hint)


def _stopped(run: Run | None) -> tuple[Problem, ...]:
    if run is None or run.stopped is None:
        return ()
    left = sum(o.result == "left" for o in run.outcomes)
    rest = f"; {_many(left, 'change is', 'changes are')} left" if left else ""
    message = f"the run ended early: {run.stopped.message}{rest}"
    hint = run.stopped.hint or "run `pirtrack sync` again; nothing is lost, nothing is made twice"
    return (Problem("SYN-STOPPED", Severity.ERROR, message, hint=hint),)


def _notes(context: Context, store: Store, told: Told, known: Known) -> tuple[str, ...]:
    notes: list[str] = []
    if store.created and not told.rehearsed:
        notes.append("the store is new and empty: nothing was known before this run")
    notes.extend(_expiry(context))
    passed = told.intake.passed_over
    if passed:
        one = len(passed) == 1
        notes.append(
            f"{len(passed)} report{'' if one else 's'} passed over for naming no document status; add the line "
            f"**Document Status**: {context.config.reports.finished[0]} when finished, or set reports.without_status"
        )
    standings = Counter(i.incident.standing for i in known.incidents.values())
    if standings[Standing.DRAFT]:
        notes.append(f"{_many(standings[Standing.DRAFT], 'draft is', 'drafts are')} tracked, not pushed")
    if standings[Standing.REFUSED]:
        refused = _many(standings[Standing.REFUSED], "report is finished but has", "reports are finished but have")
        notes.append(f"{refused} errors; nothing of it is pushed")
    return tuple(notes)


# So long before a token expires every sync says so; `doctor` does earlier.
EXPIRES_SOON = dt.timedelta(days=14)


def _expiry(context: Context) -> Iterator[str]:
    """A token that expires stops everything at once: somebody has to make a new one before."""
    expires = context.config.jira.token_expires if context.config.jira else None
    if expires is not None and expires - context.as_of <= EXPIRES_SOON:
        left = (expires - context.as_of).days
        when = f"expires on {expires}, in {_many(left, 'day', 'days')}" if left >= 0 else f"was to expire on {expires}"
        yield f"the token for Jira {when}: make a new one, and write its jira.token_expires"


def _many(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _summary(told: Told) -> dict[str, int]:
    """How many of each: by action in a plan, by outcome in a run."""
    if told.run is None:
        return dict(sorted(Counter(_action(c) for c in told.plan.changes).items()))
    done = Counter(_action(o.change) for o in told.run.outcomes if o.result == "done")
    rest = Counter(o.result for o in told.run.outcomes if o.result not in ("done", "skipped"))
    read = {"read": told.pulled.read, "moved": _moved(told.pulled)} if told.pulled else {}
    wrote = {"write_back": len(told.wrote.changes)}
    return {**dict(sorted(done.items())), **dict(sorted(rest.items())), **wrote, **read}


def _moved(pulled: Pull) -> int:
    """How many items people moved in Jira since the last pull."""
    return len({(e.incident, e.number) for e in pulled.events if e.kind.endswith(("_changed", "_in_jira"))})


def _epics_wait(known: Known) -> bool:
    """An epic in doubt keeps its items waiting, which are none of those that need a person themselves."""
    return any(isinstance(i.epic, InDoubt | Gone) for i in known.incidents.values())


def _exit_code(told: Told, waiting: list[ItemView], known: Known, problems: tuple[Problem, ...]) -> int:
    if told.run is not None and told.run.stopped is not None:
        return told.run.stopped.exit_code
    results = {o.result for o in told.run.outcomes} if told.run else set()
    if waiting or _epics_wait(known) or results & {"refused", "not_applied", "in_doubt", "gone"}:
        return NEEDS_A_PERSON
    return JiraUnavailable.exit_code if "left" in results else exit_code_of(problems)
