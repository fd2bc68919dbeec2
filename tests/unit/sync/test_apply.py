from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sync.apply import carry_out
from sync.hands import Hands, Run
from sync.plan import plan
from tests.fakes.jira import FakeJira, raising, reply_lost, request_lost
from tests.values import INCIDENT, NOW, PRIORITIES, a_desk, a_screen, a_situation, an_incident, an_item, push_rules
from tracker.errors import Interrupted, JiraInvalid, JiraRefused, NotSent, OutcomeUnknown, Throttled
from tracker.merging import merge, report_values
from tracker.model import InDoubt, Linked, Unlinked
from tracker.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/store.db", clock=lambda: NOW) as opened:
        yield opened


def push(store: Store, jira: FakeJira, items: int = 2, now: dt.datetime = NOW) -> Run:
    """One run over an incident of so many items, with whatever the store knows of them."""
    if not store.incidents():
        store.put(incidents=[an_incident()], items=[an_item(n, title=f"Item {n}") for n in range(1, items + 1)])
    situation = a_situation(store.incidents(), store.items(), now=now)
    return carry_out(plan(situation, push_rules()), Hands(jira, store, lambda: now))


def results(run: Run) -> list[str]:
    return [o.result for o in run.outcomes]


def test_everything_is_made_linked_and_under_its_epic(store: Store) -> None:
    jira = FakeJira()

    run = push(store, jira)

    assert (results(run), run.stopped) == (["done"] * 3, None)
    links = [t.link for t in store.items()]
    assert [link.issue.parent for link in links if isinstance(link, Linked)] == ["ENG-1", "ENG-1"]
    assert [link.base.epic for link in links if isinstance(link, Linked)] == ["ENG-1", "ENG-1"]
    assert isinstance(store.incidents()[0].epic, Linked)


def test_an_applied_plan_leaves_an_empty_plan(store: Store) -> None:
    jira = FakeJira()
    push(store, jira)

    again = push(store, jira)

    assert again.outcomes == ()


