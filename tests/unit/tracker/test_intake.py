from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.values import INCIDENT, NOW, a_report, a_row
from tracker.intake import BEFORE_SINCE, DONE_AT_FIRST_SIGHT, TRACKED_ELSEWHERE, Intake, IntakePolicy, Known, take_in
from tracker.model import (
    Found,
    ItemRef,
    ParsedReport,
    Priority,
    Problem,
    Recorded,
    Severity,
    Standing,
    Status,
    Unlinked,
)

POLICY = IntakePolicy()


def take(known: Known, *reports: ParsedReport, policy: IntakePolicy = POLICY, absent: tuple[str, ...] = ()) -> Intake:
    return take_in(known, reports, policy, NOW, absent=absent)


def numbers(intake: Intake) -> dict[int, str]:
    return {ref.number: t.item.title for ref, t in sorted(intake.after.items.items())}


def test_the_number_is_the_rows_own_when_free_else_the_next() -> None:
    report = a_report(
        a_row("One", number=1, row="1"), a_row("Two", number=1, row="1"), a_row("Three"), a_row("Ten", number=10)
    )

    assert numbers(take(Known(), report)) == {1: "One", 2: "Two", 3: "Three", 10: "Ten"}


def test_taking_the_same_in_again_changes_nothing() -> None:
    report = a_report(a_row("One", number=1, row="1"), a_row("Two", number=2, row="2"))
    first = take(Known(), report)

    again = take(first.after, report)

    assert (again.incidents, again.items, again.events) == ((), (), ())


def test_reordered_and_renumbered_rows_keep_their_items() -> None:
    first = take(Known(), a_report(a_row("Watch the index", number=1, row="1"), a_row("Rehearse", number=2, row="2")))

    after = take(
        first.after, a_report(a_row("Rehearse", number=1, row="1"), a_row("Watch the index", number=2, row="2"))
    )

    assert numbers(after) == {1: "Watch the index", 2: "Rehearse"}


def test_a_reworded_row_with_another_number_is_the_same_item() -> None:
    first = take(Known(), a_report(a_row("Refresh the staging data set", number=1, row="1")))

    after = take(first.after, a_report(a_row("New one about paging", number=1, row="1"),
                                       a_row("Refresh the staging data set each night", number=2, row="2")))  # fmt: skip  # set by hand, as a table

    assert numbers(after) == {1: "Refresh the staging data set each night", 2: "New one about paging"}


def test_a_removed_row_is_withdrawn_and_its_number_never_given_again() -> None:
    first = take(Known(), a_report(a_row("One thing", number=1, row="1"), a_row("Other work", number=2, row="2")))
    second = take(first.after, a_report(a_row("One thing", number=1, row="1")))
    third = take(second.after, a_report(a_row("One thing", number=1, row="1"), a_row("Quite new", number=2, row="2")))

    assert second.after.items[ItemRef(INCIDENT, 2)].item.withdrawn
    assert [e.kind for e in second.events] == ["withdrawn"]
    assert numbers(third) == {1: "One thing", 2: "Other work", 3: "Quite new"}


def test_a_draft_again_withdraws_nothing() -> None:
    first = take(Known(), a_report(a_row("One", number=1, row="1")))

    after = take(first.after, a_report(document_status=Found("DRAFT", 9, 1)))

    assert not after.after.items[ItemRef(INCIDENT, 1)].item.withdrawn
    assert after.after.incidents[INCIDENT].incident.standing is Standing.DRAFT


def test_a_finished_report_with_errors_changes_no_item() -> None:
    first = take(Known(), a_report(a_row("One", number=1, row="1")))
    broken = replace(a_report(), problems=(Problem("X", Severity.ERROR, "broken"),))

    after = take(first.after, broken)

    assert after.after.incidents[INCIDENT].incident.standing is Standing.REFUSED
    assert numbers(after) == {1: "One"}
    assert not after.after.items[ItemRef(INCIDENT, 1)].item.withdrawn


