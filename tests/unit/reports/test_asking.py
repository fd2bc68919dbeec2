"""What asks for something, and what tells of what was done, what always holds, or what is."""

from __future__ import annotations

import pytest

from reports import asking
from tests.unit.reports.samples import HEAD, parse


def titles(body: str) -> list[str]:
    return [i.title for i in parse(HEAD + body).items]


@pytest.mark.parametrize(
    ("text", "owed"),
    [
        ("We should alert on lag. It was late.", True),
        ("A check will be added that knows the map. It was not there.", True),
        ("The old hosts are planned for removal in summer.", True),
        ("The map was cut short, which will be seen no more.", False),
        ("We reloaded the map and will be fine.", False),
        ("The fix was to alert on lag. It will help.", False),
        ("The map is loaded once.", False),
    ],
)
def test_what_prose_owes(text: str, owed: bool) -> None:
    assert asking.owes(text) is owed


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Added a limit for all", True),
        ("**Added** a limit", True),
        ("We have already raised the limit", True),
        ("They've moved the archive", True),
        ("Increased the limit", True),
        ("Increased capacity", False),
        ("Automated tests of the map", False),
        ("Add a limit", False),
        ("We have to add a limit", False),
    ],
)
def test_what_was_done(text: str, done: bool) -> None:
    assert asking.is_done(text) is done


def test_a_rule_and_what_there_is_ask_for_nothing() -> None:
    for text in ("Always test it", "Never on a Friday", "Do not pull it by hand", "There are two ways"):
        assert asking.is_rule(text)
    assert not asking.is_rule("Document the two ways")


@pytest.mark.parametrize(
    ("text", "place"), [("A test guards the map.", True), ("Add a test that guards the map.", False)]
)
def test_what_is_in_place(text: str, place: bool) -> None:
    assert asking.is_in_place(text) is place


def test_a_list_that_looks_ahead_and_only_tells_what_was_done_holds_no_items() -> None:
    done = "- Added a limit\n- A test guards the map\n- There is a page on it\n"

    assert titles(f"## Prevention\n\n{done}") == []
    assert titles(f"## Prevention\n\n### Now\n\n{done}\n### Later\n\n- Alert on lag\n") == ["Alert on lag"]
    assert titles("## Prevention\n\n- Added a limit\n- Alert on lag\n- Never skip the test\n") == [
        "Added a limit",
        "Alert on lag",
    ]


def test_done_items_of_a_list_of_actions_or_with_a_mark_count() -> None:
    assert titles("## Action items\n\n- Added a limit\n") == ["Added a limit"]
    assert titles("## Prevention\n\n- [x] Added a limit\n") == ["Added a limit"]
    assert titles("## Prevention\n\n### Completed\n\n- Added a limit\n") == ["Added a limit"]


def test_where_tasks_stand_beside_what_is_to_improve_they_are_the_items() -> None:
    body = (
        "## Corrective measures\n\n- **Improvements**:\n  - Be faster\n- **Tasks**:\n  1. Alert on lag\n  2. Test it\n"
    )

    assert titles(body) == ["Alert on lag", "Test it"]
    assert titles(body.replace("Improvements", "Improvements/Fixes").replace("Tasks", "Tasks to address it")) == [
        "Alert on lag",
        "Test it",
    ]
    assert titles(body.replace("Tasks", "Monitoring")) == ["Be faster", "Alert on lag", "Test it"]
