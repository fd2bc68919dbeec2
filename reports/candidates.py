"""What may be asked of people, before it is understood, and which of it a careful person takes for items. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from reports import asking, before_title, headings, inline, tickets, values
from reports.blocks import Row, Span, Table
from reports.labels import label_of
from reports.sections import Kind, Region, begins_immediate, is_immediate, is_part_of_actions
from reports.vocabulary import Vocabulary
from reports.words import plain

# A question, a label with nothing behind it, a sentence that nobody wrote.
_LEFT_OPEN = ("?", ":", "：", "...", "…")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to be done: a row's cells by column, or the lines of a bullet and what is labelled below it.

    `said`: its own words call it an action; `table` and `row` are where it stands in one.
    """

    region: Region
    lines: tuple[Span, ...]
    cells: Mapping[str, Span] = field(default_factory=dict)
    checked: bool | None = None
    table: Table | None = None
    row: Row | None = None
    said: bool = False

    @property
    def text(self) -> str:
        """Its own lines as one."""
        return " ".join(line.text for line in self.lines)

    @property
    def in_table(self) -> bool:
        """It is a row."""
        return self.table is not None

    @property
    def is_given(self) -> bool:
        """Its cells say who does it, or by when."""
        return any(cell.text.strip() for name, cell in self.cells.items() if name in ("owner", "due"))


def surest(found: Sequence[Candidate]) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """What the surest kind of section holds, and the rest: other kinds tell of the same work in other words."""
    said = [c.region for c in found if not values.is_nothing(c.text)]
    best = min((r.kind for r in said if not begins_immediate(r)), default=None)
    first = tuple(c for c in found if best is None or c.region.kind is best or begins_immediate(c.region))
    chosen = {id(c) for c in first}
    return first, tuple(c for c in found if id(c) not in chosen)


def is_empty(candidate: Candidate) -> bool:
    """It says nothing, or what a template says."""
    text = candidate.text
    return values.is_nothing(text) or values.is_sample(text) or (values.is_generic(text) and not candidate.is_given)


def is_unfilled(candidate: Candidate) -> bool:
    """A template's row or bullet: nothing to be done, or nobody real to do it."""
    text = candidate.lines[0].text.strip()
    if is_empty(candidate) or text.endswith(_LEFT_OPEN) or (is_part_of_actions(text) and not candidate.is_given):
        return True
    held = [cell.text for name, cell in candidate.cells.items() if name in ("owner", "due") and cell.text.strip()]
    left = all(values.is_sample_owner(text) or values.placeholder(text) for text in held)
    return (bool(held) and left) or values.is_labelled_hole(candidate.lines[0].text)


def settled(group: list[Candidate], words: Vocabulary) -> Iterator[Candidate]:
    """Of each part of a region: its tables, if it has any, else its check boxes if it has some, else its bullets."""
    tabled = {c.region.groups for c in group if c.in_table}
    yield from (c for c in group if c.in_table)
    group = [c for c in group if not c.in_table and (not tabled or _is_apart(c, tabled))]
    group = _tasks([*_asked(_without_lessons(group, words))])
    boxed = {c.region.groups for c in group if c.checked is not None or before_title.is_boxed(c.lines[0].text)}
    for candidate in _put_together(group, words):
        told = is_immediate(candidate.region)  # done while it went on
        beside = candidate.region.groups in boxed or told
        if (
            not beside
            or candidate.said
            or _has_box(candidate)
            or (not told and (_has_ticket(candidate) or _is_assigned(candidate, words)))
        ):
            yield _tracked(candidate)


def _asked(group: list[Candidate]) -> Iterator[Candidate]:
    """Of lists that only look ahead: no rules, and nothing of a list that tells of what was done, and of nothing else."""
    open_lists = {c.region.groups for c in group if _says_how_it_stands(c) or not _tells(c.text)}
    for candidate in group:
        if _says_how_it_stands(candidate) or (
            candidate.region.groups in open_lists and not asking.is_rule(candidate.lines[0].text)
        ):
            yield candidate


def _tasks(group: list[Candidate]) -> list[Candidate]:
    """Where a list says apart what is to improve and the tasks for it, the tasks."""
    parts = {plain(text) for c in group for text in c.region.groups[1:]}
    if not any(part.startswith(headings.TASKS) for part in parts):
        return group
    better = {part for part in parts if part.startswith(headings.IMPROVABLE)}
    return [c for c in group if not better & {plain(text) for text in c.region.groups[1:]}]


def _tells(text: str) -> bool:
    return asking.is_done(text) or asking.is_rule(text) or asking.is_in_place(text)


def _says_how_it_stands(candidate: Candidate) -> bool:
    """It needs no words for that it is an item."""
    return (
        candidate.region.kind is not Kind.FORWARD
        or candidate.said
        or candidate.region.status is not None
        or _has_box(candidate)
    )


def _tracked(candidate: Candidate) -> Candidate:
    """What has a check box is on somebody's list, though its heading only looks ahead."""
    if candidate.checked is None or candidate.region.kind is not Kind.FORWARD:
        return candidate
    return replace(candidate, region=replace(candidate.region, kind=Kind.ACTIONS))


def _without_lessons(group: list[Candidate], words: Vocabulary) -> list[Candidate]:
    """Where lessons and actions share a heading, and some call themselves actions, the rest are lessons."""
    if not group or "lessons" not in plain((*group[0].region.groups, "")[0]):
        return group
    called = [c for c in group if (label := label_of(c.lines[0], words)) is not None and label[0] == "title"]
    return called or group


def _is_apart(candidate: Candidate, tabled: AbstractSet[tuple[str, ...]]) -> bool:
    """Beside tables, bullets are remarks on them, unless they stand under a heading of their own."""
    groups = candidate.region.groups
    return len(groups) > 1 and groups not in tabled and is_part_of_actions(groups[-1])


def _has_box(candidate: Candidate) -> bool:
    """It has a check box, or says in another way how it stands: crossed out, or by its first words."""
    line = candidate.lines[0]
    return candidate.checked is not None or line.struck or before_title.is_marked(line.text)


def _put_together(group: list[Candidate], words: Vocabulary) -> Iterator[Candidate]:
    """Bullets that are labelled one by one: an action begins an item, its owner belongs to it."""
    current: Candidate | None = None
    for candidate in group:
        label = label_of(candidate.lines[0], words) if candidate.lines[0].lead and not candidate.said else None
        if label is not None and label[0] != "title" and current is not None:
            current = replace(current, cells={**current.cells, label[0]: label[1]})
            continue
        if current is not None:
            yield current
        current = None if label is None else _begun(candidate, *label)
        if current is None:
            yield candidate
    if current is not None:
        yield current


def _begun(candidate: Candidate, name: str, value: Span) -> Candidate | None:
    """The item that a labelled bullet begins; a word for how it stands, as `TODO:`, stays with it."""
    if name != "title":
        return None
    return (
        candidate
        if before_title.is_marked(candidate.lines[0].text)
        else replace(candidate, lines=(value, *candidate.lines[1:]))
    )


def _is_assigned(candidate: Candidate, words: Vocabulary) -> bool:
    """It says who does it, or by when, as remarks do not."""
    line = candidate.lines[0]
    return candidate.is_given or bool({"owner", "due"} & inline.told(line.text, words, lead=line.lead).fields.keys())


def _has_ticket(candidate: Candidate) -> bool:
    """It is tracked somewhere, as remarks are not."""
    cells = {"links": candidate.lines[0], "more": candidate.lines[-1]}
    return tickets.elsewhere(cells, candidate.text) is not None
