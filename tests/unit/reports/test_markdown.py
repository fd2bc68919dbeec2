from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.blocks import Document, Heading, ListItem, Paragraph, Table
from reports.markdown import read

TEXT = """\
# Title

Some **bold** words
and [more](https://example.com/a).

- [x] one
  wrapped
  - `nested` item

    its second paragraph
2. **Lead**: two

> quoted

| A | B `x` |
|---|---|
| a \\| b | [c](https://example.com/c) |
"""


def blocks(text: str) -> Document:
    return read(text.encode())


def test_every_block_in_order() -> None:
    kinds = [type(b).__name__ for b in blocks(TEXT).blocks]
    assert kinds == ["Heading", "Paragraph", "ListItem", "ListItem", "Paragraph", "ListItem", "Paragraph", "Table"]


def test_a_paragraph_is_told_line_by_line() -> None:
    (paragraph,) = (b for b in blocks(TEXT).blocks[:2] if isinstance(b, Paragraph))
    assert [line.text for line in paragraph.lines] == ["Some bold words", "and more."]
    assert paragraph.lines[1].links == ("https://example.com/a",)


def test_a_list_item_knows_its_box_its_lines_and_what_it_is_nested_in() -> None:
    one, nested, two = (b for b in blocks(TEXT).blocks if isinstance(b, ListItem))

    assert ([line.text for line in one.lines], one.checked, one.within) == (["one", "wrapped"], True, None)
    assert (nested.lines[0].text, nested.within) == ("nested item", one)
    assert (two.lines[0].text, two.lines[0].lead, two.ordered, two.checked) == ("Lead: two", "Lead", True, None)


def test_a_table_has_the_bytes_of_its_cells() -> None:
    source = TEXT.encode()
    (table,) = (b for b in read(source).blocks if isinstance(b, Table))

    assert [c.text for c in table.header.cells] == ["A", "B x"]
    (row,) = table.rows
    assert [source[c.start : c.end] for c in row.cells] == [b" a \\| b ", b" [c](https://example.com/c) "]
    assert [c.text for c in row.cells] == ["a | b", "c"]
    assert source[row.start : row.end].startswith(b"| a")


def test_what_stands_under_which_headings() -> None:
    found = blocks("# A\n\n## B\n\none\n\n### C\n\ntwo\n\n## D\n\nthree\n").blocks
    told = [[h.span.text for h in b.section] for b in found if isinstance(b, Paragraph)]
    assert told == [["A", "B"], ["A", "B", "C"], ["A", "D"]]


def test_front_matter_stands_at_the_very_start_only() -> None:
    document = blocks("---\ntitle: x\n---\n\n# T\n\n---\na: b\n---\n")

    assert [line.text for line in document.front] == ["title: x"]
    assert next(b.span.text for b in document.blocks if isinstance(b, Heading)) == "T"
    assert document.places.at(document.front[0].offset(7)) == (2, 8)


def test_code_html_and_comments_are_left_out() -> None:
    text = "```\n# a\n```\n\n    # b\n\n<div>\n# c\n</div>\n\n<!--\n# d\n-->\n\n- x\n\n  ```\n  - y\n  ```\n"
    found = blocks(text).blocks
    assert [b.lines[0].text for b in found if isinstance(b, ListItem)] == ["x"]
    assert not [b for b in found if not isinstance(b, ListItem)]


def test_a_mark_at_the_start_is_no_column() -> None:
    document = read(b"\xef\xbb\xbf# T\n")
    (heading,) = document.blocks
    assert isinstance(heading, Heading)
    assert document.places.at(heading.span.offset()) == (1, 3)


def test_struck_through_as_a_whole_or_in_part() -> None:
    whole, part = (b for b in blocks("- ~~no~~\n- ~~no~~ but yes\n").blocks if isinstance(b, ListItem))
    assert (whole.lines[0].struck, part.lines[0].struck) == (True, False)


@given(st.lists(st.text("äö日 abc`*_[]()|", max_size=12), max_size=6), st.sampled_from(["\n", "\r\n", "\r"]))
def test_an_offset_leads_back_to_the_same_letters(parts: list[str], end: str) -> None:
    text = end.join(f"- x{part}" for part in parts)
    source = text.encode()
    document = read(source)
    for block in document.blocks:
        for line in block.lines if isinstance(block, ListItem | Paragraph) else ():
            assert list(line.offsets(range(len(line.text) + 1))) == [line.offset(n) for n in range(len(line.text) + 1)]
            for position, letter in enumerate(line.text):
                if letter.isalpha():
                    at = line.offset(position)
                    assert source[at:].decode("utf-8", "ignore").startswith(letter)
                    row, column = document.places.at(at)
                    assert text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[row - 1][column - 1] == letter


def test_a_fence_that_nothing_closes_hides_no_sections() -> None:
    text = "# Title\n\n```\na line of a log\n\n## Action items\n\n- one\n"
    kinds = [type(b).__name__ for b in blocks(text).blocks]

    assert kinds == ["Heading", "Paragraph", "Heading", "ListItem"]
    assert [type(b).__name__ for b in blocks(text + "```\n").blocks] == ["Heading"]
    assert [type(b).__name__ for b in blocks("# Title\n\n```\n# a comment\nrun it\n").blocks] == ["Heading"]
