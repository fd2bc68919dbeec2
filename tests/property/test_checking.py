"""No report, whatever it is made of, makes the checks fail, or point at where nothing is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.codes import CODES
from reports.parse import parse_report
from reports.rules import ReadingRules
from tests.unit.reports.examples import RULES, SAMPLE

LINES = st.sampled_from(
    [
        *SAMPLE.splitlines(),
        *(line for code in CODES.values() for line in (*code.bad.splitlines(), *code.good.splitlines())),
        "<!-- pirtrack: ignore ITM, ALL: x -->",
        "<!-- pirtrack: ignore-file ITM-OWNER -->",
        "<!-- pirtrack: ignore",
        "| 1 | x | <!-- pirtrack: ignore ITM-OWNER --> | soon | P0 | Open |",
        "```",
        "9999999999 action items",
        "999 action items",
        "**Next Review**: 9999-12-31",
        "**Date**: 0001-01-01",
        "- [ ] Do it by 2026-02-31",
        "\u202e\x1b[31m\udcff漢",
    ]
)


@given(
    st.lists(LINES, max_size=40),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n"]),
    st.sampled_from([RULES, ReadingRules()]),
)
def test_any_mixture_of_lines_is_checked_and_every_finding_has_its_place(
    lines: list[str], ending: str, rules: ReadingRules
) -> None:
    data = ending.join(lines).encode("utf-8", "surrogateescape")

    report = parse_report("incidents/any.md", data, rules)

    last = data.count(b"\n") + data.count(b"\r") + 1
    for found in report.problems:
        assert found.code in CODES
        assert found.line is not None
        assert found.column is not None
        assert 1 <= found.line <= last
        assert found.column >= 1
