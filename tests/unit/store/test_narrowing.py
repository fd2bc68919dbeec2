"""What a digest asks the store for: all that it may tell of, and little else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.unit.store.values import EPIC, NOON, incident, item, linked
from tracker.model import Event, Review, Standing, Status, TrackedItem
from tracker.store import IncidentQuery, ItemQuery, Store
from tracker.store.query import AT_ONCE

TODAY = NOON.date()
A_DAY = dt.timedelta(days=1)
SINCE = NOON - 30 * A_DAY
LONG_AGO = SINCE - A_DAY


def closed(number: int, **facts: object) -> TrackedItem:
    known: dict[str, object] = {"status": "Done", "category": "done", "resolution": "Done"}
    known |= {"created": LONG_AGO - A_DAY, "resolved": LONG_AGO}
    return replace(item(number), link=linked(**(known | facts)))


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, False),
        ({"resolution": None}, False),
        ({"resolved": SINCE}, True),
        ({"resolved": None}, True),
        ({"created": NOON}, True),
        ({"resolution": "WON'T DO"}, True),
        ({"resolution": "Duplicate", "duplicate_of_category": "new"}, True),
        ({"status": "Rolled out"}, True),
        ({"category": "new", "resolution": None}, True),
    ],
)
def test_only_what_was_surely_done_long_ago_has_no_life(store: Store, facts: dict[str, object], told: bool) -> None:
    store.put(incidents=[incident()], items=[closed(1, **facts)])

    lives = store.digests.lives(dt.UTC, SINCE, frozenset({"rolled OUT"}))

    assert bool(lives) is told


def a_turn(number: int, before: Status, now: Status, at: dt.datetime = NOON) -> Event:
    return Event(at, "status_changed", EPIC, number, (("from", before.value), ("to", now.value)))


def test_turns_are_those_into_or_out_of_what_was_named(store: Store) -> None:
    blocked = a_turn(1, Status.NOT_STARTED, Status.BLOCKED)
    reopened = a_turn(2, Status.DONE, Status.IN_PROGRESS)
    store.put(
        incidents=[incident()],
        events=[
            a_turn(1, Status.NOT_STARTED, Status.BLOCKED, SINCE - A_DAY),
            blocked,
            a_turn(1, Status.BLOCKED, Status.DONE),
            reopened,
            Event(NOON, "slipped", EPIC, 1, (("to", "blocked"),)),
        ],
    )

    assert store.digests.turns(SINCE, into=[Status.BLOCKED], out_of=[Status.DONE]) == [blocked, reopened]


def test_incidents_are_found_by_any_number_of_names(store: Store) -> None:
    names = [f"I-{n:04}" for n in range(2 * AT_ONCE + 1)]
    store.put(incidents=[incident(name) for name in names])

    wanted = names[::2]

    assert [i.incident.id for i in store.incidents(IncidentQuery(ids=wanted[::-1]))] == wanted
    assert store.incidents(IncidentQuery(ids=())) == ()


def test_items_are_found_by_name_and_no_neighbour_with_them(store: Store) -> None:
    one, other = "I-1", "I-2"
    items = [item(number, name) for name in (one, other) for number in (1, 2)]
    store.put(incidents=[incident(one), incident(other)], items=items)

    wanted = (items[0].item.ref, items[3].item.ref)

    assert tuple(t.item.ref for t in store.items(ItemQuery(refs=wanted))) == wanted


REVIEWS = {
    "never held": ([], TODAY, True),
    "not due yet": ([], TODAY + A_DAY, False),
    "without a day": ([], None, False),
    "held": ([Review(EPIC, TODAY - A_DAY, "Lea", "done")], TODAY - 2 * A_DAY, False),
    "to be looked at again": ([Review(EPIC, TODAY - A_DAY, "Lea", "again", TODAY)], TODAY + A_DAY, True),
    "held on a later day": ([Review(EPIC, TODAY + A_DAY, "Lea", "done")], TODAY, True),
}


@pytest.mark.parametrize(("held", "due", "waits"), REVIEWS.values(), ids=REVIEWS)
def test_a_review_that_may_wait_is_found(store: Store, held: list[Review], due: dt.date | None, *, waits: bool) -> None:
    known = incident()
    store.put(incidents=[replace(known, incident=replace(known.incident, review_due=due))])
    for review in held:
        store.add_review(review)

    assert bool(store.incidents(IncidentQuery(waiting=TODAY))) is waits


def test_a_draft_waits_whatever_its_review(store: Store) -> None:
    known = incident()
    draft = replace(known, incident=replace(known.incident, standing=Standing.DRAFT))
    store.put(incidents=[draft])

    assert store.incidents(IncidentQuery(waiting=TODAY)) == (draft,)
