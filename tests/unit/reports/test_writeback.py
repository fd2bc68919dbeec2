"""What goes where in which shape, and what a person wrote."""

from __future__ import annotations

import pytest

from reports.parse import parse_report
from reports.rows import Wanted
from reports.rules import ReadingRules
from reports.writeback import Outcome, Rewritten, rewrite
from tests.unit.reports.samples import HEAD
from tracker.model import Status, Written

RULES = ReadingRules()
BEGINNING = HEAD + "## Action Items\n\n"
GOING = (Status.IN_PROGRESS, "In Review")


def back(
    body: str | bytes,
    *wishes: tuple[Status, str],
    before: Written | None = None,
    by_hand: bool = False,
    keys: tuple[str, ...] = (),
) -> Rewritten:
    """The body, written into: the n-th item gets the key ENG-n."""
    data = BEGINNING.encode() + (body.encode() if isinstance(body, str) else body)
    items = parse_report("one.md", data, RULES).items
    assert len(items) == len(wishes)
    wanted = [
        Wanted(item.source, keys[n] if keys else f"ENG-{n + 1}", status, name, before, by_hand)
        for n, (item, (status, name)) in enumerate(zip(items, wishes, strict=True))
    ]
    return rewrite("one.md", data, RULES, wanted)


def body(new: Rewritten) -> str:
    return new.data.decode().removeprefix(BEGINNING)


def only(new: Rewritten) -> Outcome:
    (outcome,) = new.outcomes
    return outcome


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "| Action | Jira | Status |\n|---|---|---|\n| Cap it | | Open |\n",
            "| Action | Jira | Status |\n|---|---|---|\n| Cap it | ENG-1 | In Review |\n",
            id="columns that are there",
        ),
        pytest.param(
            "|Action|Status|\n|-|-|\n|Cap it||\n",
            "|Action|Status|Jira|\n|-|-|-|\n|Cap it|In Review|ENG-1|\n",
            id="no spaces",
        ),
        pytest.param(
            "| Action   | Status      |\n|----------|-------------|\n| Cap it   | Not Started |\n",
            "| Action   | Status      | Jira  |\n|----------|-------------|-------|\n| Cap it   | In Review   | ENG-1 |\n",
            id="lined up",
        ),
        pytest.param(
            "| Action | Status |\n|:-------|-------:|\n| Cap it |   Open |\n",
            "| Action | Status | Jira  |\n|:-------|-------:|-------|\n| Cap it | In Review | ENG-1 |\n",
            id="lined up, and too long",
        ),
        pytest.param(
            "Action | Status\n--- | ---\nCap it | Open\n",
            "Action | Status | Jira\n--- | --- | ---\nCap it | In Review | ENG-1\n",
            id="no bars at the ends",
        ),
        pytest.param(
            "| 対応 | ステータス |\n|------|------------|\n| 直す | 未着手     |\n",
            "| 対応 | ステータス | Jira  |\n|------|------------|-------|\n| 直す | In Review  | ENG-1 |\n",
            id="wide letters",
        ),
        pytest.param(
            "| Action | Owner | Status |\n|---|---|---|\n| Cap it | @a\n",
            "| Action | Owner | Status | Jira |\n|---|---|---|---|\n| Cap it | @a | In Review | ENG-1\n",
            id="a short row",
        ),
        pytest.param(
            "| Action | Owner | Bug |\n|---|---|---|\n| Cap it | @a | **TODO** |\n",
            "| Action | Owner | Bug | Status |\n|---|---|---|---|\n| Cap it | @a | ENG-1 | In Review |\n",
            id="a status for a ticket",
        ),
        pytest.param(
            "| Action | Owner | Ticket |\n|---|---|---|\n| Cap it | @a | [#7](http://x/7) |\n",
            "| Action | Owner | Ticket | Status |\n|---|---|---|---|\n| Cap it | @a | [#7](http://x/7), ENG-1 | In Review |\n",
            id="another tracker's ticket",
        ),
    ],
)
def test_a_row(table: str, expected: str) -> None:
    assert body(back(table, GOING)) == expected


@pytest.mark.parametrize(
    ("bullet", "wish", "expected"),
    [
        ("- Cap it\n", GOING, "- Cap it (Jira: ENG-1, In Review)\n"),
        ("- Cap it.  \n  Or not\n", GOING, "- Cap it.  \n  Or not (Jira: ENG-1, In Review)\n"),
        ("- Cap it\n  Owner: @a\n", GOING, "- Cap it (Jira: ENG-1, In Review)\n  Owner: @a\n"),
        ("- [ ] Cap it", (Status.DONE, "Done"), "- [x] Cap it (Jira: ENG-1)"),
        ("* [X] **Cap** it\n", (Status.NOT_STARTED, "To Do"), "* [ ] **Cap** it (Jira: ENG-1)\n"),
        ("- [ ] Cap it\n", GOING, "- [ ] Cap it (Jira: ENG-1, In Review)\n"),
        ("- [ ] Cap it (Jira: ENG-1, To Do)\n", (Status.DONE, "Done"), "- [x] Cap it (Jira: ENG-1)\n"),
        ("- [x] Cap it\n", (Status.CANCELLED, "Won't Do"), "- [x] Cap it (Jira: ENG-1, Won't Do)\n"),
        ("- Cap it (Owner: @a, Status: Open)\n", GOING, "- Cap it (Owner: @a, Status: In Review) (Jira: ENG-1)\n"),
        ("- Cap it\n", (Status.BLOCKED, "On (a) hold"), "- Cap it (Jira: ENG-1, Blocked)\n"),
        (
            "### 1. Cap it\n\n- **Owner**: @a\n- **Status**: Open\n- **Ticket**:\n",
            GOING,
            "### 1. Cap it\n\n- **Owner**: @a\n- **Status**: In Review\n- **Ticket**: ENG-1\n",
        ),
    ],
)
def test_a_bullet(bullet: str, wish: tuple[Status, str], expected: str) -> None:
    assert body(back(bullet, wish)) == expected


