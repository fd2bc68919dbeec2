from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import pytest

from sync.apply import carry_out
from sync.changes import Plan, Update
from sync.hands import Hands, Run
from sync.plan import plan
from sync.ports import Caller, Edit
from tests.fakes.jira import FakeJira
from tests.values import NOW, PRIORITIES, a_situation, an_incident, an_item, push_rules
from tracker.errors import (
    Interrupted,
    JiraConflict,
    JiraError,
    JiraForbidden,
    JiraInvalid,
    JiraMissing,
    JiraRefused,
    OutcomeUnknown,
    UnsafePlan,
)
from tracker.model import Gone, Linked
from tracker.store import Store, open_store

LATER = dt.date(2026, 4, 2)


@dataclass
class Moody(FakeJira):
    """Meets its edits with errors by issue id, and leaves fields as they were while it says yes."""

    meets: dict[str, JiraError] = field(default_factory=dict)
    ignores: frozenset[str] = frozenset()
    stranger: bool = False
    edits: list[Edit] = field(default_factory=list)

    def myself(self) -> Caller:
        if self.stranger:
            raise JiraRefused("Jira refused the token")
        return super().myself()

    def edit(self, issue_id: str, edit: Edit) -> None:
        self.edits.append(edit)
        if issue_id in self.meets:
            raise self.meets[issue_id]
        heard = replace(edit, fields={k: v for k, v in edit.fields.items() if k not in self.ignores})
        super().edit(issue_id, heard)
        parent = heard.fields.get("parent")
        if isinstance(parent, dict):
            self.issues[issue_id] = replace(self.issues[issue_id], parent=parent["key"])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path}/store.db", clock=lambda: NOW)
    with opened:
        yield opened


def push(store: Store, jira: FakeJira, stop: Callable[[], bool] = lambda: False, vanished: float = 0.5) -> Run:
    situation = a_situation(store.incidents(), store.items())
    hands = Hands(jira, store, lambda: NOW, priorities=PRIORITIES, vanished=vanished, stop=stop)
    return carry_out(plan(situation, push_rules()), hands)


def made(store: Store, jira: FakeJira, items: int) -> None:
    store.put(incidents=[an_incident()], items=[an_item(n, title=f"Item {n}") for n in range(1, items + 1)])
    push(store, jira)


def move(store: Store, **facts: object) -> None:
    """Every row is changed."""
    store.put(items=[replace(t, item=replace(t.item, **facts)) for t in store.items()])  # type: ignore[arg-type]  # fields of an item


def results(run: Run) -> list[str]:
    return [o.result for o in run.outcomes]


def ids(store: Store) -> list[str]:
    return [t.link.issue.id for t in store.items() if isinstance(t.link, Linked)]


def test_an_issue_that_is_not_shown_any_more_is_gone_and_never_made_again(store: Store) -> None:
    jira = Moody()
    made(store, jira, 3)
    jira.meets = {ids(store)[1]: JiraMissing("Jira does not show it")}
    move(store, due=LATER)

    run = push(store, jira)

    assert results(run) == ["done", "gone", "done"]
    assert isinstance(store.items()[1].link, Gone)
    assert [e.kind for e in store.history("2026-03-01-001", 2)][-1] == "gone"
    before = len(jira.issues)
    assert results(push(store, jira)) == ["skipped"]
    assert len(jira.issues) == before


@pytest.mark.parametrize("error", [JiraMissing("not shown"), JiraForbidden("forbidden")])
def test_a_404_or_403_is_believed_only_of_a_known_caller(store: Store, error: JiraError) -> None:
    jira = Moody(stranger=True)
    made(store, jira, 2)
    jira.meets = {ids(store)[0]: error}
    move(store, due=LATER)

    run = push(store, jira)

    assert isinstance(run.stopped, JiraRefused)
    assert all(isinstance(t.link, Linked) and t.link.refusal is None for t in store.items())


def test_many_that_vanish_at_once_are_not_believed(store: Store) -> None:
    jira = Moody()
    made(store, jira, 9)
    jira.meets = dict.fromkeys(ids(store)[:5], JiraMissing("not shown"))
    move(store, due=LATER)

    run = push(store, jira)

    assert isinstance(run.stopped, UnsafePlan)
    assert results(run) == ["left"] * 5 + ["done"] * 4
    assert len(ids(store)) == 9
    run = push(store, jira, vanished=1.0)
    assert results(run) == ["gone"] * 5, "a person said --yes"


def test_what_is_forbidden_for_one_issue_keeps_no_other_from_being_done(store: Store) -> None:
    jira = Moody()
    made(store, jira, 3)
    jira.meets = {ids(store)[0]: JiraForbidden("Jira forbids this")}
    move(store, due=LATER)

    assert results(push(store, jira)) == ["refused", "done", "done"]
    assert results(push(store, jira)) == ["skipped"], "and is not tried again for nothing"


def test_a_conflict_is_decided_anew_by_the_next_run(store: Store) -> None:
    jira = Moody()
    made(store, jira, 2)
    jira.meets = {ids(store)[0]: JiraConflict("somebody else changed it")}
    move(store, due=LATER)

    run = push(store, jira)
    assert (results(run), run.stopped) == (["left", "done"], None)

    jira.meets = {}
    assert results(push(store, jira)) == ["done"]


