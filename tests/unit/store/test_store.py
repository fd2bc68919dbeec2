from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.unit.store.conftest import Open
from tests.unit.store.values import EPIC, NOON, incident, item, linked
from tracker.errors import StoreError
from tracker.model import (
    Event,
    Gone,
    Held,
    Issue,
    Link,
    LinkState,
    Person,
    Priority,
    PullMark,
    Recorded,
    Review,
    Stamp,
    Status,
    TrackedItem,
    Unlinked,
    Values,
)
from tracker.store import ItemQuery, Store, open_store

FULL = replace(
    linked(
        resolution="Done",
        resolved=NOON,
        due=dt.date(2024, 12, 1),
        priority="Highest",
        assignee=Person("5b10", "Ann O'Nym", active=False, email="ann@example.com"),
        parent="ENG-7",
        labels=frozenset({"pirtrack-eng", "ünï"}),
        duplicate_of_category="new",
        stamp=Stamp("eng", "s1", EPIC, 1, "incidents/disk.md", dt.date(2024, 12, 1), "P0", Values("Add an alert")),
    ),
    base=Values("Add an alert", dt.date(2024, 12, 1), "P0", "@ops", "5b10", "ENG-7"),
    first_due=dt.date(2024, 11, 30),
    first_priority="P1",
    refusal="no such component",
    fingerprint="f",
)
LINKS = [Unlinked(), Unlinked("why", "f"), linked(), FULL, Gone(FULL, NOON), Held("asks"), Recorded("done")]


def with_link(number: int, link: Link, **facts: object) -> TrackedItem:
    it = item(number)
    return TrackedItem(replace(it.item, **facts), link)  # type: ignore[arg-type]  # named facts of an item


def numbers(store: Store, query: ItemQuery) -> list[int]:
    return [i.item.ref.number for i in store.items(query)]


def test_a_new_store_says_so_and_keeps_its_id(opened: Open) -> None:
    first, second = opened(), opened()
    assert (first.created, second.created) == (True, False)
    assert len(first.id) == 16
    assert first.id == second.id


def test_a_store_is_not_made_where_that_was_not_asked_for(url: str) -> None:
    with pytest.raises(StoreError, match="no store") as caught:
        open_store(url, clock=lambda: NOON, create=False)
    assert caught.value.hint


@pytest.mark.parametrize("link", LINKS, ids=lambda link: type(link).__name__)
def test_every_link_comes_back_as_it_was(opened: Open, link: Link) -> None:
    tracked = replace(incident(), epic=link)
    opened().put(incidents=[tracked], items=[with_link(1, link)])
    assert opened().incidents() == (tracked,)
    assert opened().items() == (with_link(1, link),)


def test_putting_twice_is_putting_once(store: Store) -> None:
    before = store.incidents(), store.items()
    store.put(incidents=before[0], items=before[1])
    assert (store.incidents(), store.items()) == before


def test_what_is_put_replaces_what_had_its_name(store: Store) -> None:
    store.put(items=[with_link(1, FULL, title="Add two alerts")])
    store.put(items=[with_link(1, Held("asks"))])
    assert store.items(ItemQuery(number=1)) == (with_link(1, Held("asks")),)


def test_a_put_is_kept_whole_or_not_at_all(store: Store) -> None:
    with pytest.raises(StoreError, match="contradicts"):
        store.put(incidents=[incident("other")], items=[item(1, "unknown")], events=[Event(NOON, "read", "other")])
    assert [i.incident.id for i in store.incidents()] == [EPIC]
    assert store.history("other") == ()


def test_items_are_in_the_order_of_their_names(store: Store) -> None:
    store.put(incidents=[incident("B"), incident("a"), incident("Ä")])
    store.put(items=[item(n, name) for name in ("Ä", "a", "B") for n in (10, 9)])
    refs = [i.item.ref for i in store.items()]
    assert refs == sorted(refs)
    assert [i.incident.id for i in store.incidents()] == sorted(i.incident.id for i in store.incidents())


def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        store.put(events=[Event(NOON.replace(tzinfo=None), "read", EPIC)])


def test_another_zone_is_the_same_instant(store: Store) -> None:
    store.put(mark=PullMark(NOON.astimezone(dt.timezone(dt.timedelta(hours=5, minutes=30)))))
    assert store.mark() == PullMark(NOON)


def test_items_are_found_by_name_key_and_owner(store: Store) -> None:
    store.put(incidents=[incident("other")], items=[item(1, "other"), with_link(2, linked(key="ENG-9"))])
    store.put(items=[with_link(3, Unlinked(), jira_key="ENG-9", owner="@a", owners=("@a", '@b "x"'))])
    assert [str(i.item.ref) for i in store.items(ItemQuery(incident="other"))] == ["other/1"]
    assert numbers(store, ItemQuery(incident=EPIC, number=2)) == [2]
    assert numbers(store, ItemQuery(jira_key="ENG-9")) == [2, 3]
    assert numbers(store, ItemQuery(owner="@a")) == numbers(store, ItemQuery(owner='@b "x"')) == [3]
    assert numbers(store, ItemQuery(owner="@A")) == []


def test_items_are_found_by_either_due_date(store: Store) -> None:
    day = dt.date(2024, 12, 1)
    store.put(items=[with_link(1, linked(due=day)), with_link(2, Unlinked(), due=day), with_link(3, linked())])
    assert numbers(store, ItemQuery(due_before=day)) == []
    assert numbers(store, ItemQuery(due_before=day + dt.timedelta(days=1))) == [1, 2]


