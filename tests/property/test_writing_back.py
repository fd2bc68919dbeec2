"""Laws of writing back: only its cells change, whatever the bytes around them, and once is enough."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hypothesis import example, given
from hypothesis import strategies as st

from reports.parse import parse_report
from reports.rows import Wanted
from reports.rules import ReadingRules
from reports.writeback import Rewritten, rewrite
from tests.property.test_reading import MARKDOWN, PIECES
from tests.unit.reports.samples import FOOT, HEAD, WHOLE
from tracker.model import ReportedItem, Status

RULES = ReadingRules()
MOJIBAKE = "### What went well \u00c3\u00a2\u00c5\u201c\u00e2\u20ac\u00a6 and \u00c3\u00b0\u00c5\u00b8\n\nIt was found, at the café.\n\n"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
ENDS = st.sampled_from(["\n", "\r\n"])
HEADS = {
    "title": ["Action", "Action Item", "Task"],
    "owner": ["Owner", "Assignee", "Responsável"],
    "due": ["Due Date", "Deadline"],
    "status": ["Status", "State"],
    "ticket": ["Jira", "Ticket", "Bug"],
    "other": ["Type", "Notes on it"],
}
WORD = st.text("abcdefghij üßé-", min_size=1, max_size=12).map(str.strip).filter(lambda s: bool(s.strip(" -")))
CELLS = {
    "title": WORD.map(lambda s: f"Do {s}")
    | st.sampled_from([r"Do `a \| b`", r"Do \|\| **this**", "Do [it](http://x/y)"]),
    "owner": st.sampled_from(["@ana", "Bo", "", "@a, @b"]),
    "due": st.sampled_from(["2026-04-01", "", "TBD"]),
    "status": st.sampled_from(["Not Started", "Nobody knows", "✓", "Done", "in progress", "", "—", "Blocked on @x"]),
    "ticket": st.sampled_from(["", "n/a", "TBD", "#12", "OPS-7", "TODO"]),
    "other": st.sampled_from(["prevent", "", r"a \| b", "x"]),
}
NAMES = st.sampled_from(
    [
        "To Do",
        "In Progress",
        "Done",
        "Waiting | for *them*",
        "進行中",
        "`Released`",
        "[x]",
        "Blocked",
        "a\nb",
        "\\",
        "R&amp;D",
        "_in_",
    ]
) | st.text(min_size=1, max_size=20)


@dataclass(frozen=True)
class File:
    """A report with one table: its bytes, its encoding, its columns, and the lines of the table."""

    data: bytes
    encoding: str
    columns: tuple[str, ...]
    first: int
    rows: int


@st.composite
def files(draw: st.DrawFn) -> File:
    columns = draw(
        st.permutations(["title", "owner", *draw(st.sets(st.sampled_from(["due", "status", "ticket", "other"])))])
    )
    heads = [draw(st.sampled_from(HEADS[c])) for c in columns]
    rows = draw(st.lists(st.tuples(*(CELLS[c] for c in columns)), min_size=1, max_size=5))
    closed, lined_up = draw(st.booleans()), draw(st.booleans())
    pad = " " if lined_up else draw(st.sampled_from(["", " "]))
    encoding = draw(st.sampled_from(ENCODINGS))
    grid = [
        list(heads),
        *(
            [cell.replace("✓", "✓" if encoding != "cp1252" else "?") or ("" if closed else "TBD") for cell in cells]
            for cells in rows
        ),
    ]
    wide = [max(len(cells[n]) for cells in grid) if lined_up else 0 for n in range(len(columns))]
    dashes = ["-" * max(3, w) for w in wide]
    lines = [
        _line([c.ljust(w) for c, w in zip(cells, wide, strict=True)], pad, closed=closed)
        for cells in (grid[0], dashes, *grid[1:])
    ]
    head = (HEAD + MOJIBAKE).split("\n")[:-1]
    text = "".join(
        line + draw(ENDS) for line in (*head, "## Action Items", "", *lines, "", *FOOT.strip("\n").split("\n"))
    )
    if draw(st.booleans()):
        text = text.rstrip("\r\n")
    return File(text.encode(encoding), encoding, tuple(columns), len(head) + 2, len(rows))


def _line(cells: list[str], pad: str, *, closed: bool) -> str:
    inside = f"{pad}|{pad}".join(cells)
    return f"|{pad}{inside}{pad}|" if closed else inside.rstrip() if inside.strip("|- ") else inside


def wanted(item: ReportedItem, n: int, status: Status, name: str) -> Wanted:
    return Wanted(item.source, item.jira_key or f"ENG-{n}", status, name)


def lines(data: bytes, encoding: str) -> list[str]:
    return re.split("(?<=\n)", data.decode(encoding))


def cells(line: str) -> list[str]:
    bare = line.strip("\r\n").strip()
    return re.split(r"(?<!\\)\|", bare[1:-1] if bare.startswith("|") else bare)


def written(file: File, asked: list[tuple[Status, str]]) -> tuple[Rewritten, list[Wanted], tuple[ReportedItem, ...]]:
    items = parse_report("one.md", file.data, RULES).items
    wishes = [wanted(i, n, *asked[n % len(asked)]) for n, i in enumerate(items, 1)]
    return rewrite("one.md", file.data, RULES, wishes), wishes, items


ASKED = st.lists(st.tuples(st.sampled_from(Status), NAMES), min_size=1, max_size=5)


@given(files(), ASKED)
def test_only_the_cells_of_key_and_status_change(file: File, asked: list[tuple[Status, str]]) -> None:
    new, _, _ = written(file, asked)

    before, after = lines(file.data, file.encoding), lines(new.data, file.encoding)
    table = range(file.first, file.first + 2 + file.rows)
    assert len(before) == len(after)
    for n, (old, now) in enumerate(zip(before, after, strict=True)):
        if n not in table:
            assert old == now
            continue
        assert re.search(r"[\r\n]*\Z", old)[0] == re.search(r"[\r\n]*\Z", now)[0]  # type: ignore[index]  # it always matches
        kept = [i for i, name in enumerate(file.columns) if name not in ("status", "ticket")]
        assert [cells(old)[i].strip() for i in kept] == [cells(now)[i].strip() for i in kept]
        inner = [i for i in kept if i < len(file.columns) - 1]  # the last may get a bar behind it
        assert [cells(old)[i].lstrip() for i in inner] == [cells(now)[i].lstrip() for i in inner]


@given(files(), ASKED)
def test_what_is_written_is_read_and_nothing_else_is_read_otherwise(
    file: File, asked: list[tuple[Status, str]]
) -> None:
    new, wishes, items = written(file, asked)

    assert [o.refused for o in new.outcomes] == [None] * len(items)
    read = parse_report("one.md", new.data, RULES)
    assert read == new.report
    assert [(i.jira_key, i.status) for i in read.items] == [(w.key, w.status) for w in wishes]
    same = [
        replace(now, jira_key=old.jira_key, status=old.status, source=old.source)
        for old, now in zip(items, read.items, strict=True)
    ]
    assert tuple(same) == items


@given(files(), ASKED)
def test_a_second_time_changes_nothing(file: File, asked: list[tuple[Status, str]]) -> None:
    new, wishes, _ = written(file, asked)
    again = [
        replace(w, source=i.source, before=o.written)
        for w, i, o in zip(wishes, new.report.items, new.outcomes, strict=True)
    ]
    for wishes_again in (again, [replace(w, before=None) for w in again]):
        assert rewrite("one.md", new.data, RULES, wishes_again).data == new.data


@given(MARKDOWN | PIECES, st.integers(0, len(WHOLE)), ASKED)
@example("\\| a \\| b \\|\n\\|---\\|---\\|\n", 500, [(Status.DONE, "Done")])
def test_whatever_the_report_looks_like_it_is_read_as_before(
    text: str, at: int, asked: list[tuple[Status, str]]
) -> None:
    for data in ((WHOLE[:at] + text + WHOLE[at:]).encode(), (HEAD + "## Action Items\n\n" + text).encode()):
        items = parse_report("one.md", data, RULES).items
        wishes = {i.source: wanted(i, n, *asked[n % len(asked)]) for n, i in enumerate(items, 1)}
        new = rewrite("one.md", data, RULES, tuple(wishes.values()))
        assert [i.title for i in new.report.items] == [i.title for i in items]
        assert len(new.data.splitlines()) == len(data.splitlines())
        kept = [
            replace(w, source=i.source, before=o.written)
            for (w, o), i in zip(zip(wishes.values(), new.outcomes, strict=True), new.report.items, strict=False)
            if o.written
        ]
        assert rewrite("one.md", new.data, RULES, kept).data == new.data
