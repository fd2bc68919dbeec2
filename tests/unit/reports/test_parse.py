from __future__ import annotations

import datetime as dt
import itertools

import pytest

from tests.unit.reports.samples import HEAD, ROW, WHOLE, codes, parse, with_rows
from tracker.model import Found, Priority, ReportKind, Severity, SignOff, Source, Status


def test_a_whole_report_is_read_without_a_problem() -> None:
    report = parse(WHOLE)

    assert report.problems == ()
    assert report.kind is ReportKind.REPORT
    assert report.title == Found("Search was down", 1, 20)
    assert report.incident == Found("2026-03-02-007", 3, 18)
    assert report.date == Found(dt.date(2026, 3, 2), 4, 11)
    assert report.severity == Found("P1", 5, 15)
    assert report.incident_status == Found("Resolved", 7, 13)
    assert report.document_status == Found("FINAL", 34, 22)
    assert report.finalised == Found(dt.date(2026, 3, 4), 26, 21)
    assert report.next_review == Found(dt.date(2026, 4, 1), 35, 18)
    assert report.prepared_by == Found("@ana", 25, 25)
    assert report.epic == Found("OPS-77", 23, 14)
    assert report.sign_offs == (SignOff("Commander", "Ana Lima", approved=True, date=dt.date(2026, 3, 4), line=32),)


def test_an_item_knows_its_row() -> None:
    (item,) = parse(WHOLE).items

    assert item.title == "Watch the index"
    assert item.source == Source("incidents/one.md", 19, 7)
    assert (item.number, item.row, item.owner) == (1, "1", "@search")
    assert (item.due, item.priority, item.status) == (dt.date(2026, 3, 20), Priority.P0, Status.NOT_STARTED)


def test_a_timeline_with_an_action_column_holds_no_items() -> None:
    assert [i.title for i in parse(WHOLE).items] == ["Watch the index"]


def test_a_table_of_sign_offs_holds_no_items() -> None:
    assert parse(WHOLE.replace(ROW, "")).items == ()


@pytest.mark.parametrize(
    "fenced",
    [
        "```\n# Not a title\n## Action Items\n\n| # | Action | Owner |\n|---|---|---|\n| 1 | Not this | @x |\n```\n\n",
        "~~~~md\n| # | Action | Owner |\n|---|---|---|\n| 1 | Not this | @x |\n~~~~\n\n",
        "<!--\n| # | Action | Owner |\n|---|---|---|\n| 1 | Not this | @x |\n-->\n\n",
    ],
)
def test_what_is_fenced_or_commented_out_is_not_said(fenced: str) -> None:
    report = parse(fenced + WHOLE.replace(ROW, ROW + "\n" + fenced))

    assert [i.title for i in report.items] == ["Watch the index"]
    assert report.title is not None
    assert report.title.value == "Search was down"


@pytest.mark.parametrize("order", list(itertools.permutations(range(5)))[::17])
def test_the_order_of_the_header_does_not_matter(order: tuple[int, ...]) -> None:
    lines = HEAD.splitlines()[2:7]
    shuffled = HEAD.replace("\n".join(lines), "\n".join(lines[n] for n in order))
    report, usual = parse(WHOLE.replace(HEAD, shuffled)), parse(WHOLE)

    for name in ("incident", "date", "severity", "incident_status"):
        assert getattr(report, name).value == getattr(usual, name).value


def test_what_shows_that_it_is_complete_is_no_day() -> None:
    table = "| Action | Owner | {} |\n|---|---|---|\n| Watch it | @a | 2026-03-20 |\n"
    due = [
        parse(f"{HEAD}## Action items\n\n{table.format(head)}").items[0].due
        for head in ("Completion", "Completion evidence")
    ]
    assert [d is not None for d in due] == [True, False]


def test_the_columns_may_stand_in_any_order() -> None:
    table = "| Priority | Deadline | Who | Task | No |\n|---|---|---|---|---|\n| P2 | 2026-05-01 | @ops | Do it | 4 |\n"
    (item,) = parse(HEAD + "## Action Items\n\n" + table).items

    assert (item.title, item.owner, item.due, item.priority, item.number) == (
        "Do it",
        "@ops",
        dt.date(2026, 5, 1),
        Priority.P2,
        4,
    )


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("Mend CVE-2022-1 in PLAT-9", None),
        ("Do [it](https://jira.example.com/browse/OPS-5)", "OPS-5"),
        ("Do [it](https://jira.example.com/browse/OPS-5?focus=1)", "OPS-5"),
        ("Do [it](https://example.com/OPS-5)", None),
    ],
)
def test_a_key_in_a_title_is_one_only_as_a_link(cell: str, key: str | None) -> None:
    (item,) = with_rows(f"{cell} | @a | 2026-03-20 | P0 | Open").items
    assert item.jira_key == key


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("OPS-5", "OPS-5"),
        ("[OPS-5](https://jira.example.com/browse/OPS-5)", "OPS-5"),
        ("`OPS-5`", "OPS-5"),
        ("none", None),
        ("", None),
        ("#123", None),
    ],
)
@pytest.mark.parametrize("header", ["Jira", "Ticket", "Jira Key"])
def test_a_ticket_column_holds_keys(header: str, cell: str, key: str | None) -> None:
    table = f"## Action Items\n\n| Action | Owner | {header} |\n|---|---|---|\n| Do it | @a | {cell} |\n"
    (item,) = parse(HEAD + table).items
    assert item.jira_key == key