def test_items_are_found_by_the_state_of_their_link(store: Store) -> None:
    store.put(items=[with_link(1, Unlinked()), with_link(2, Unlinked()), with_link(3, Held("asks"))])
    store.intend({f"{EPIC}/1": Values("x")}, began=NOON, deadline=NOON)
    assert numbers(store, ItemQuery(link=LinkState.IN_DOUBT)) == [1]
    assert numbers(store, ItemQuery(link=LinkState.UNLINKED)) == [2]
    assert numbers(store, ItemQuery(link=LinkState.HELD)) == [3]


def closed(**facts: object) -> Issue:
    return linked(status="Finished", category="done", **facts).issue


@pytest.mark.parametrize(
    ("tracked", "kept"),
    [
        (with_link(1, linked()), True),
        (with_link(1, replace(linked(), issue=closed())), False),
        (with_link(1, Gone(replace(linked(), issue=closed()), NOON)), True),
        (with_link(1, replace(linked(), issue=closed(resolution="Duplicate", duplicate_of_category="new"))), True),
        (with_link(1, replace(linked(), issue=closed(resolution="Duplicate", duplicate_of_category="done"))), False),
        (with_link(1, replace(linked(), issue=closed()), title="Reworded"), True),
        (with_link(1, replace(linked(), issue=closed(parent="ENG-7"))), True),
        (with_link(1, Recorded("done"), reported_status=Status.DONE), False),
        (with_link(1, Recorded("old"), reported_status=Status.BLOCKED), True),
        (with_link(1, Held("asks"), reported_status=Status.DONE, priority=Priority.P0), True),
    ],
)
def test_only_what_is_surely_closed_is_left_out(store: Store, tracked: TrackedItem, *, kept: bool) -> None:
    store.put(items=[tracked])
    assert (1 in numbers(store, ItemQuery(open_only=True))) is kept


def test_a_status_with_a_meaning_of_its_own_is_kept(store: Store) -> None:
    store.put(items=[with_link(1, linked(status="Überprüft", category="done"))])
    assert numbers(store, ItemQuery(open_only=True)) == [2]
    assert numbers(store, ItemQuery(open_only=True, named=frozenset({"ÜBERPRÜFT"}))) == [1, 2]


def test_the_mark_is_kept_and_replaced(opened: Open) -> None:
    assert opened().mark() is None
    opened().put(mark=PullMark(NOON, NOON))
    opened().put(mark=PullMark(NOON + dt.timedelta(microseconds=1)))
    assert opened().mark() == PullMark(NOON + dt.timedelta(microseconds=1))


def test_a_cached_text_ages_and_is_forgotten_by_prefix(store: Store) -> None:
    for key in ("create:ENG", "create:OPS", "Create:ENG", "%reate"):
        store.cache(key, "{}")
    assert store.cached("create:ENG", newer_than=NOON) is None
    assert store.cached("create:ENG", newer_than=NOON - dt.timedelta(seconds=1)) == "{}"
    store.forget("create:")
    assert [store.cached(k) for k in ("create:ENG", "create:OPS", "Create:ENG", "%reate")] == [None, None, "{}", "{}"]
    store.cache("%reate", "new")
    assert store.cached("%reate") == "new"


def test_the_history_is_in_order_and_of_one_item_or_all(store: Store) -> None:
    events = [
        Event(NOON, "read", EPIC),
        Event(NOON - dt.timedelta(1), "slipped", EPIC, 2, (("due", None), ("was", "2024-12-01"))),
        Event(NOON, "created", EPIC, 1),
    ]
    store.put(events=[*events, Event(NOON, "read", "other")])
    assert store.history(EPIC) == tuple(events)
    assert store.history(EPIC, 2) == (events[1],)


@pytest.mark.parametrize("change", ["UPDATE event SET kind = 'x'", "DELETE FROM event"])
def test_nothing_changes_what_is_written_in_the_history(store: Store, url: str, change: str) -> None:
    from sqlalchemy import create_engine, exc  # noqa: PLC0415  # somebody else's tool, not ours

    store.put(events=[Event(NOON, "read", EPIC)])
    engine = create_engine(url)
    with engine.connect() as connection, pytest.raises(exc.IntegrityError, match="never changed"):
        connection.exec_driver_sql(change)
    engine.dispose()
    assert store.history(EPIC) == (Event(NOON, "read", EPIC),)


def test_a_review_is_kept_and_told_in_the_history(store: Store) -> None:
    later = Review(EPIC, dt.date(2025, 1, 19), "Ann", "closed")
    first = Review(EPIC, dt.date(2024, 12, 19), "Ann", "two items left", dt.date(2025, 1, 19))
    store.add_review(later)
    store.add_review(first)
    assert store.reviews() == (first, later)
    told = store.history(EPIC)
    assert [e.kind for e in told] == ["reviewed", "reviewed"]
    assert told[1] == Event(
        NOON,
        "reviewed",
        EPIC,
        None,
        (("by", "Ann"), ("held_on", "2024-12-19"), ("next", "2025-01-19"), ("outcome", "two items left")),
    )


def test_a_text_that_no_database_keeps_is_refused_in_a_sentence(store: Store) -> None:
    with pytest.raises(StoreError, match="not valid Unicode"):
        store.put(incidents=[replace(incident(), incident=replace(incident().incident, path="bad\udcff.md"))])