@pytest.mark.parametrize("items", [49, 50, 51, 120])
def test_requests_are_as_few_as_the_limits_allow(store: Store, items: int) -> None:
    jira = FakeJira()

    push(store, jira, items)

    creates = [line for line in jira.log if line.startswith("create ")]
    reads = [line for line in jira.log if line.startswith("read ")]
    assert len(creates) == 1 + -(-items // 50)
    assert len(reads) == 1 + -(-items // 100)
    assert len(jira.issues) == items + 1


def test_a_rejected_element_leaves_its_siblings_alone(store: Store) -> None:
    jira = FakeJira(refused_titles=frozenset({"Item 2"}))

    run = push(store, jira, 3)

    assert results(run) == ["done", "done", "refused", "done"]
    by_number = {t.item.ref.number: t.link for t in store.items()}
    link = by_number[2]
    assert isinstance(link, Unlinked)
    assert link.refusal == "summary: not this one"
    assert isinstance(by_number[3], Linked)
    assert by_number[3].issue.summary == "Item 3"


@pytest.mark.parametrize(
    "jira",
    [FakeJira(refused_titles=frozenset({"Item 1", "Item 2"})), FakeJira(faults=[None, raising(JiraInvalid("not so"))])],
    ids=["each element", "the whole request"],
)
def test_what_jira_refused_is_told_in_its_words_and_sent_once(store: Store, jira: FakeJira) -> None:
    run = push(store, jira)
    sent = [line for line in jira.log if line.startswith("create ")]

    again = push(store, jira)

    assert results(run) == ["done", "refused", "refused"]
    assert {o.detail for o in run.outcomes[1:]} <= {"summary: not this one", "not so"}
    assert results(again) == ["skipped", "skipped"]
    assert [line for line in jira.log if line.startswith("create ")] == sent


@pytest.mark.parametrize("fault", [reply_lost, request_lost])
def test_an_unknown_outcome_ends_the_run_in_doubt(store: Store, fault: object) -> None:
    jira = FakeJira(faults=[None, fault])  # type: ignore[list-item]  # one of the faults above

    run = push(store, jira)

    assert results(run) == ["done", "in_doubt", "in_doubt"]
    assert isinstance(run.stopped, OutcomeUnknown)
    doubts = [t.link for t in store.items()]
    assert [isinstance(d, InDoubt) and d.ended == NOW for d in doubts] == [True, True]


def test_what_is_in_doubt_is_not_made_again_by_the_next_run(store: Store) -> None:
    jira = FakeJira(faults=[None, reply_lost])
    push(store, jira)

    push(store, jira, now=NOW + dt.timedelta(days=1))

    assert len(jira.issues) == 3


@pytest.mark.parametrize(
    "error",
    [
        NotSent("no route"),
        Throttled("wait", retry_after=3600),
        JiraRefused("the token was refused"),
        Interrupted("while Jira asked us to wait"),
    ],
)
def test_what_surely_was_not_made_is_not_in_doubt(store: Store, error: Exception) -> None:
    jira = FakeJira(faults=[None, raising(error)])

    run = push(store, jira)

    assert results(run) == ["done", "left", "left"]
    assert run.stopped is error
    assert [t.link for t in store.items()] == [Unlinked(), Unlinked()]
    assert results(push(store, jira)) == ["done", "done"]


def test_a_process_that_slept_past_the_deadline_does_not_send(store: Store) -> None:
    jira = FakeJira(now=NOW + dt.timedelta(minutes=5))

    run = push(store, jira)

    assert isinstance(run.stopped, NotSent)
    assert jira.issues == {}


def test_what_a_read_back_does_not_show_stays_in_doubt(store: Store) -> None:
    class Shy(FakeJira):
        def _add(self, draft: object) -> object:  # type: ignore[override]  # hides what it made
            issue = super()._add(draft)  # type: ignore[arg-type]  # the same
            if issue.summary == "Item 2":
                self.issues[issue.id] = replace(issue, labels=frozenset())
            return issue

    run = push(store, Shy())

    assert results(run) == ["done", "done", "in_doubt"]


def test_a_signal_ends_the_run_between_two_steps(store: Store) -> None:
    jira = FakeJira()
    asked = iter([False, True])
    store.put(incidents=[an_incident()], items=[an_item(1)])
    situation = a_situation(store.incidents(), store.items())

    run = carry_out(plan(situation, push_rules()), Hands(jira, store, lambda: NOW, stop=lambda: next(asked)))

    assert isinstance(run.stopped, Interrupted)
    assert results(run) == ["done", "left"]
    assert store.items()[0].link == Unlinked()


def test_an_update_sends_only_what_moved_and_is_read_back(store: Store) -> None:
    jira = FakeJira()
    push(store, jira, 1)
    (tracked,) = store.items()
    store.put(items=[replace(tracked, item=replace(tracked.item, due=dt.date(2026, 4, 2)))])

    run = push(store, jira)

    assert results(run) == ["done"]
    link = store.items()[0].link
    assert isinstance(link, Linked)
    assert (link.base.due, link.issue.due) == (dt.date(2026, 4, 2), dt.date(2026, 4, 2))
    assert link.issue.stamp is not None
    assert link.issue.stamp.first_due == dt.date(2026, 3, 20)
    assert push(store, jira).outcomes == ()


@pytest.mark.parametrize(("field", "name"), [("duedate", "due"), ("priority", "priority"), ("assignee", "owner")])
def test_what_the_screen_does_not_take_is_neither_drift_nor_sent_again(store: Store, field: str, name: str) -> None:
    jira = FakeJira()
    store.put(incidents=[an_incident()], items=[an_item(1)])
    desks = {"ENG": a_desk(a_screen(without=field))}

    runs = [
        carry_out(
            plan(a_situation(store.incidents(), store.items(), desks=desks), push_rules()),
            Hands(jira, store, lambda: NOW, priorities=PRIORITIES),
        )
        for _ in range(3)
    ]

    assert [r for run in runs[1:] for r in results(run) if r != "skipped"] == []
    (tracked,) = store.items()
    assert isinstance(tracked.link, Linked)
    merged = merge(tracked.link.base, report_values(tracked, store.incidents()[0]), tracked.link.issue, PRIORITIES)
    assert (merged.drift, merged.conflicts) == ((), ())
    assert merged.agreed.due == dt.date(2026, 3, 20), "what Jira can't hold is judged by the report"
    assert tracked.link.first_due == dt.date(2026, 3, 20)
    assert merged.send == (() if name == "owner" else (name,))


def test_every_issue_carries_its_marker_and_property(store: Store) -> None:
    jira = FakeJira()

    push(store, jira, 1)

    item = next(i for i in jira.issues.values() if not i.is_epic)
    assert {"pirtrack-eng", f"pir-{INCIDENT}", f"pir-{INCIDENT}-1"} <= item.labels
    assert item.stamp is not None
    assert (item.stamp.incident, item.stamp.number, item.stamp.namespace) == (INCIDENT, 1, "eng")
    assert item.stamp.sent is not None
    assert item.stamp.sent.epic == "ENG-1"
