"""Laws of reading: nothing raises, places are exact, order and noise do not matter."""

from __future__ import annotations

import datetime as dt

from hypothesis import example, given
from hypothesis import strategies as st

from reports.words import mended
from tests.unit.reports.samples import FOOT, HEAD, ROW, TABLE, WHOLE, parse

WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "So"), include_characters=" -,.;"), min_size=1, max_size=40
).map(lambda s: mended("Do " + s.strip().strip("-")))
DAYS = st.dates(dt.date(2026, 3, 3), dt.date(2030, 12, 31))
PIECES = st.lists(
    st.sampled_from(
        [
            "# Incident: down", "## Action Items", "### P0", "- **Review actions**:", "  - [ ] Do it", "- [x] Did it (done)",
            "| Action | Owner | Due |", "|---|---|---|", "| Do `a | b` | @a | 10/11 |", "| x |", "**Owner:** @a",
            "**Date**: 2026-03-02", "**Status**", "> - q", "```", "---", "1. P1: @a: x (by Friday)", "Next Review: 7 mars",
            "    code", "<details>", "\\| a \\| b \\|", "[x]: y", "~~no~~", "**Action items:**", "- Owner: @a - Due: 2026-02-31",
            "===", "### 1. Do it", "title: PM-1", "| **Date** | 5 May 2026 |", "Jira epic: OPS-1", "{{ x }} [y]", "\u30a2\u30af\u30b7\u30e7\u30f3",
        ]
    ),
    max_size=25,
).map("\n".join)  # fmt: skip  # set by hand, as a table
MARKDOWN = st.text(st.sampled_from("#|-*_`~<>[]()!:\\ \n\r\t>+1.xX&{}@\u2028日é\x00"), max_size=300)


@given(st.binary(max_size=600))
@example(b"\xff\xfe")
@example(b"\xfe\xff\x00")
@example(b"\xef\xbb\xbf")
def test_no_bytes_raise(data: bytes) -> None:
    parse(data)
    parse(WHOLE.encode() + data)


@given(MARKDOWN, st.integers(0, len(WHOLE)))
def test_no_markdown_raises_wherever_it_stands(text: str, at: int) -> None:
    report = parse(WHOLE[:at] + text + WHOLE[at:])
    lines = len((WHOLE + text).splitlines()) + 1
    assert all(1 <= (p.line or 1) <= lines for p in report.problems)


@given(PIECES)
def test_no_order_of_the_pieces_raises(text: str) -> None:
    for spaced in (text, text.replace("\n", "\n\n"), text.replace("\n", "\r\n")):
        report = parse(spaced)
        lines = spaced.count("\n") + 1
        assert all(1 <= i.source.line <= lines for i in report.items)
        assert all(i.title.strip() for i in report.items)


@given(WORDS, DAYS, st.sampled_from(["P0", "P1", "P2", "P3"]), st.sampled_from(["@ana", "Ana Lima", "the SRE team"]))
def test_what_a_row_says_is_read(title: str, due: dt.date, priority: str, owner: str) -> None:
    (item,) = parse(WHOLE.replace(ROW, f"| 1 | {title} | {owner} | {due} | {priority} | Open |\n")).items

    assert item.title == " ".join(title.split())
    assert (item.due, item.priority, item.owner) == (due, priority, owner)


@given(st.text("äöü日本 abc.", min_size=1, max_size=20), st.integers(0, 5))
def test_a_problem_points_at_the_value(before: str, padding: int) -> None:
    row = f"| 1 | Do {before} |{' ' * padding} @x |{' ' * padding} 2026-13-45 | P0 | Open |"
    report = parse(WHOLE.replace(ROW, row + "\n"))

    (problem,) = (p for p in report.problems if p.code == "ITM-DUE-DATE")
    assert problem.column == row.index("2026-13-45") + 1


@given(st.lists(st.sampled_from(["\n", "Some words.\n\n", "> quoted\n\n", "```\n| a | b |\n|---|---|\n```\n\n"])))
def test_noise_between_the_parts_does_not_matter(noise: list[str]) -> None:
    between = "\n\n" + "".join(noise)
    report = parse(HEAD + between + TABLE + ROW + between + FOOT)

    assert [i.title for i in report.items] == ["Watch the index"]
    assert report.problems == ()