def test_rows_that_a_blank_line_parts_get_the_same_columns() -> None:
    new = back("| Action | Owner |\n|---|---|\n| Cap it | @a |\n\n| Test it | @b |\n", GOING, GOING)
    assert body(new).endswith("| Cap it | @a | In Review | ENG-1 |\n\n| Test it | @b | In Review | ENG-2 |\n")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("### 1. Cap it\n\n- **Owner**: @a\n", "heading"),
        ("\\| Action \\| Owner \\|\n\\|---\\|---\\|\n\\| Cap it \\| @a \\|\n", "escaped"),
        ("| Action | Owner |\n|---|---|\n| Cap it | @a | more |\n", "more cells"),
        ("<table>\n<tr><th>Action</th><th>Owner</th></tr>\n<tr><td>Cap it</td><td>@a</td></tr>\n</table>\n", "HTML"),
        ("- Cap it \x81\n".encode() + b"\xff", "no text"),
    ],
)
def test_what_can_not_take_it_is_left_alone_and_said(text: str | bytes, why: str) -> None:
    new = back(text, GOING)
    assert why in (only(new).refused or "")
    assert new.data.endswith(text if isinstance(text, bytes) else text.encode())


def test_what_can_take_it_beside_what_can_not() -> None:
    new = back("| Action | Owner |\n|---|---|\n| Cap it | @a | more |\n\n### More\n\n| Action | Owner |\n|---|---|\n| Test it | @b |\n", GOING, GOING)  # fmt: skip  # set by hand, as a table
    assert [bool(o.refused) for o in new.outcomes] == [True, False]
    assert body(new).endswith("| Test it | @b | In Review | ENG-2 |\n")


TABLE = "| Action | Status | Jira |\n|---|---|---|\n| Cap it | {} | ENG-1 |\n"


@pytest.mark.parametrize(
    ("cell", "before", "by_hand", "now"),
    [
        ("Open", None, False, "In Review"),
        ("Open", None, True, "Open"),
        ("", None, True, "In Review"),
        ("✅ Done", Written("ENG-1", "Open", ours=True), False, "✅ Done"),
        ("Open", Written("ENG-1", "Open", ours=True), False, "In Review"),
        ("☐ Open", Written("ENG-1", "Open", ours=True), False, "In Review"),
        ("🔄 In progress", Written("ENG-1", "Open", ours=True), False, "🔄 In progress"),
        ("In Progress", Written("ENG-1", "In Progress", ours=True), False, "In Review"),
        ("In Progress", Written("ENG-1", "In Progress", ours=False), False, "In Progress"),
        ("asked legal", Written("ENG-1", "Open", ours=True), False, "asked legal"),
    ],
)
def test_only_what_a_person_did_not_change_is_written_over(
    cell: str, before: Written | None, by_hand: bool, now: str
) -> None:
    new = back(TABLE.format(cell), GOING, before=before, by_hand=by_hand)
    assert body(new) == TABLE.format(now)
    kept = only(new).kept
    assert kept == ((("status", cell),) if cell == now and "n progress" not in cell.casefold() else ())


def test_a_key_that_moved_is_renewed_where_it_is_ours_and_kept_where_not() -> None:
    ours = Written("ENG-1", "In Review", ours=True)
    moved = back(TABLE.format("In Review"), GOING, before=ours, keys=("OPS-5",))
    assert body(moved) == TABLE.format("In Review").replace("ENG-1", "OPS-5")
    theirs = back(TABLE.format("In Review"), GOING, keys=("OPS-5",))
    assert body(theirs) == TABLE.format("In Review")
    assert only(theirs).kept == (("key", "ENG-1"),)


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("In Review", Status.IN_PROGRESS, "In Review"),
        ("Waiting for vendor", Status.BLOCKED, "Waiting for vendor"),
        ("Legal", Status.BLOCKED, "Blocked (Legal)"),
        ("Done", Status.CANCELLED, "Cancelled (Done)"),
        ("a | *b*", Status.DONE, r"Done (a \| \*b\*)"),
        ("進行中", Status.IN_PROGRESS, "進行中"),
        ("x" * 80, Status.DONE, "Done"),
        ("two\nlines", Status.DONE, "Done (two lines)"),
    ],
)
def test_a_status_is_written_so_that_it_is_read_as_what_it_is(name: str, status: Status, said: str) -> None:
    assert body(back(TABLE.format(""), (status, name))) == TABLE.format(said)


def test_a_name_that_the_encoding_lacks_is_said_in_our_words() -> None:
    data = (BEGINNING + "À faire.\n\n" + TABLE.format("")).encode("cp1252")
    (item,) = parse_report("one.md", data, RULES).items
    new = rewrite("one.md", data, RULES, [Wanted(item.source, "ENG-1", Status.IN_PROGRESS, "進行中")])
    assert new.data == (BEGINNING + "À faire.\n\n" + TABLE.format("In Progress")).encode("cp1252")
