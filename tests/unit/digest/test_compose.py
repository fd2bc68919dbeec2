"""Which item stands where, and what is said of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from reports.digest.compose import compose, remembered
from reports.digest.last import LastDigest, from_text, to_text
from reports.digest.narrow import Only
from reports.digest.snapshot import ItemFact
from reports.digest.value import Digest, Heading, Move
from reports.render import words
from tests.unit.digest.samples import (
    BEFORE,
    CLEAR,
    ITEMS,
    MONDAY,
    NINE,
    POLICY,
    SNAPSHOT,
    an_item,
    at,
    day,
    digest,
    last,
    of,
)
from tracker.model import Acceptance, LinkState, Snooze, Standing, Status

LATE = an_item(1, due=day(3, 2))


def headings(made: Digest) -> dict[str, list[str]]:
    return {s.heading.value: [line.key or line.ref for line in s.lines] for s in made.sections}


def test_due_today_is_not_overdue_and_the_day_after_is() -> None:
    item = an_item(1, priority="P0", due=MONDAY)

    assert headings(of([item])) == {"due_soon": ["ENG-1"]}
    assert headings(of([item], as_of=MONDAY + dt.timedelta(days=1))) == {"overdue_p0": ["ENG-1"]}


def test_overdue_comes_by_priority_then_by_how_long() -> None:
    items = [
        an_item(1, priority="P2", due=day(2, 1)),
        an_item(2, priority="P1", due=day(3, 5)),
        an_item(3, priority="P1", due=day(3, 1)),
        an_item(4, priority=None, due=day(1, 1)),
    ]

    assert headings(of(items))["overdue"] == ["ENG-3", "ENG-2", "ENG-1", "ENG-4"]


WAYS: dict[str, tuple[ItemFact, str]] = {
    "row removed": (replace(LATE, withdrawn=True), "its row was removed from the report"),
    "priority lowered": (replace(LATE, priority="P3"), "its priority was lowered from P1 to P3"),
    "date moved": (replace(LATE, due=day(9, 1)), "its day was moved from 2026-03-02 to 2026-09-01"),
    "date removed": (replace(LATE, due=None), "its day was removed; it was 2026-03-02"),
    "won't do": (
        replace(LATE, status=Status.CANCELLED, closed=day(3, 6), closed_at=at(3, 6), note="Won't Do"),
        "dropped (Won't Do) after its day",
    ),
    "lost label": (replace(LATE, labelled=False), "its issue lost the label"),
    "issue gone": (replace(LATE, link=LinkState.GONE, url=None), "its issue is gone"),
    "draft again": (replace(LATE, standing=Standing.DRAFT), "its report was set back to draft"),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_quiet_way_out(way: str) -> None:
    item, note = WAYS[way]

    made = of([item])

    assert headings(made)["left"] == ["ENG-1"]
    assert not {"overdue", "slipped", "dropped"} & headings(made).keys()
    assert note in made.section(Heading.LEFT).lines[0].notes[0]
    assert not made.is_clear


@pytest.mark.parametrize("way", WAYS)
def test_what_somebody_accepted_is_left_alone_until_it_moves_again(way: str) -> None:
    item, _ = WAYS[way]
    states = {
        "row removed": ("withdrawn",),
        "won't do": ("dropped",),
        "lost label": ("unlabelled",),
        "issue gone": ("gone",),
        "draft again": ("draft",),
    }
    said = Acceptance("Lea", "agreed", at(3, 8), states.get(way, ()), item.due, item.priority)
    accepted = replace(item, accepted=said)

    assert "left" not in headings(of([accepted]))
    if item.status.is_open:
        moved_on = replace(accepted, due=day(12, 1), first_due=day(3, 2), withdrawn=False, labelled=True)
        later = of([moved_on], as_of=day(11, 1))
        promised = item.due
        assert ("left" in headings(later)) == (promised is not None and promised < day(11, 1))


def test_an_accepted_date_counts_as_promised() -> None:
    said = Acceptance("Lea", "agreed", at(3, 8), (), day(3, 20), "P1")
    item = replace(LATE, due=day(3, 20), accepted=said)

    assert headings(of([item], as_of=day(3, 21)))["overdue"] == ["ENG-1"]
    assert (
        "accepted by Lea on 2026-03-08: agreed" in of([item], as_of=day(3, 21)).section(Heading.OVERDUE).lines[0].notes
    )


def test_what_was_overdue_and_is_a_draft_now_is_told_though_it_never_had_an_issue() -> None:
    unlinked = replace(LATE, link=LinkState.UNLINKED, key=None, url=None)
    before = remembered(of([unlinked]))
    draft = replace(unlinked, standing=Standing.DRAFT, chased=False)

    made = compose(replace(CLEAR, items=(draft,)), before, POLICY)
    again = compose(replace(CLEAR, items=(draft,)), remembered(made), POLICY)

    assert made.section(Heading.LEFT).lines[0].notes == ("its report was set back to draft, or is only on record now",)
    assert [line.new for line in again.section(Heading.LEFT).lines] == [False]


def test_a_row_whose_date_moved_before_it_had_an_issue_is_told() -> None:
    unlinked = replace(LATE, link=LinkState.UNLINKED, key=None, url=None, first_due=None, first_priority=None)
    before = remembered(of([unlinked]))

    made = compose(replace(CLEAR, items=(replace(unlinked, due=day(9, 1)),)), before, POLICY)

    assert "left" in headings(made)


def test_done_is_the_one_way_out_that_needs_nobody() -> None:
    done = replace(LATE, status=Status.DONE, closed=day(3, 8), closed_at=at(3, 8), withdrawn=True)

    assert headings(of([done])) == {"closed": ["ENG-1"]}


def test_what_was_dropped_before_its_day_is_news_once() -> None:
    dropped = an_item(1, status=Status.CANCELLED, closed=day(3, 6), closed_at=at(3, 6), due=day(6, 1))
    first = compose(replace(CLEAR, items=(dropped,)), last(), POLICY)
    second = compose(replace(CLEAR, items=(dropped,)), remembered(first), POLICY)

    assert (headings(first), headings(second)) == ({"dropped": ["ENG-1"]}, {})


def test_silence_ends_on_its_day() -> None:
    silent = replace(LATE, snoozed=Snooze("Lea", "waits", at(3, 1), day(3, 20)))

    assert (headings(of([silent])), of([silent]).totals.snoozed) == ({}, 1)
    assert headings(of([silent], as_of=day(3, 20)))["overdue"] == ["ENG-1"]


def test_an_all_clear_says_how_many_have_no_date() -> None:
    made = compose(CLEAR, None, POLICY)

    assert made.is_clear
    assert words.headline(made) == ("All clear: nothing is overdue. 2 items are open, 1 of them without a due date.")


@pytest.mark.parametrize("pulled", [None, NINE - dt.timedelta(hours=24, seconds=1)])
def test_old_data_gives_no_all_clear_and_is_never_quiet(pulled: dt.datetime | None) -> None:
    before = remembered(compose(CLEAR, None, POLICY))

    made = compose(replace(CLEAR, last_pull=pulled), before, POLICY)

    assert (made.is_clear, made.is_quiet) == (False, False)
    assert "clear" not in words.headline(made).casefold()


def test_nothing_new_is_quiet_and_a_moved_date_is_not() -> None:
    before = remembered(digest())

    same = compose(replace(SNAPSHOT, items=tuple(i for i in ITEMS if i.status.is_open)), before, POLICY)
    moved = compose(replace(SNAPSHOT, items=(replace(ITEMS[2], due=day(2, 28)),)), before, POLICY)

    assert same.is_quiet
    assert moved.section(Heading.OVERDUE).lines[0].moves == (Move("due", "2026-02-27", "2026-02-28"),)
    assert not moved.is_quiet


def test_what_is_remembered_comes_back_from_text() -> None:
    before = remembered(digest())

    assert from_text(to_text(before)) == before
    assert from_text(to_text(LastDigest(MONDAY))) == LastDigest(MONDAY)
    assert from_text('{"form": 2}') is None


def test_a_digest_for_some_has_their_totals() -> None:
    only = Only(priorities=frozenset({"P0"}), headings=frozenset({Heading.OVERDUE_P0, Heading.LEFT}))

    made = only.told(compose(only.of(SNAPSHOT), last(), POLICY))

    assert headings(made) == {"overdue_p0": ["ENG-7", "ENG-8"], "left": ["ENG-11"]}
    assert (made.totals.overdue, made.totals.left, made.only) == (2, 1, "P0")
    dba = Only(owners=frozenset({"DBA"}))
    assert headings(dba.told(compose(dba.of(SNAPSHOT), None, POLICY)))["overdue"] == ["ENG-9"]


def test_what_was_closed_just_before_the_last_digest_and_not_known_to_it_is_told() -> None:
    pulled = BEFORE.last_pull
    assert pulled is not None
    closed = replace(LATE, status=Status.DONE, closed=day(3, 2), closed_at=pulled - dt.timedelta(minutes=5))

    made = compose(replace(SNAPSHOT, items=(closed,)), last(), POLICY)

    assert headings(made)["closed"] == ["ENG-1"]
