"""What only a person can settle: `link`, `unlink`, `settle`. Each is one change, read for, decided, carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from sync import edits, look
from sync.apply import carry_out
from sync.changes import Adopt, Decide, Hold, LinkExisting, Plan, Release, Settle
from sync.edits import Decision, Subject
from sync.fields import Owner, Target
from sync.hands import Hands, Outcome
from sync.plan import adoption
from sync.situation import is_stamped
from tracker import merging
from tracker.app.answer import DONE, NEEDS_A_PERSON, Answer
from tracker.app.answers import find
from tracker.app.connect import Office, open_office
from tracker.app.context import Context
from tracker.app.policies import push_rules
from tracker.app.report import change_view
from tracker.errors import UsageError
from tracker.merging import FieldName
from tracker.model import Gone, Held, InDoubt, Issue, Linked, TrackedIncident, TrackedItem
from tracker.store import Store
from tracker.views import item_view

Connect = Callable[[Context, Store], Office]


@dataclass(slots=True)
class Case:
    """One item about which a person decides, with the store held for writing; Jira is opened when it is needed."""

    context: Context
    store: Store
    tracked: TrackedItem
    incident: TrackedIncident
    connect: Connect
    opened: Office | None = None

    @property
    def target(self) -> str:
        """The item's name."""
        return str(self.tracked.item.ref)

    @property
    def subject(self) -> Subject:
        """What an edit of its issue starts from."""
        return Subject(self.tracked, self.incident, push_rules(self.context, self.store.id), self.context.clock())

    @property
    def office(self) -> Office:
        """Jira; it was asked who we are, so that a lost token is not taken for a missing issue."""
        if self.opened is None:
            self.opened = self.connect(self.context, self.store)
            self.opened.jira.myself()
        return self.opened

    def issue(self, name: str) -> Issue:
        """The issue of that id or key as it is now, with its property. Raises: UsageError when Jira shows none."""
        office = self.office
        shown = office.jira.read([name], epic_link=office.epic_link(), fresh=True).issues
        if not shown:
            raise UsageError(f"Jira does not show {name}", hint="check the key, and what the token may see")
        return look.with_stamps(office.jira, office.flavour, shown)[0]

    def owner(self) -> Owner:
        """Whom the row's owner stands for."""
        handle = self.tracked.item.owner
        return Owner() if handle is None else self.office.owners([handle])[handle]

    def where(self, issue: Issue) -> Target:
        """What the issue's project takes. Raises: UsageError."""
        by = self.subject.by
        known = self.office.desk(issue.project).item_target(by.priorities, by.required.get(by.issue_type))
        if known is None:
            message = f"project {issue.project} has no issue type {by.issue_type}, so its fields are not known"
            raise UsageError(message, hint="set jira.issue_type to a type of that project")
        return known

    def carry_out(self, command: str, change: Adopt | LinkExisting | Decide | Settle | Release) -> Answer:
        """Does it and tells what came of it. Raises: JiraError when Jira could not be had."""
        hands = Hands(self.office.jira, self.store, self.context.clock, epic_link=self.office.epic_link())
        run = carry_out(Plan((change,)), hands)
        if run.stopped is not None:
            raise run.stopped
        return self.answer(command, run.outcomes[0])

    def answer(self, command: str, outcome: Outcome) -> Answer:
        """The change with its outcome, and the item as it stands now."""
        now = self.store.items(find(self.store, self.target)[0])[0]
        mark = self.store.mark()
        return Answer(
            command=command,
            as_of=self.context.as_of,
            data={
                "changes": [change_view(outcome.change, outcome)],
                "items": [item_view(now, self.incident, self.context.view_rules)],
            },
            last_pull=mark.mark if mark else None,
            exit_code=DONE if outcome.result == "done" else NEEDS_A_PERSON,
        )


@contextmanager
def case_of(context: Context, subject: str, connect: Connect) -> Iterator[Case]:
    """One item to decide about. Raises: UsageError when `subject` is not exactly one item, LockHeld, StoreError."""
    with context.writing() as store:
        found = [t for query in find(store, subject) for t in store.items(query)]
        if len(found) != 1:
            what = f"is {len(found)} items" if found else "is no item that is known"
            hint = "name one item (2024-11-19-001/3) or its Jira key; `pirtrack status --all` lists them"
            raise UsageError(f"{subject} {what}", hint=hint)
        incident = store.incidents_of(found)[found[0].item.ref.incident]
        yield Case(context, store, found[0], incident, connect)


