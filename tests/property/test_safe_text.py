from __future__ import annotations

import csv
import io
import json
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reports.escaping import markdown_text
from reports.render.columns import cells_wide, cut
from tests.unit.cli.samples import PAPER, SCREEN, an_answer, an_item_view
from tracker.cli.medium import Format
from tracker.cli.output import render
from tracker.cli.output.spreadsheet import harmless
from tracker.safe import BIDI, safe_text

TROUBLE = st.sampled_from(
    [
        "\x1b[2J",
        "\x9b",
        "\u202e",
        "\u200b",
        "\r",
        "\n",
        "\t",
        "=1+1",
        "@here",
        "|",
        "`",
        "<b>",
        "\\",
        "[x](y)",
        "#1",
        "漢",
        "\udc80",
    ]
)
TEXTS = st.lists(st.one_of(st.characters(), TROUBLE), max_size=30).map("".join)


def harmful(text: str) -> set[str]:
    return {c for c in text if c != "\n" and (unicodedata.category(c) in ("Cc", "Cs") or c in BIDI)}


@given(TEXTS)
def test_nothing_that_commands_a_terminal_is_left(text: str) -> None:
    shown = safe_text(text)
    assert not harmful(shown)
    assert "\n" not in shown
    assert safe_text(shown) == shown


@given(TEXTS)
def test_whatever_a_title_holds_every_format_stays_harmless(text: str) -> None:
    answer = an_answer(items=[an_item_view(title=text, owner=text, note=text)])
    for form in (Format.TABLE, Format.MARKDOWN, Format.JSON):
        for medium in (PAPER, SCREEN):
            assert not harmful(render(answer, form, medium))


@given(TEXTS)
def test_json_gives_back_what_went_in(text: str) -> None:
    found = json.loads(render(an_answer(items=[an_item_view(title=text)]), Format.JSON, PAPER))
    assert found["data"]["items"][0]["title"] == text


@given(TEXTS)
def test_a_record_stays_one_line_of_csv_and_no_cell_is_a_formula(text: str) -> None:
    written = render(an_answer(items=[an_item_view(title=text, owner=text)]), Format.CSV, PAPER)
    head, row = csv.reader(io.StringIO(written, newline=""))
    assert len(row) == len(head)
    assert row[head.index("title")] == harmless(text)
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)


@given(TEXTS)
def test_markdown_keeps_the_number_of_its_columns_and_calls_nobody(text: str) -> None:
    written = render(an_answer(items=[an_item_view(title=text, owner=text)]), Format.MARKDOWN, PAPER)
    head, _rule, row = written.splitlines()[:3]
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == len(re.findall(r"\|", head))
    assert not re.search(r"[@][\w]|<[a-zA-Z]", markdown_text(text))


@given(TEXTS.map(safe_text), st.integers(min_value=1, max_value=40))
def test_a_cut_text_is_never_wider_than_asked(text: str, width: int) -> None:
    assert cells_wide(cut(text, width)) <= width
