from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sync.ports import Journal
from tests.unit.store.conftest import Open
from tests.unit.store.values import EPIC, NOON, REF, incident, item, linked
from tracker.errors import StoreError
from tracker.model import Event, Gone, Held, InDoubt, Link, Unlinked, Values
from tracker.store import ItemQuery, Store

LATER = NOON + dt.timedelta(seconds=30)
SENT = Values("Add an alert", dt.date(2024, 12, 1), "P0", "@ops", "5b10", "ENG-7")
DOUBT = InDoubt(SENT, LATER, NOON)
RACER = """
import datetime as dt, sys
from tracker.errors import StoreError
from tracker.model import Values
from tracker.store import open_store
now = dt.datetime.now(dt.UTC)
with open_store(sys.argv[1], clock=lambda: now) as store:
    sys.stdin.readline()
    try:
        store.intend({sys.argv[2]: Values("x")}, began=now, deadline=now)
    except StoreError as error:
        sys.exit(f"lost: {error.message}")
"""


def intend(journal: Journal, *targets: str) -> None:
    journal.intend(dict.fromkeys(targets, SENT), began=NOON, deadline=LATER)


def link(store: Store, number: int = 1) -> Link:
    (found,) = store.items(ItemQuery(number=number))
    return found.link


def test_an_intent_puts_item_and_epic_in_doubt(store: Store) -> None:
    intend(store, REF, EPIC)
    assert link(store) == DOUBT
    assert link(store, 2) == Unlinked()
    assert store.incidents() == (replace(incident(), epic=DOUBT),)


def test_to_intend_nothing_is_nothing(store: Store) -> None:
    intend(store)
    assert store.items() == (item(1), item(2))


def test_a_target_is_in_doubt_once(store: Store, opened: Open) -> None:
    intend(store, REF)
    with pytest.raises(StoreError, match="in doubt already, since 2024-11-19 12:00 UTC"):
        intend(opened(), f"{EPIC}/2", REF)
    assert link(store, 2) == Unlinked()


def test_what_has_its_issue_is_never_intended_again(store: Store) -> None:
    for known in (linked(), Gone(linked(), NOON)):
        store.put(items=[replace(item(1), link=known)])
        with pytest.raises(StoreError, match="has its issue already"):
            intend(store, REF)


@pytest.mark.parametrize("target", ["unknown", "unknown/1", f"{EPIC}/3"])
def test_an_unknown_target_is_refused(store: Store, target: str) -> None:
    with pytest.raises(StoreError, match="does not know"):
        intend(store, target)


def test_of_many_processes_one_intends(store: Store, url: str) -> None:
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-c", RACER, url, REF]
    racers = [
        subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    outcomes = [racer.communicate()[1].strip() for racer in racers]
    assert sorted(racer.returncode for racer in racers) == [0, 1, 1, 1], outcomes
    assert sum("lost:" in outcome for outcome in outcomes) == 3
    assert isinstance(link(store), InDoubt)


def test_doubt_counts_from_the_end_of_the_attempt(store: Store) -> None:
    intend(store, REF)
    store.ended([REF], at=LATER)
    assert link(store) == replace(DOUBT, ended=LATER)
    assert store.history(EPIC, 1) == (Event(LATER, "in_doubt", EPIC, 1),)


def test_what_was_surely_not_sent_is_planned_anew(store: Store) -> None:
    intend(store, REF, EPIC)
    store.withdraw([REF, EPIC], at=LATER, reason="refused connection")
    assert link(store) == Unlinked()
    assert store.incidents() == (incident(),)
    assert [e.kind for e in store.history(EPIC)] == ["not_sent", "not_sent"]
    intend(store, REF)


def test_where_there_is_no_doubt_none_ends(store: Store) -> None:
    store.ended([REF], at=LATER)
    store.withdraw([REF], at=LATER, reason="refused connection")
    assert store.history(EPIC) == ()


def test_a_refusal_is_remembered_with_its_request(store: Store) -> None:
    intend(store, REF)
    store.refused(REF, at=LATER, reason="no such component", fingerprint="f1")
    assert link(store) == Unlinked("no such component", "f1")
    assert store.history(EPIC, 1) == (Event(LATER, "refused", EPIC, 1, (("reason", "no such component"),)),)


def test_a_refused_update_leaves_the_issue(store: Store) -> None:
    store.linked({REF: linked()}, at=NOON, how="created")
    store.refused(REF, at=LATER, reason="no such priority", fingerprint="f2")
    assert link(store) == replace(linked(), refusal="no such priority", fingerprint="f2")


def test_a_link_ends_the_doubt_and_is_told(store: Store) -> None:
    intend(store, REF, EPIC)
    epic = linked(id="10000", key="ENG-0", is_epic=True)
    store.linked({REF: linked(), EPIC: epic}, at=LATER, how="created")
    assert link(store) == linked()
    assert store.incidents() == (replace(incident(), epic=epic),)
    told = (("issue_id", "10001"), ("issue_key", "ENG-1"), ("title", "Add an alert"))
    assert store.history(EPIC, 1) == (Event(LATER, "created", EPIC, 1, told),)


def test_an_update_tells_what_was_agreed_anew(store: Store) -> None:
    store.linked({REF: linked()}, at=NOON, how="created")
    store.linked(
        {REF: replace(linked(), base=Values("Add an alert", due=dt.date(2024, 12, 1)))}, at=LATER, how="updated"
    )
    assert store.history(EPIC, 1)[-1] == Event(LATER, "updated", EPIC, 1, (("due", "2024-12-01"),))


def test_putting_neither_opens_nor_closes_doubt(store: Store) -> None:
    intend(store, REF, EPIC)
    store.put(incidents=[incident()], items=[item(1)])
    assert (link(store), store.incidents()[0].epic) == (DOUBT, DOUBT)
    store.withdraw([REF, EPIC], at=LATER, reason="refused connection")
    store.put(items=[replace(item(2), link=Held("asks"))])
    store.put(incidents=[replace(incident(), epic=DOUBT)], items=[replace(item(n), link=DOUBT) for n in (1, 2, 3)])
    assert [link(store, n) for n in (1, 2, 3)] == [Unlinked(), Held("asks"), Unlinked()]
    assert store.incidents() == (incident(),)


def test_a_put_of_what_is_in_doubt_keeps_the_new_facts(store: Store) -> None:
    intend(store, REF)
    (read,) = store.items(ItemQuery(number=1))
    moved = replace(read, item=replace(read.item, title="Reworded"), slips=1)
    store.put(items=[moved])
    assert store.items(ItemQuery(number=1)) == (moved,)