def test_a_row_done_when_first_seen_is_recorded_and_comes_back_when_reopened() -> None:
    row = a_row("One", number=1, row="1", status=Status.DONE)
    first = take(Known(), a_report(row))
    reopened = take(first.after, a_report(replace(row, status=Status.IN_PROGRESS)))

    assert first.after.items[ItemRef(INCIDENT, 1)].link == Recorded(DONE_AT_FIRST_SIGHT)
    assert reopened.after.items[ItemRef(INCIDENT, 1)].link == Unlinked()


def test_a_row_that_another_tracker_holds_is_recorded_unless_configured() -> None:
    row = a_row("One", number=1, row="1", elsewhere="#123")
    recorded = take(Known(), a_report(row))
    again = take(recorded.after, a_report(row))
    wanted = take(recorded.after, a_report(row), policy=IntakePolicy(push_elsewhere=True))
    ours = take(recorded.after, a_report(replace(row, jira_key="ENG-1")))

    assert recorded.after.items[ItemRef(INCIDENT, 1)].link == Recorded(f"{TRACKED_ELSEWHERE}#123")
    assert (again.items, again.events) == ((), ())
    assert wanted.after.items[ItemRef(INCIDENT, 1)].link == Unlinked()
    assert ours.after.items[ItemRef(INCIDENT, 1)].link == Unlinked()


def test_what_is_only_inferred_is_taken_in_when_configured() -> None:
    row = a_row("One", inferred=True)

    assert not take(Known(), a_report(row)).after.items
    assert numbers(take(Known(), a_report(row), policy=IntakePolicy(push_inferred=True))) == {1: "One"}


def test_reports_from_before_since_are_recorded_only() -> None:
    policy = IntakePolicy(since=dt.date(2026, 6, 1))
    old = take(Known(), a_report(a_row("One", number=1, row="1")), policy=policy)
    wanted_after_all = take(old.after, a_report(a_row("One", number=1, row="1")))

    assert old.after.items[ItemRef(INCIDENT, 1)].link == Recorded(BEFORE_SINCE)
    assert old.after.incidents[INCIDENT].incident.standing is Standing.RECORDED
    assert wanted_after_all.after.items[ItemRef(INCIDENT, 1)].link == Unlinked()


def test_two_files_with_one_id_are_told_and_the_known_path_wins() -> None:
    first = take(Known(), a_report(a_row("One", number=1, row="1"), path="z.md"))

    after = take(first.after, a_report(path="a.md"), a_report(a_row("One", number=1, row="1"), path="z.md"))

    assert after.after.incidents[INCIDENT].incident.path == "z.md"
    assert [(p.code, p.path) for p in after.problems] == [("INC-TWICE", "a.md")]


def test_a_moved_report_is_the_same_report() -> None:
    first = take(Known(), a_report(a_row("One", number=1, row="1"), path="a.md"))

    after = take(first.after, a_report(a_row("One", number=1, row="1"), path="old/a.md"), absent=("a.md",))

    assert len(after.after.incidents) == 1
    assert after.after.incidents[INCIDENT].incident.path == "old/a.md"


def test_without_a_document_status_a_report_is_passed_over_and_said() -> None:
    silent = a_report(a_row("One"), document_status=None)

    assert take(Known(), silent).passed_over == (silent.path,)
    finished = take(Known(), silent, policy=IntakePolicy(without_status=Standing.FINISHED))
    assert finished.passed_over == ()
    assert finished.after.incidents[INCIDENT].incident.standing is Standing.FINISHED


def test_a_missing_due_date_is_assumed_from_the_policy_and_stays_when_that_changes() -> None:
    week = IntakePolicy(due={Priority.P0: dt.timedelta(days=7)})
    report = a_report(a_row("One", number=1, row="1", priority=Priority.P0))
    first = take(Known(), report, policy=week)
    later = take(first.after, report, policy=IntakePolicy(due={Priority.P0: dt.timedelta(days=14)}))

    item = first.after.items[ItemRef(INCIDENT, 1)].item
    assert (item.due, item.assumed) == (dt.date(2026, 3, 8), ("due",))
    assert later.items == ()


def test_the_order_of_reports_does_not_matter() -> None:
    one, two = a_report(a_row("One"), path="a.md"), a_report(a_row("Two"), path="b.md", incident="2026-03-02-001")

    assert take(Known(), one, two).after == take(Known(), two, one).after