def test_an_unknown_outcome_ends_the_run_and_loses_nothing(store: Store) -> None:
    jira = Moody()
    made(store, jira, 4)
    jira.meets = {ids(store)[1]: OutcomeUnknown("the connection was lost")}
    move(store, due=LATER)

    run = push(store, jira)

    assert results(run) == ["done", "left", "left", "left"]
    assert isinstance(run.stopped, OutcomeUnknown)
    jira.meets = {}
    assert results(push(store, jira)) == ["done"] * 3
    assert push(store, jira).outcomes == ()


def test_a_signal_finishes_what_is_in_flight_and_begins_nothing_new(store: Store) -> None:
    jira = Moody()
    made(store, jira, 4)
    move(store, due=LATER)

    run = push(store, jira, stop=lambda: len(jira.edits) >= 2)

    assert isinstance(run.stopped, Interrupted)
    assert results(run) == ["done", "done", "left", "left"]
    assert results(push(store, jira)) == ["done"] * 2


def test_an_epic_that_jira_said_to_set_and_did_not_is_told_once(store: Store) -> None:
    jira = Moody(ignores=frozenset({"parent"}))
    made(store, jira, 1)
    (before,) = store.items()
    assert isinstance(before.link, Linked)
    store.put(incidents=[replace(i, incident=replace(i.incident, epic="ENG-77")) for i in store.incidents()])

    run = push(store, jira)

    assert results(run) == ["not_applied"]
    assert "epic of ENG-2" in (run.outcomes[0].detail or "")
    link = store.items()[0].link
    assert isinstance(link, Linked)
    assert (link.base.epic, link.issue.parent) == (before.link.base.epic, "ENG-1")
    edits = len(jira.edits)
    assert results(push(store, jira)) == ["skipped"]
    assert len(jira.edits) == edits


def test_what_arrived_of_an_update_is_the_base_though_a_part_was_ignored(store: Store) -> None:
    jira = Moody(ignores=frozenset({"parent"}))
    made(store, jira, 1)
    store.put(incidents=[replace(i, incident=replace(i.incident, epic="ENG-77")) for i in store.incidents()])
    move(store, due=LATER)

    assert results(push(store, jira)) == ["not_applied"]
    assert results(push(store, jira)) == ["skipped"]
    move(store, due=LATER + dt.timedelta(days=1))
    assert results(push(store, jira)) == ["not_applied"], "the values changed: it is tried again"
    link = store.items()[0].link
    assert isinstance(link, Linked)
    assert link.base.due == LATER + dt.timedelta(days=1)


def test_what_jira_made_of_a_value_is_drift_and_no_endless_update(store: Store) -> None:
    class Cutting(Moody):
        def edit(self, issue_id: str, edit: Edit) -> None:
            super().edit(issue_id, edit)
            self.issues[issue_id] = replace(self.issues[issue_id], summary=self.issues[issue_id].summary[:10])

    jira = Cutting()
    made(store, jira, 1)
    move(store, title="A title that this Jira cuts")

    assert results(push(store, jira)) == ["done"]
    assert push(store, jira).outcomes == ()


def test_a_due_date_moved_later_by_the_report_is_a_slip(store: Store) -> None:
    jira = Moody()
    made(store, jira, 1)
    move(store, due=LATER)
    push(store, jira)
    assert store.items()[0].slips == 1

    move(store, due=LATER - dt.timedelta(days=1))
    push(store, jira)
    assert store.items()[0].slips == 1


def test_the_agile_call_sets_an_epic_that_is_on_no_edit_screen(store: Store) -> None:
    class NoEditScreen(Moody):
        def edit(self, issue_id: str, edit: Edit) -> None:
            if "customfield_10008" in edit.fields:
                raise JiraInvalid("off screen", body={"errors": {"customfield_10008": "cannot be set"}})
            super().edit(issue_id, edit)

    jira = NoEditScreen()
    made(store, jira, 1)
    issue_id = ids(store)[0]

    run = carry_out(Plan((_moving_to("ENG-77", store),)), _dc_hands(jira, store))

    assert results(run) == ["done"]
    assert jira.issues[issue_id].parent == "ENG-77"
    assert jira.issues[issue_id].due == LATER, "the rest of the update went the ordinary way"


def _dc_hands(jira: FakeJira, store: Store) -> Hands:
    return Hands(jira, store, lambda: NOW, epic_link="customfield_10008", priorities=PRIORITIES)


def _moving_to(epic: str, store: Store) -> Update:
    store.put(incidents=[replace(i, incident=replace(i.incident, epic=epic)) for i in store.incidents()])
    move(store, due=LATER)
    (change,) = plan(a_situation(store.incidents(), store.items()), push_rules()).changes
    assert isinstance(change, Update)
    fields = {k: v for k, v in change.edit.fields.items() if k != "parent"} | {"customfield_10008": epic}
    return replace(change, edit=replace(change.edit, fields=fields))


def test_four_lines_and_a_journal_on_the_callers_thread(store: Store) -> None:
    together = threading.Barrier(4)
    threads: set[int] = set()
    arrived = count()

    class Wide(Moody):
        def lines(self, at_most: int) -> Sequence[FakeJira]:
            return (self,) * at_most

        def edit(self, issue_id: str, edit: Edit) -> None:
            threads.add(threading.get_ident())
            if next(arrived) < 4:
                together.wait(60)
            super().edit(issue_id, edit)

    jira = Wide()
    made(store, jira, 12)
    move(store, due=LATER)

    run = push(store, jira)

    assert results(run) == ["done"] * 12
    assert [o.change.target for o in run.outcomes] == [f"2026-03-01-001/{n}" for n in range(1, 13)]
    assert threading.get_ident() not in threads
    assert len(threads) == 4
