from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable

import pytest

from reports.digest.value import Digest, Heading
from reports.render import words
from tests.golden.digests import FOLDER, GOLDEN
from tests.unit.digest.samples import digest


@pytest.mark.parametrize("name", GOLDEN)
def test_every_format_says_what_it_said(name: str) -> None:
    written = (FOLDER / name).read_bytes().decode()

    assert GOLDEN[name](digest()) == written, "run `python -m tests.golden.digests` and look at what it changed"


def _counted(text: str, pattern: str) -> Counter[str]:
    return Counter({found[1]: int(found[2]) for found in re.finditer(pattern, text)})


def _lists(text: str, pattern: str) -> int:
    return len(re.findall(pattern, text, re.MULTILINE))


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


TITLE = "|".join(re.escape(title) for title in words.TITLES.values())
READ: dict[str, Callable[[str], Counter[str]]] = {
    "digest.txt": lambda t: _counted(t, rf"(?m)^({TITLE}) \((\d+)\)"),
    "terminal.txt": lambda t: _counted(t, rf"({TITLE}) \((\d+)\)"),
    "digest.md": lambda t: _counted(t, rf"(?m)^### ({TITLE}) \((\d+)\)"),
    "page.html": lambda t: _counted(t, rf'<h2>({TITLE}) <span class="n">(\d+)'),
    "mail.txt": lambda t: _counted(t, rf"(?m)^({TITLE}) \((\d+)\)"),
    "mail.html": lambda t: _counted(t, rf"<h3[^>]*>(?:<a[^>]*>)?({TITLE}) \((\d+)\)"),
    "chat.json": lambda t: _counted(t, rf"({TITLE}) \((\d+)\)"),
    "digest.csv": lambda t: Counter(words.TITLES[Heading(row["section"])] for row in _rows(t)),
    "digest.json": lambda t: Counter({s["title"]: s["count"] for s in json.loads(t)["data"]["sections"]}),
}
LINES: dict[str, Callable[[str], int]] = {
    "digest.txt": lambda t: _lists(t, r"^(?:\*| )  (?:P\d|-)  "),
    "digest.md": lambda t: _lists(t, r"^\|") - 2 * _lists(t, r"^\| ---"),
    "page.html": lambda t: _lists(t, r"^<tr><td>") + t.count("<ul><li>the job"),
    "mail.html": lambda t: _lists(t, r'^<tr><td style="') + t.count("<ul><li>the job"),
    "chat.json": lambda t: t.count("\\n• "),
    "digest.csv": lambda t: len(_rows(t)),
    "digest.json": lambda t: sum(len(s["lines"]) for s in json.loads(t)["data"]["sections"]),
}


@pytest.mark.parametrize("name", READ)
def test_the_numbers_of_all_formats_agree(name: str) -> None:
    made = digest()
    wanted = Counter({words.TITLES[s.heading]: len(s.lines) for s in made.sections})

    assert READ[name](GOLDEN[name](made)) == wanted
    assert len(wanted) == len(Heading), "the sample has something for every section"


@pytest.mark.parametrize("name", LINES)
def test_every_line_is_in_every_format(name: str) -> None:
    made = digest()

    assert LINES[name](GOLDEN[name](made)) == sum(len(s.lines) for s in made.sections)


@pytest.mark.parametrize("name", [n for n in GOLDEN if n not in ("by_owner.txt", "digest.csv")])
def test_the_totals_are_in_every_format(name: str) -> None:
    made: Digest = digest()
    text = " ".join(re.sub(r"\x1b\[[0-9;]*m", "", GOLDEN[name](made)).split())

    for sentence in (words.verdict(made), words.open_items(made)):
        assert sentence in text
    assert ("2026-03-09T08:45:00Z" if name == "digest.json" else "2026-03-09 08:45 UTC") in text
