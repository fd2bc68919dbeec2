from __future__ import annotations

import pytest

from reports.rules import ReadingRules
from tests.unit.reports.samples import FOOT, HEAD, ROW, TABLE, WHOLE, codes, parse, with_rows
from tracker.model import ParsedReport, Severity

GOOD = "Alert on a corrupt index | @search | 2026-03-20 | P0 | Open"


def found(report: ParsedReport) -> list[tuple[str, str, int | None]]:
    return [(p.code, p.severity.value, p.line) for p in report.problems]


def changed(old: str, new: str) -> ParsedReport:
    assert old in WHOLE
    return parse(WHOLE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Search was down", "[Title]", [("HDR-PLACEHOLDER", "error", 1)]),
        ("#2026-03-02-007", "#YYYY-MM-DD-NNN", [("HDR-PLACEHOLDER", "error", 3)]),
        ("**Date**: 2026-03-02", "**Date**: YYYY-MM-DD", [("HDR-PLACEHOLDER", "error", 4)]),
        ("**Severity**: P1", "**Severity**: [P0 / P1]", [("HDR-PLACEHOLDER", "error", 5)]),
        ("40 minutes", "{{ duration }}", [("HDR-PLACEHOLDER", "error", 6)]),
        ("**Status**: Resolved", "**Status**: [Resolved / Open]", [("HDR-PLACEHOLDER", "error", 7)]),
        ("FINAL", "[DRAFT / FINAL]", [("END-PLACEHOLDER", "error", 34)]),
        ("2026-04-01 (30 days)", "YYYY-MM-DD", [("END-PLACEHOLDER", "error", 35)]),
        ("@ana", "[Name]", [("END-PLACEHOLDER", "error", 25)]),
        ("**Date**: 2026-03-02", "**Date**: 2026-02-30", [("HDR-DATE", "error", 4)]),
        ("**Date**: 2026-03-02", "**Date**: last week", [("HDR-DATE", "error", 4)]),
        ("**Severity**: P1\n", "", [("HDR-SEVERITY", "warning", 1)]),
        ("OPS-77", "see the board", [("HDR-EPIC", "error", 23)]),
        ("**Date Finalized**: 2026-03-04", "**Date Finalized**: soon", [("END-DATE", "warning", 26)]),
        ("2026-04-01 (30 days)", "2026-04-02", [("END-REVIEW", "warning", 35)]),
        ("2026-04-01 (30 days)", "2026-99-01", [("END-DATE", "warning", 35)]),
        ("**Document Status**: FINAL\n", "", [("END-STATUS", "info", 1)]),
        ("| Approved |", "| Pending |", [("END-UNSIGNED", "warning", 32)]),
        (ROW, "", [("ITM-NONE", "warning", 1)]),
        (TABLE + ROW, "[Describe what happened]\n", [("ITM-NONE", "warning", 1), ("TXT-PLACEHOLDER", "warning", 15)]),
    ],
)
def test_what_is_wrong_around_the_items(old: str, new: str, expected: list[tuple[str, str, int]]) -> None:
    assert found(changed(old, new)) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Watch the index | @search | 2026-03-20 | P0 | Open", []),
        ("[Action 1] | @search | 2026-03-20 | P0 | Open", [("ITM-PLACEHOLDER", "error")]),
        ("Watch | [Name] | 2026-03-20 | P0 | Open", [("ITM-PLACEHOLDER", "error")]),
        ("Watch | @a | YYYY-MM-DD | [P0-P3] | Open", [("ITM-PLACEHOLDER", "error"), ("ITM-PLACEHOLDER", "error")]),
        ("Render {{ name }} and [x] right | @a | 2026-03-20 | P0 | Open", []),
        (" | @a | 2026-03-20 | P0 | Open", [("ITM-TITLE", "error")]),
        ("Watch | | 2026-03-20 | P1 | Open", [("ITM-OWNER", "warning")]),
        ("Watch | TBD | 2026-03-20 | P0 | Open", [("ITM-OWNER", "warning"), ("ITM-OWNER-TEAM", "warning")]),
        ("Watch | | | | Done", []),
        ("Watch | @a | | P0 | Open", [("ITM-DUE", "warning")]),
        ("Watch | @a | 2026-13-45 | P0 | Open", [("ITM-DUE-DATE", "error")]),
        ("Watch | @a | 05/06/2026 | P0 | Open", [("ITM-DUE-DATE", "error")]),
        ("Watch | @a | next sprint | P0 | Open", [("ITM-DUE-VAGUE", "warning")]),
        ("Watch | @a | 2026-02-27 | P0 | Open", [("ITM-DUE-EARLY", "warning")]),
        ("Watch | @a | 2026-03-20 | | Open", [("ITM-PRIORITY", "warning")]),
        ("Watch | @a | 2026-03-20 | Soonish | Open", [("ITM-PRIORITY-WORD", "error")]),
        ("Watch | @a | 2026-03-20 | P0 | Whatever", [("ITM-STATUS", "warning")]),
        ("Watch | | | | ", [("ITM-OWNER", "warning"), ("ITM-DUE", "warning"), ("ITM-PRIORITY", "warning")]),
    ],
)
def test_what_is_wrong_with_an_item(row: str, expected: list[tuple[str, str]]) -> None:
    report = with_rows(row, GOOD)
    assert sorted((p.code, p.severity.value) for p in report.problems) == sorted(expected)
    assert {p.line for p in report.problems} <= {19}