def link(context: Context, item: str, key: str, *, connect: Connect = open_office) -> Answer:
    """Makes the issue of that key the item's own; its summary and every value that it has stay as they are.

    Raises: UsageError, JiraError, LockHeld, StoreError.
    """
    with case_of(context, item, connect) as case:
        if isinstance(case.tracked.link, Linked):
            has = case.tracked.link.issue.key
            raise UsageError(
                f"{case.target} has its issue already: {has}", hint=f"`pirtrack unlink {case.target}` first"
            )
        issue = case.issue(key.upper())
        _refuse_taken(case, issue)
        if is_stamped(issue, case.target, context.jira.namespace) and not (issue.stamp and issue.stamp.released):
            return case.carry_out("link", adoption(case.subject, issue))
        owner = Owner() if issue.assignee else case.owner()
        change = edits.linking(case.subject, issue, owner, case.where(issue))
        return case.carry_out("link", replace(change, fingerprint=None))


def _refuse_taken(case: Case, issue: Issue) -> None:
    if issue.is_epic:
        raise UsageError(f"{issue.key} is an epic; an item's issue stands under one", hint="name another issue")
    for other in case.store.items():
        held = other.link.last if isinstance(other.link, Gone) else other.link
        if isinstance(held, Linked) and held.issue.id == issue.id and other.item.ref != case.tracked.item.ref:
            ref = other.item.ref
            raise UsageError(
                f"{issue.key} is the issue of {ref}", hint=f"`pirtrack unlink {ref}` first, if that is wrong"
            )
    stamp = issue.stamp
    if stamp is not None and not stamp.released and stamp.namespace != case.context.jira.namespace:
        raise UsageError(
            f"{issue.key} is the issue of {stamp.incident}/{stamp.number} in the namespace {stamp.namespace}",
            hint="name another issue, or unlink it there",
        )


def unlink(context: Context, item: str, *, who: str, reason: str, connect: Connect = open_office) -> Answer:
    """Takes an item out of the sync: its issue, where it has one, stays as it is, and none is made for it.

    Raises: UsageError, JiraError, LockHeld, StoreError.
    """
    with case_of(context, item, connect) as case:
        match case.tracked.link:
            case InDoubt():
                hint = "run `pirtrack sync` until it is settled, or `pirtrack link` it to the issue that was made"
                raise UsageError(f"{case.target} is in doubt: an issue of it may be on its way", hint=hint)
            case Linked() as known:
                fresh = case.issue(known.issue.id)
                now = Linked(fresh, known.base, known.first_due, known.first_priority)
                return case.carry_out("unlink", edits.releasing(case.subject, now, reason, who))
            case _:
                held = Held(f"taken out of the sync by {who}: {reason}")
                case.store.held({case.target: held}, at=context.clock(), how="unlinked")
                return case.answer("unlink", Outcome(Hold(case.target, held), "done"))


def settle(
    context: Context,
    item: str,
    *,
    take: Literal["jira", "report"],
    fields: Sequence[FieldName] = (),
    who: str,
    connect: Connect = open_office,
) -> Answer:
    """Ends a conflict by taking one side's values; with `fields` only those, where merely drifted ones count too.

    Raises: UsageError when there is nothing to settle, JiraError, LockHeld, StoreError.
    """
    with case_of(context, item, connect) as case:
        known = case.tracked.link
        if not isinstance(known, Linked):
            raise UsageError(f"{case.target} has no issue to settle anything with", hint=f"`pirtrack show {item}`")
        now = Linked(case.issue(known.issue.id), known.base, known.first_due, known.first_priority)
        owner = case.owner()
        names = _to_settle(case, now, owner, fields)
        if take == "report" and "owner" in names and owner.problem:
            message = f"the report's owner {case.tracked.item.owner} stands for nobody: {owner.problem}"
            raise UsageError(message, hint="say who that is under [owners], or leave the owner out with --field")
        decision = Decision(take, names, who)
        return case.carry_out("settle", edits.settling(case.subject, now, decision, owner, case.where(now.issue)))


def _to_settle(case: Case, now: Linked, owner: Owner, fields: Sequence[FieldName]) -> tuple[FieldName, ...]:
    merged = merging.merge(now.base, case.subject.report(owner), now.issue, case.context.jira.priority)
    conflicts = [d.field for d in merged.conflicts]
    drifted = [d.field for d in merged.drift]
    names = tuple(f for f in (*conflicts, *drifted) if f in fields) if fields else tuple(conflicts)
    idle = [f for f in fields if f not in names]
    if idle or not names:
        said = f"report and Jira are one on {', '.join(idle)}" if idle else f"{case.target} has no conflict"
        hint = f"Jira alone moved {', '.join(drifted)}: name it with --field" if drifted else "nothing is to be decided"
        raise UsageError(said, hint=hint)
    return names
