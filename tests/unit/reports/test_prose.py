"""What paragraphs ask for, and what they only tell."""

from __future__ import annotations

import pytest

from tests.unit.reports.samples import HEAD, parse
from tracker.model import ReportedItem


def items(body: str) -> tuple[ReportedItem, ...]:
    return parse(HEAD + body).items


def titles(body: str) -> list[str]:
    return [i.title for i in items(body)]


def test_one_paragraph_below_a_heading_about_actions_is_one_thing_to_be_done() -> None:
    body = """\
Replace the old loader
with the one of the library.

We will add a check of the map.

Please document the loader.

This was the third time.

Fixed it by hand.

<Say here what will be done, e.g. more alerts.>
"""
    wanted = [
        "Replace the old loader with the one of the library.",
        "We will add a check of the map.",
        "Please document the loader.",
    ]

    assert titles(f"## Follow-up\n\n{body}") == wanted
    assert titles(f"## Prevention\n\n{body}") == []
    assert titles(f"## Follow-up\n\n{body}\n- Alert on lag\n") == ["Alert on lag"]


def test_lines_that_all_ask_for_something_are_as_many_items() -> None:
    lines = "To keep it away, we will do this:\nReview the map.\nAdd a quota.\n"

    assert titles(f"## Corrective measures\n\n{lines}") == ["Review the map.", "Add a quota."]
    assert titles(f"## Causes\n\nCorrective measures:\n{lines}") == ["Review the map.", "Add a quota."]
    assert titles("## Corrective measures\n\nReview the map.\nIt is old.\n") == ["Review the map. It is old."]


@pytest.mark.parametrize("signs", [("**1.** ", "\n**2.** "), ("a) ", "b) "), ("(1) ", "(2) ")])
def test_signs_that_are_no_bullets_are_left_off(signs: tuple[str, str]) -> None:
    first, second = signs
    assert titles(f"## Action items\n\n{first}Add a quota\n{second}Drop the index\n") == [
        "Add a quota",
        "Drop the index",
    ]


def test_a_paragraph_that_tells_who_and_when_is_an_item_with_the_bullets_below_it() -> None:
    body = """\
**Add a quota** (Owner: @ana, Due: 2026-03-20)
Each gets one.

**Drop the index (Owner: @bo, Due: 2026-03-25)**

- It is large
- Nobody reads it
"""
    assert [(i.title, i.owner) for i in items(f"## Action items\n\n{body}")] == [
        ("Add a quota", "@ana"),
        ("Drop the index", "@bo"),
    ]


@pytest.mark.parametrize("heading", ["Action items", "Recommendations"])
def test_numbered_titles_that_ask_above_prose_are_items(heading: str) -> None:
    as_lines = "**1. Add a quota**\n\nEach gets one.\n\n**2. The index**\n\nIt is large.\n"
    as_headings = "### 1. Add a quota\n\nEach gets one.\n\n### Index\n\nThe large one is it.\n"

    assert titles(f"## {heading}\n\n{as_lines}") == ["Add a quota"]
    assert titles(f"## {heading}\n\n{as_headings}") == ["Add a quota"]


def test_a_heading_without_a_number_that_asks_is_an_item_in_a_list_of_actions_alone() -> None:
    body = "### Add a quota to each\n\nNone may starve others.\n"

    assert titles(f"## Action items\n\n{body}") == ["Add a quota to each"]
    assert titles(f"## Recommendations\n\n{body}") == []


def test_a_paragraph_that_calls_itself_an_action_item_is_one_wherever_it_stands() -> None:
    called = "## Root cause\n\nA full disk.\n\n**Action item:** Alert on lag. Owner: @ana\n"

    assert [(i.title, i.owner, i.inferred) for i in items(called)] == [("Alert on lag", "@ana", True)]
    assert titles(f"{called}\n## Action items\n\n- Test it\n") == ["Test it"]


def test_what_stands_below_headings_inside_an_item_says_more_of_it() -> None:
    more = "#### Rationale\n\n- None may starve\n\n#### How\n\n- One for each\n\n"
    told = f"### 1. Add a quota\n\n{{}}{more}### 2. Drop the index\n\nNobody reads it.\n"

    assert titles("## Recommendations\n\n" + told.format("")) == ["Add a quota", "Drop the index"]
    assert titles("## Recommendations\n\n" + told.format("Each gets one.\n\n")) == ["Add a quota", "Drop the index"]
    assert titles("## Action items\n\n" + told.format("**Owner**: @ana\n\n")) == ["Add a quota", "Drop the index"]


def test_boxes_below_a_heading_that_asks_are_the_items() -> None:
    boxes = "### 1. Improve the alerts\n\nAs follows.\n\n#### Tasks\n\n- [ ] Alert on lag\n- [ ] Alert on loss\n"
    assert titles(f"## Action items\n\n{boxes}") == ["Alert on lag", "Alert on loss"]