def test_a_number_given_twice_is_told() -> None:
    report = parse(WHOLE.replace(ROW, ROW + ROW))
    assert found(report) == [("ITM-NUMBER", "warning", 20), ("ITM-DUPLICATE", "warning", 20)]


def test_a_report_without_id_and_date_can_not_be_named() -> None:
    bare = WHOLE.replace("**Incident ID**: #2026-03-02-007\n**Date**: 2026-03-02\n", "")
    assert ("HDR-ID", "error", 1) in found(parse(bare))


def test_a_finished_report_without_signatures_warns_once() -> None:
    bare = parse(HEAD + TABLE + ROW + "\n**Document Status**: Final\n")
    assert codes(bare) == ["HDR-NO-EPIC", "END-UNSIGNED"]


def test_a_draft_needs_no_signatures() -> None:
    assert codes(parse(WHOLE.replace("FINAL", "DRAFT").replace("| Approved |", "| Pending |"))) == []


def test_which_words_say_finished_is_for_the_configuration_to_say() -> None:
    text = HEAD + TABLE + ROW + "\n**Document Status**: Published\n"
    assert codes(parse(text)) == ["HDR-NO-EPIC"]
    assert codes(parse(text, ReadingRules(finished=("published",)))) == ["HDR-NO-EPIC", "END-UNSIGNED"]


def test_only_errors_stop_a_push() -> None:
    assert not with_rows("Watch | | | | ").has_errors
    assert with_rows("Watch | @a | 2026-02-30 | P0 | ").has_errors


def test_every_problem_says_where_and_how_to_mend_it() -> None:
    report = parse(
        WHOLE.replace("2026-03-20", "2026-13-45")
        .replace("FINAL", "[x or y]")
        .replace("P0", "P1")
        .replace("@search", "")
    )

    assert len(report.problems) == 3
    assert all(p.path == "incidents/one.md" and p.line and p.column and p.hint and p.message for p in report.problems)
    assert [p.line for p in report.problems] == sorted(p.line or 0 for p in report.problems)


def test_a_problem_stands_at_the_value_itself() -> None:
    report = parse(WHOLE.replace("2026-03-20", "2026-13-45"))

    (problem,) = report.problems
    line = WHOLE.splitlines()[problem.line - 1] if problem.line else ""
    assert problem.column == line.index("2026-03-20") + 1
    assert problem.severity is Severity.ERROR


def test_the_footer_counts_wherever_it_stands() -> None:
    text = HEAD + FOOT + TABLE + ROW
    assert codes(parse(text)) == []
