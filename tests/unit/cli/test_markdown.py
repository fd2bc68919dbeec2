from __future__ import annotations

from dataclasses import replace

import pytest

from reports.escaping import markdown_text
from tests.unit.cli.samples import HOSTILE, LATE, PAPER, REPORT, an_answer, an_item_view
from tracker.cli.medium import Format
from tracker.cli.output import render

NONE = "\u200b"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b", r"a\|b"),
        ("`rm`", r"\`rm\`"),
        (r"c:\new", r"c:\\new"),
        ("<img src=x> & co", "&lt;img src=x&gt; &amp; co"),
        ("[here](http://evil)", r"\[here\](http&#58;//evil)"),
        ("see WWW.evil.example", "see WWW&#46;evil.example"),
        ("@everyone, ada@example.com", f"@{NONE}everyone, ada@{NONE}example.com"),
        ("fixes #12", f"fixes #{NONE}12"),
        ("*bold* _it_ ~no~ $x$", r"\*bold\* \_it\_ \~no\~ \$x\$"),
        ("two\nlines", "two lines"),
    ],
)
def test_text_from_outside_is_shown_as_it_is(text: str, written: str) -> None:
    assert markdown_text(text) == written


def test_a_key_is_a_link_only_to_a_plain_url() -> None:
    good = render(an_answer(items=[LATE]), Format.MARKDOWN, PAPER)
    bad = render(an_answer(items=[replace(LATE, url="javascript:alert(1)")]), Format.MARKDOWN, PAPER)
    assert "[ENG-2](<https://jira.example.com/browse/ENG-2>)" in good
    assert "javascript" not in bad


def test_what_stands_below_a_row_is_a_column_of_its_own() -> None:
    lines = render(an_answer(items=[LATE, an_item_view()]), Format.MARKDOWN, PAPER).splitlines()
    assert lines[0].endswith("| note |")
    assert lines[2].endswith("(was 2026-03-02) |")
    assert lines[3].endswith("|  |")


def test_facts_are_a_table_under_a_heading() -> None:
    text = render(an_answer("read", reports=[REPORT]), Format.MARKDOWN, PAPER)
    assert text.startswith("### incidents/one.md\n\n| fact | value |\n| --- | --- |\n| kind | report |\n")


def test_stale_and_age_are_told() -> None:
    text = render(replace(an_answer(items=[]), stale="too <old>"), Format.MARKDOWN, PAPER)
    assert text.startswith("> **too &lt;old&gt;**\n\nNo open item matches.")
    assert text.endswith("(2 hours ago)\n")


def test_a_hostile_title_stays_in_its_cell() -> None:
    rows = render(an_answer(items=[an_item_view(title=HOSTILE)]), Format.MARKDOWN, PAPER).splitlines()
    assert rows[2].replace(r"\|", "").count("|") == rows[0].count("|")
