"""Tables that stand in a report as HTML, and what looks like a tag and is a template's."""

from __future__ import annotations

import pytest

from reports.blocks import Table
from reports.markdown import read
from tests.unit.reports.samples import HEAD, codes, parse

ROWS = """\
## Action items

<table border="1">
  <thead>
  <tr><th>Action</th><th>Owner</th><th>Due</th></tr>
  </thead>

  <tr>
    <td>Alert on <b>lag</b> &amp; loss</td>
    <td><a href="https://example.com/ana">@ana</a></td>
    <td>2026-03-20</td>
  </tr>

  <tr><td>Test it<td>@bo
</table>

- Not this
"""


def test_a_table_of_actions_in_html_is_read() -> None:
    found = [(i.title, i.owner, i.due.isoformat() if i.due else None) for i in parse(HEAD + ROWS).items]
    assert found == [("Alert on lag & loss", "@ana", "2026-03-20"), ("Test it", "@bo", None)]


def test_its_cells_have_their_places_and_links() -> None:
    source = ROWS.encode()
    (table,) = (b for b in read(source).blocks if isinstance(b, Table))
    title, owner, _due = table.rows[0].cells

    assert source[title.offset() :].startswith(b"Alert on")
    assert owner.links == ("https://example.com/ana",)
    assert [len(row.cells) for row in table.rows] == [3, 3]


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>Action</td><td>Owner</td></tr><tr><td>Do it</td><td>@ana</td></tr>\n",
        "<table>\n</table>\n",
        "<table><tr><th>Time</th><th>Action</th></tr><tr><td>09:00</td><td>Restarted</td></tr></table>\n",
        "<!-- <table><tr><td>Action</td><td>Owner</td></tr></table> -->\n",
    ],
    ids=["without an end", "empty", "a timeline", "in a comment"],
)
def test_html_that_holds_no_actions(html: str) -> None:
    assert parse(f"{HEAD}## Action items\n\n{html}\n").items == ()


def test_two_tables_in_one_block_are_two() -> None:
    one = "<table><tr><th>Action</th><th>Owner</th></tr><tr><td>Do {}</td><td>@ana</td></tr></table>\n"
    report = parse(f"{HEAD}## Action items\n\n{one.format('this')}{one.format('that')}")
    assert [i.title for i in report.items] == ["Do this", "Do that"]


def test_words_in_angle_brackets_are_a_template_s_and_tags_are_not() -> None:
    body = "## Action items\n\n- <action> — Owner: <name>\n- <what to do>\n- Use<br>a <b>bold</b> break\n"
    report = parse(HEAD + body)

    assert [i.title for i in report.items] == ["Use a bold break"]
    assert codes(report).count("ITM-PLACEHOLDER") == 1
