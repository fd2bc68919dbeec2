"""Comments that ignore findings: where they count, and what is wrong with them."""

from __future__ import annotations

import pytest

from reports.rules import ReadingRules
from reports.selection import Selection
from tests.unit.reports.examples import SAMPLE, checked

RULES = ReadingRules()
ROW = "| 1 | Alert on a corrupt index | @search | 2026-03-06 | P1 | Open |"
OWNERLESS = "| 1 | Alert on a corrupt index | | 2026-03-06 | P1 | Open |"
TABLE = SAMPLE.replace(ROW, OWNERLESS)


def told(text: str, rules: ReadingRules = RULES) -> list[tuple[str, int | None]]:
    return [(p.code, p.line) for p in checked(text, rules).problems]


@pytest.mark.parametrize(
    "row",
    [
        OWNERLESS.replace("index |", "index <!-- pirtrack: ignore ITM-OWNER: decided on Monday --> |"),
        OWNERLESS.replace("index |", "index <!-- pirtrack: ignore ITM-OWNER -- decided on Monday --> |"),
        OWNERLESS.replace("index |", "index <!--pirtrack: ignore itm-owner — decided on Monday--> |"),
        OWNERLESS.replace("index |", "index <!-- pirtrack: ignore ITM: decided on Monday --> |"),
        f"{OWNERLESS} <!-- pirtrack: ignore ITM-OWNER: decided on Monday -->",
    ],
)
def test_a_comment_on_the_line_ignores_what_is_found_there(row: str) -> None:
    assert told(SAMPLE.replace(ROW, row)) == []


@pytest.mark.parametrize("blank", ["", "\n", "\n\n  \n"])
def test_a_comment_alone_on_its_line_is_about_the_next_that_is_not_blank(blank: str) -> None:
    listed = SAMPLE.replace("|---|--------|-------|----------|----------|--------|\n", "")
    listed = listed.replace("| # | Action | Owner | Due Date | Priority | Status |\n", "")
    comment = f"<!-- pirtrack: ignore ITM-OWNER, ITM-PRIORITY: decided on Monday -->\n{blank}"
    bullets = listed.replace(ROW, f"{comment}- Alert on a corrupt index (due: 2026-03-06)")
    assert told(bullets) == []


def test_a_comment_two_lines_above_is_about_something_else() -> None:
    comment = "<!-- pirtrack: ignore ITM-OWNER: decided on Monday -->\n\n"
    assert told(TABLE.replace("## Action Items", f"{comment}## Action Items")) == [
        ("CHK-UNUSED", 13),
        ("ITM-OWNER", 19),
    ]


def test_one_in_the_head_may_be_about_the_file() -> None:
    comment = "<!-- pirtrack: ignore-file ITM-OWNER: owners are named on Monday -->\n\n"
    assert told(TABLE.replace("**Incident ID**", f"{comment}**Incident ID**")) == []
    assert told(TABLE.replace("## References", f"{comment}## References")) == [("ITM-OWNER", 17), ("CHK-UNUSED", 19)]


@pytest.mark.parametrize("fence", ["```\n{}\n```", "`{}`", "    {}"])
def test_one_that_is_quoted_as_code_is_none(fence: str) -> None:
    quoted = fence.format("<!-- pirtrack: ignore-file ITM-OWNER: an example -->")
    assert told(TABLE.replace("**Incident ID**", f"x\n\n{quoted}\n\n**Incident ID**"))[-1][0] == "ITM-OWNER"


def test_what_stops_a_push_can_not_be_ignored() -> None:
    row = ROW.replace("2026-03-06", "soon-ish 2026-13-45").replace(
        "index |", "index <!-- pirtrack: ignore ITM-DUE-DATE: nobody knows --> |"
    )
    assert sorted(told(SAMPLE.replace(ROW, row))) == [("CHK-STOPS", 17), ("ITM-DUE-DATE", 17)]
    family = row.replace("ignore ITM-DUE-DATE", "ignore ITM")
    assert ("ITM-DUE-DATE", 17) in told(SAMPLE.replace(ROW, family))


def test_a_finding_that_is_off_anyway_leaves_its_comment_in_peace() -> None:
    row = OWNERLESS.replace("index |", "index <!-- pirtrack: ignore ITM-OWNER: decided on Monday --> |")
    assert told(SAMPLE.replace(ROW, row), ReadingRules(selection=Selection(ignore=["ITM-OWNER"]))) == []


def test_a_comment_leaves_the_title_as_it_is() -> None:
    row = ROW.replace("index |", "index <!-- pirtrack: ignore ITM-DUE: decided --> |")
    assert [item.title for item in checked(SAMPLE.replace(ROW, row)).items] == ["Alert on a corrupt index"]
