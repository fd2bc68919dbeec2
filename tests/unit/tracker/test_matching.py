"""Rows keep their items, however the table was edited."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.values import a_row, an_issue, an_item, values
from tracker.matching import match
from tracker.model import Linked, Priority, ReportedItem, TrackedItem


def numbers(rows: list[ReportedItem], known: list[TrackedItem]) -> dict[int, int]:
    return {position: tracked.item.ref.number for position, tracked in match(rows, known).items()}


def row(title: str, number: int | None = None, **facts: object) -> ReportedItem:
    return a_row(title, number=number, row=str(number) if number else None, **facts)


def known(number: int, title: str, **facts: object) -> TrackedItem:
    said: dict[str, Any] = {"title": title, "owner": None, "due": None, "priority": None, **facts}
    return an_item(number, **said)


def test_a_reworded_row_with_another_number_is_the_same_item() -> None:
    old = [known(1, "Alert on queue depth"), known(2, "Refresh the staging data set")]
    rows = [
        row("Write the runbook", 1),
        row("Alert on queue depth", 2),
        row("Refresh the staging data set each night", 3),
    ]

    assert numbers(rows, old) == {1: 1, 2: 2}


def test_a_row_put_in_front_takes_nobodys_issue_though_titles_are_alike() -> None:
    old = [known(1, "Add an alert for payments"), known(2, "Add an alert for search")]
    rows = [row("Add an alert for mail", 1), row("Add an alert for payments", 2), row("Add an alert for search", 3)]

    assert numbers(rows, old) == {1: 1, 2: 2}


def test_rows_that_changed_places_keep_their_items() -> None:
    old = [known(1, "Add an alert for payments"), known(2, "Add an alert for search")]
    rows = [row("Add an alert for search", 1), row("Add an alert for payments", 2)]

    assert numbers(rows, old) == {0: 2, 1: 1}


def test_the_key_in_the_row_comes_before_everything_else() -> None:
    old = [known(1, "Watch the index", link=Linked(an_issue(7), values())), known(2, "Page storage")]
    rows = [row("Page storage", 2, jira_key="ENG-7")]

    assert numbers(rows, old) == {0: 1}


def test_facts_that_agree_make_up_for_words_that_changed() -> None:
    due, title = dt.date(2026, 3, 20), "Rotate the signing keys of the gateway"
    reworded = "Rotate the gateway credentials"
    old = [known(1, title, due=due, priority=Priority.P1, owner="@ops")]

    assert numbers([row(reworded, 4)], old) == {}
    assert numbers([row(reworded, 4, due=due, priority=Priority.P1)], old) == {0: 1}


def test_rows_with_one_title_pair_up_in_their_order() -> None:
    old = [known(1, "Rehearse the failover"), known(2, "Rehearse the failover")]

    assert numbers([row("Rehearse the failover", 1), row("Rehearse the failover", 2)], old) == {0: 1, 1: 2}
