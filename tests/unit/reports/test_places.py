"""A problem points at what it is about, whatever stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.codes import CODES
from reports.codes.kinds import DISK, FOLDER, WHOLE, Code
from tests.unit.reports.examples import checked, placed

TITLE, ROW = "Search was down", "Alert on a corrupt index"
# What stands at the place that each code's bad example is told at.
ABOUT = {
    "DOC-NOT-A-REPORT": "# How we cook", "DOC-TEMPLATE": "# Incident Report", "HDR-PLACEHOLDER": "[X hours Y minutes]",
    "HDR-ID": "# Incident Report", "HDR-DATE": "2026-02-30", "HDR-NO-DATE": TITLE, "HDR-DATE-TOLD": "On March 2, 2026",
    "HDR-SEVERITY": TITLE, "HDR-SEVERITY-WORD": "purple", "HDR-EPIC": "see the board", "HDR-NO-EPIC": TITLE,
    "ITM-NONE": TITLE, "ITM-PLACEHOLDER": "[Name]", "ITM-TITLE": "| @search", "ITM-NUMBER": "1", "ITM-DUPLICATE": ROW,
    "ITM-OWNER": ROW, "ITM-OWNER-UNKNOWN": "@serach", "ITM-OWNER-TEAM": "@sre-team", "ITM-DUE": ROW,
    "ITM-DUE-DATE": "05/06/2026", "ITM-DUE-VAGUE": "next sprint", "ITM-DUE-EARLY": "2025-03-06",
    "ITM-DUE-LATE": "2026-03-17", "ITM-DUE-REVIEW": "2026-04-07", "ITM-DUE-WEEKEND": "2026-03-07", "ITM-PRIORITY": ROW,
    "ITM-PRIORITY-WORD": "soonish", "ITM-STATUS": "Whatever", "END-PLACEHOLDER": "YYYY-MM-DD", "END-STATUS": TITLE,
    "END-DATE": "2026-04-31", "END-REVIEW": "2026-05-01", "END-REVIEW-EARLY": "2025-04-01",
    "END-FINALISED-EARLY": "2026-02-04", "END-FINALISED-LATE": "2026-03-09", "END-UNSIGNED": "| Commander",
    "END-UNDATED": "| Commander", "TXT-PLACEHOLDER": "[Describe", "TXT-COUNT": "3 action items",
    "TXT-UNTRACKED": "Rehearse", "TXT-CAUSE": "Deployments", "WRD-ACTION": "Better monitoring",
    "WRD-SPECIFIC": "Improve various", "WRD-BOUNDED": "Continue to monitor", "CHK-UNUSED": "ITM-OWNER:",
    "CHK-UNKNOWN": "ITM-OWNR", "CHK-STOPS": "ITM-DUE-DATE", "CHK-REASON": "ITM-OWNER -->",
}  # fmt: skip  # set by hand, as a table
IN_TEXT = [code for code in CODES.values() if code.instead_of not in (DISK, FOLDER)]


def at(text: str, code: str) -> list[str]:
    """What stands where a code is told."""
    lines = text.splitlines()
    places = [(p.line or 0, p.column or 0) for p in checked(text).problems if p.code == code]
    return [lines[line - 1][column - 1 :].lstrip() for line, column in places]


@pytest.mark.parametrize("code", IN_TEXT, ids=lambda code: code.name)
def test_a_problem_stands_at_what_it_is_about(code: Code) -> None:
    assert any(found.startswith(ABOUT[code.name]) for found in at(placed(code, code.bad), code.name))


@given(
    code=st.sampled_from([code for code in IN_TEXT if code.instead_of != WHOLE]),
    before=st.sampled_from(["Größe 📈", "漢字", "the `a|b` of", "e\u0301", "**bold** *and* [link](x)", "a \\| b"]),
    padding=st.integers(0, 3),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_wherever_it_stands_and_whatever_the_letters_before_it(
    code: Code, before: str, padding: int, ending: str
) -> None:
    """Emoji, letters of several bytes, markup and padding before it on its line count as a person counts them."""
    text = placed(code, code.bad)
    if ABOUT[code.name] != ROW:
        text = text.replace(ROW, f"{before} {ROW}")
    text = text.replace("| 1 | ", f"|{' ' * padding}1 |{' ' * padding} ").replace("\n", ending)
    assert any(found.startswith(ABOUT[code.name]) for found in at(text, code.name))
