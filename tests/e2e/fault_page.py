"""The page that tells of every fault what comes of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from tests.e2e.fault_grid import FAULTS, Cell
from tests.e2e.fault_stories import STORIES, is_look

PAGE = Path(__file__).resolve().parents[2] / "docs" / "faults.md"
NAMES: Mapping[str, str] = {"cloud": "Jira Cloud", "dc": "Jira Data Center"}
HEAD = "| at | what is read | exit code | what is left | settled |\n|---|---|---|---|---|\n"


def rows(cells: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    """Each fault of one flavour with a row for what comes of it: the requests where it comes to the same, together."""
    for fault in FAULTS:
        met = [c for c in cells if c.fault == fault]
        by_outcome: dict[tuple[str, int, str, str], list[Cell]] = {}
        for cell in met:
            by_outcome.setdefault((cell.seen, cell.code, cell.left, cell.ends), []).append(cell)
        for (seen, code, left, ends), same in by_outcome.items():
            yield fault, f"| {_places(same, met)} | {seen.replace('|', '/')} | {code} | {left} | {ends} |"


def _places(same: Sequence[Cell], met: Sequence[Cell]) -> str:
    """Where: `every read` for all of them, be it of a story, be it of all stories."""
    if _looks(met) <= _looks(same) and len(_looks(met)) > 1:
        rest = [c for c in same if not is_look(c.request)]
        return "; ".join(["every read", *_by_story(rest, met)])
    return "; ".join(_by_story(same, met))


def _looks(cells: Collection[Cell]) -> set[tuple[str, str]]:
    return {(c.story, c.request) for c in cells if is_look(c.request)}


def _by_story(same: Sequence[Cell], met: Sequence[Cell]) -> Iterator[str]:
    for story in STORIES:
        names = list(dict.fromkeys(c.request for c in same if c.story == story.name))
        looks = {n for n in names if is_look(n)}
        every = {c.request for c in met if c.story == story.name and is_look(c.request)}
        if len(every) > 1 and every == looks:
            names = ["every read", *(n for n in names if not is_look(n))]
        if names:
            yield f"{story.name}: {', '.join(names)}"


INTRODUCTION = """# What comes of every fault

Each fault was put at each request of five runs, over HTTP, against the [sandbox](sandbox.md) as Jira Cloud and as Jira
Data Center. The tables are what was seen; `tests/e2e/test_fault_table.py` plays it all again and fails where they no
longer say the truth. `python -m tests.e2e.fault_grid` writes this page anew.

The runs: **push** makes an epic and two issues from a new report; **edit** sends a due date that the report moved;
**pull** reads every link (`--pull-only --full`); **settle what was made** and **settle what was not made** begin with
two creates in doubt, which were carried out unheard, or were not, with the grace over. *Every read* means all that are
asked before something is written.

However a row ends: when all is quiet there was exactly one epic and exactly one issue for each item, with the values that
both sides had agreed on, and no output, log or file of pirtrack held the token.

- **settled**: *at once*: the run itself came through; *by the next run*: `pirtrack sync` again, with nothing else
  done; *by the next full read*: `sync --full`, which reads every link; *after the grace*: a run after `jira.in_doubt_grace` (15 minutes unless configured); *when ... changed*: Jira
  refused it, and the same is not sent twice.
- **what is read** after `error:`, without the hint below it; where something had been begun, *the run ended early* stands
  before it, and how many changes are left behind it. *nothing*: there was nothing to say.
- **what is left** when the run has ended: *not made* is surely not in Jira, *in doubt* may be; *all as before*: every item
  and epic is what it was before the run.
- A fault comes once unless it says *from then on*. Faults that differ only where something is written were put at the
  writes and at one read.
"""


def page(cells: Sequence[Cell]) -> str:
    """The whole page."""
    of = {flavour: list(rows([c for c in cells if c.flavour == flavour])) for flavour in NAMES}
    cloud, dc = (of[flavour] for flavour in NAMES)
    parts = [INTRODUCTION]
    for fault in FAULTS:
        lines = [row if (fault, row) in dc else _only("cloud", row) for name, row in cloud if name == fault]
        lines += [_only("dc", row) for name, row in dc if name == fault and (fault, row) not in cloud]
        parts.append(f"\n## {fault}\n\n{HEAD}" + "".join(f"{line}\n" for line in lines))
    return "".join(parts)


def _only(flavour: str, row: str) -> str:
    return f"| *{NAMES[flavour]}:* {row.removeprefix('| ')}"


def rows_of(text: str, flavour: str) -> set[tuple[str, str]]:
    """What a page says of one flavour."""
    found: set[tuple[str, str]] = set()
    for part in text.split("\n## ")[1:]:
        fault, _, table = part.partition("\n")
        for line in table.strip().splitlines()[2:]:
            owner = next((f for f in NAMES if line.startswith(_only(f, ""))), None)
            if owner in (None, flavour):
                found.add((fault, line.replace(f"*{NAMES[flavour]}:* ", "", 1)))
    return found
