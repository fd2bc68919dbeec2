"""Nothing is lost without a word: a report without a name, bytes that are no text, megabytes in a message."""

from __future__ import annotations

import pytest

from tests.unit.reports.samples import HEAD, WHOLE, parse
from tracker.model import ParsedReport, ReportKind, Severity

ID = "**Incident ID**: #2026-03-02-007\n"
DATE = "**Date**: 2026-03-02\n"


def errors(report: ParsedReport) -> list[tuple[str, int | None, int | None]]:
    return [(p.code, p.line, p.column) for p in report.problems if p.severity is Severity.ERROR]


@pytest.mark.parametrize("said", ["", "TBD", "#", "-", "N/A"])
def test_an_id_that_says_nothing_is_made_of_date_and_title(said: str) -> None:
    report = parse(WHOLE.replace("#2026-03-02-007", said))

    assert report.incident is not None
    assert (report.incident.value, report.incident.line) == ("2026-03-02-search-was-down", 0)
    assert not report.has_errors


@pytest.mark.parametrize("said", ["TBD", "#"])
def test_an_id_that_says_nothing_without_a_date_is_an_error_where_it_stands(said: str) -> None:
    report = parse(WHOLE.replace("#2026-03-02-007", said).replace(DATE, ""))
    assert errors(report) == [("HDR-ID", 3, len("**Incident ID**: ") + 1)]


def test_a_placeholder_elsewhere_does_not_hide_that_there_is_no_name() -> None:
    report = parse(WHOLE.replace(ID + DATE, "").replace("Search was down", "[TITLE]"))
    assert [code for code, _, _ in errors(report)] == ["HDR-ID", "HDR-PLACEHOLDER"]


@pytest.mark.parametrize("id_line", [ID, "", "**Incident ID**: TBD\n", "**Incident ID**: #YYYY-MM-DD-NNN\n"])
@pytest.mark.parametrize("date_line", [DATE, "", "**Date**: TBD\n", "**Date**: YYYY-MM-DD\n", "**Date**: 2026-02-30\n"])
def test_a_report_has_a_name_or_an_error(id_line: str, date_line: str) -> None:
    report = parse(WHOLE.replace(ID + DATE, id_line + date_line))

    assert report.kind is ReportKind.REPORT
    assert report.incident is not None or report.has_errors


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (WHOLE.replace("Watch", "W\x81tch").encode("latin-1"), 19, 8),
        (WHOLE.replace("Watch", "W\0tch").encode(), 19, 8),
        (b"\xef\xbb\xbf" + WHOLE.encode().replace(b"Watch", b"W\xfftch"), 19, 8),
        (WHOLE.encode("utf-16") + b"x", 36, 1),
        (b"\xff\xfe" + WHOLE.encode("utf-16-le").replace("W".encode("utf-16-le"), b"\x00\xd8", 1), 19, 7),
        (WHOLE.encode("utf-32"), 1, 1),
    ],
    ids=["not in cp1252", "a NUL", "after a mark", "half a character", "half a pair", "UTF-32"],
)
def test_bytes_that_are_no_text_are_an_error_where_they_stand(data: bytes, line: int, column: int) -> None:
    assert errors(parse(data)) == [("DOC-BYTES", line, column)]


@pytest.mark.parametrize("said", ["[KEY]", "ENG-XXXX", "[PROJ-123]", "the board"])
def test_an_epic_that_is_no_key_is_an_error(said: str) -> None:
    report = parse(WHOLE.replace("OPS-77", said))

    assert report.epic is None
    assert [line for _, line, _ in errors(report)] == [23]


def test_another_encoding_is_told_at_its_first_letter() -> None:
    report = parse(WHOLE.replace("Watch", "Wätch").encode("cp1252"))
    assert [(p.code, p.line, p.column) for p in report.problems] == [("DOC-ENCODING", 19, 8)]


def test_the_sign_of_a_lost_letter_is_text_like_any_other() -> None:
    assert parse(WHOLE.replace("Watch", "W\ufffdtch")).problems == ()


@pytest.mark.parametrize("value", ["2026-03-20", "P0"])
def test_a_message_quotes_the_beginning_of_megabytes(value: str) -> None:
    report = parse(WHOLE.replace(f"| {value} |", f"| {'soon ' * 200_000}|"))

    (quoted,) = (p.message for p in report.problems if "soon" in p.message)
    assert len(quoted) <= 300
    assert quoted.startswith("'soon soon")


def test_a_header_over_megabytes_is_read() -> None:
    report = parse(WHOLE.replace(HEAD, HEAD.replace("Resolved", "Resolved " * 200_000)))
    assert (len(report.items), report.has_errors) == (1, False)
