"""A bullet's own words tell who does it, and by when, in whichever order people write them."""

from __future__ import annotations

import pytest

from reports import inline
from reports.vocabulary import DEFAULT
from tracker.model import Status

TITLE = "Tune the pool"
DAY = "2026-03-20"


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (f"{TITLE} (@ana, due {DAY}, P1)", "@ana"),
        (f"{TITLE} (Ana Kim, by {DAY})", "Ana Kim"),
        (f"{TITLE} (Ana Kim, due: {DAY})", "Ana Kim"),
        (f"{TITLE} (ana@example.com, {DAY})", "ana@example.com"),
        (f"{TITLE} - Ana Kim - {DAY}", "Ana Kim"),
        (f"{TITLE} — Ana ({DAY})", "Ana"),
        (f"{TITLE} (Owner: Ana Kim / Due: {DAY} / Status: Open)", "Ana Kim"),
        (f"{TITLE} {{owner: ana, due: {DAY}}}", "ana"),
        (f"{TITLE} (DRI: Ana Kim; target {DAY})", "Ana Kim"),
        (f"{TITLE} Owner: Ana Kim Due: {DAY}", "Ana Kim"),
        (f"Owner: Ana Kim | Action: {TITLE} | Due: {DAY}", "Ana Kim"),
        (f"Task: {TITLE}, Owner: Ana Kim, Due: {DAY}", "Ana Kim"),
        (f"Platform team - {TITLE} - {DAY}", "Platform team"),
        (f"@ana {TITLE} by {DAY}", "@ana"),
    ],
)
def test_owner_and_day_are_told_in_any_order(text: str, owner: str) -> None:
    told = inline.told(text, DEFAULT)

    assert text[told.start : told.end].strip() == TITLE
    assert told.fields["owner"][0] == owner
    assert DAY in told.fields["due"][0]


@pytest.mark.parametrize(
    "text", [f"{TITLE} (assigned to Ana Kim)", f"{TITLE}, owned by Ana Kim.", f"Owner: Ana Kim — {TITLE}"]
)
def test_an_owner_needs_no_day(text: str) -> None:
    told = inline.told(text, DEFAULT)

    assert text[told.start : told.end].strip() == TITLE
    assert told.fields["owner"][0] == "Ana Kim"


@pytest.mark.parametrize(
    ("text", "owner"), [(f"{TITLE} — Platform team", "Platform team"), (f"{TITLE} (whole team)", None)]
)
def test_a_team_with_a_name_owns(text: str, owner: str | None) -> None:
    assert inline.told(text, DEFAULT).fields.get("owner", (None, 0))[0] == owner


def test_a_bold_name_before_a_dash_is_the_owner_where_a_day_follows() -> None:
    text = f"Ana Kim - {TITLE} - {DAY}"
    told = inline.told(text, DEFAULT, lead="Ana Kim")

    assert text[told.start : told.end] == TITLE
    assert told.fields["owner"][0] == "Ana Kim"


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        (f"Connection Pool - {TITLE}", "Connection Pool"),  # nothing says that it is a name
        (f"Monitoring - {TITLE} - {DAY}", "Monitoring"),
        ("@media queries must match the grid", ""),
        ("@types/node: pin it", "@types/node"),
    ],
)
def test_what_is_no_name_owns_nothing(text: str, lead: str) -> None:
    owner = inline.told(text, DEFAULT, lead=lead).fields.get("owner", ("", 0))[0]

    assert owner in ("", "@types/node")


@pytest.mark.parametrize(
    ("lead", "status", "due", "priority"),
    [
        (f"TODO due {DAY}", Status.NOT_STARTED, DAY, None),
        (f"In Progress, by {DAY}:", Status.IN_PROGRESS, DAY, None),
        (f"DONE {DAY}", Status.DONE, None, None),
        ("DEFERRED P2", Status.NOT_STARTED, None, "P2"),
    ],
)
def test_a_bold_lead_may_say_how_it_stands_and_by_when(
    lead: str, status: Status, due: str | None, priority: str | None
) -> None:
    told = inline.told(f"{lead} — {TITLE}", DEFAULT, lead=lead)
    fields = {name: value for name, (value, _) in told.fields.items()}

    assert (told.text[told.start : told.end], told.status) == (TITLE, status)
    assert fields == {name: value for name, value in (("due", due), ("priority", priority)) if value}


@pytest.mark.parametrize(
    ("text", "status"),
    [(f"{TITLE} FIXED", Status.DONE), (f"{TITLE} over HTTPS", None), (f"{TITLE}: Resolved → Closed", None)],
)
def test_the_last_word_in_capitals_may_be_a_status(text: str, status: Status | None) -> None:
    assert inline.told(text, DEFAULT).status == status