def test_markup_in_a_cell_is_taken_off() -> None:
    (item,) = with_rows(r"**Watch** `a \| b` <br> [the index](https://example.com) &amp; more | @a | | |").items
    assert item.title == "Watch a | b the index & more"


def test_two_owners_are_kept_and_the_first_is_asked() -> None:
    (item,) = with_rows("Watch it | @ana, @bo and @cy | 2026-03-20 | P0 | Open").items
    assert (item.owner, item.owners) == ("@ana", ("@ana", "@bo", "@cy"))


def test_an_empty_row_is_no_item() -> None:
    assert with_rows(" | | | |", "- | - | - | - | -", "Watch it | @a | 2026-03-20 | P0 | Open").items[-1].row == "3"


def test_without_an_id_the_date_and_the_title_name_the_incident() -> None:
    report = parse(WHOLE.replace("**Incident ID**: #2026-03-02-007\n", ""))

    assert report.incident is not None
    assert report.incident.value == "2026-03-02-search-was-down"


def test_columns_count_characters_not_bytes() -> None:
    (item,) = with_rows("Größe prüfen – 日本 | @jürgen | 2026-13-45 | P0 | Open").items
    report = with_rows("Größe prüfen – 日本 | @jürgen | 2026-13-45 | P0 | Open")

    (problem,) = (p for p in report.problems if p.code == "ITM-DUE-DATE")
    line = "| 1 | Größe prüfen – 日本 | @jürgen | 2026-13-45 | P0 | Open |"
    assert item.due is None
    assert (problem.line, problem.column) == (19, line.index("2026-13-45") + 1)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_do_not_matter(end: str) -> None:
    assert parse(WHOLE.replace("\n", end)).items == parse(WHOLE).items
    assert parse(WHOLE.replace("\n", end)).next_review == parse(WHOLE).next_review


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_does_not_matter(encoding: str) -> None:
    assert parse(WHOLE.encode(encoding)).title == parse(WHOLE).title
    assert parse(WHOLE.encode(encoding)).problems == ()


def test_another_encoding_is_read_and_told() -> None:
    report = parse(WHOLE.replace("Watch", "Überwache").encode("cp1252"))

    assert report.items[0].title == "Überwache the index"
    assert [(p.code, p.line, p.severity) for p in report.problems] == [("DOC-ENCODING", 19, Severity.WARNING)]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"\xff" * 100, b"# Notes\n\nOur plans.\n", b"- a\n- b\n"])
def test_what_is_no_report_is_said_to_be_none(data: bytes) -> None:
    report = parse(data)

    assert (report.kind, report.items) == (ReportKind.NOT_A_REPORT, ())
    assert "DOC-NOT-A-REPORT" in codes(report)


def test_an_empty_template_yields_nothing() -> None:
    text = """\
# Incident: [TITLE]

**Incident ID**: #YYYY-MM-DD-NNN
**Date**: YYYY-MM-DD
**Severity**: [P0 / P1]

## Action Items

| # | Action | Owner | Due Date | Priority | Status |
|---|--------|-------|----------|----------|--------|
| 1 | [Action] | @owner | YYYY-MM-DD | P0 | Open |
"""
    report = parse(text)

    assert (report.kind, report.items, codes(report)) == (ReportKind.TEMPLATE, (), ["DOC-TEMPLATE"])


def test_example_rows_of_a_template_that_is_left_to_be_filled_in_are_none() -> None:
    text = """\
# Incident: [TITLE]

| Field | Value |
|---|---|
| ID | INC-XXXX |
| Date | [Day and hour] |

## Timeline

| Time | Event |
|---|---|
| [HH:MM] | [What happened] |

## Action items

| Action | Owner | Due |
|---|---|---|
| Alert on connections | SRE | 10/11 |
"""
    assert (parse(text).kind, parse(text).items) == (ReportKind.TEMPLATE, ())
    story = "- 09:00 paged\n" * 100
    assert len(parse(text.replace("| [HH:MM] | [What happened] |\n", f"\n{story}\n")).items) == 1


def test_the_digest_is_that_of_the_bytes() -> None:
    assert parse(WHOLE).digest == parse(WHOLE.encode()).digest
    assert parse(WHOLE).digest != parse(WHOLE + "\n").digest
    assert len(parse(WHOLE).digest) == 64
