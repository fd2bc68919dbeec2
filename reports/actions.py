"""Candidates as action items: what their words mean, and what is wrong with them. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from reports import dates, inline, people, terms, tickets, values
from reports.blocks import Places, Span
from reports.candidates import Candidate
from reports.codes import problem
from reports.dates import Impossible, Reckoning, Vague
from reports.rules import ReadingRules
from reports.sections import Kind, priorities
from reports.words import mended, one_line, plain
from tracker.model import Priority, Problem, ReportedItem, Source, Status

T = TypeVar("T")

_WORDS = re.compile(r"[\s()\[\]*]+")
_LARGEST_NUMBER = 1_000_000


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with what it was read from: its cells by what they hold."""

    item: ReportedItem
    candidate: Candidate
    cells: Mapping[str, Span]


@dataclass(slots=True)
class ActionReader:
    """Reads the candidates of one report; what is wrong goes into `problems`.

    `people` are those whom the report names; `by` holds the report's date: what a due date leaves out is counted from it.
    """

    path: str
    places: Places
    by: Reckoning
    rules: ReadingRules
    problems: list[Problem]
    people: frozenset[str] = frozenset()
    pressing: dict[tuple[str, ...], Priority | None] = field(default_factory=dict)
    standing: dict[tuple[str, ...], Status | None] = field(default_factory=dict)

    def item(self, candidate: Candidate) -> Placed | None:
        """The item that a candidate is; None for an empty one, or one that a template left."""
        text = " ".join(line.text for line in candidate.lines)
        if candidate.in_table:
            return self._row(candidate) if any(_says(n, c) for n, c in candidate.cells.items()) else None
        if values.is_nothing(text):
            return None
        return self._bullet(candidate, text)

    # A row of a table ----------------------------------------------------------------------------

    def _row(self, candidate: Candidate) -> Placed | None:
        cells = candidate.cells
        broken = [self._placeholder(name, cell) for name, cell in cells.items()]
        if any(broken):
            return None
        title = cells["title"]
        if values.is_generic(title.text) and not candidate.is_given:
            self._say("ITM-PLACEHOLDER", title, f"the title is what a template left: {one_line(title.text)[:60]}")
            return None
        if values.is_nothing(title.text):
            self._say("ITM-TITLE", title)
            return None
        told = inline.told(mended(title.text), self.rules.words, by=self.by)
        text = one_line(values.unwrapped(mended(title.text)[told.start :]))
        number = cells["number"].text.strip() if "number" in cells else ""
        return self._made(
            candidate, _Words(text, title, number, _status_of_row(told.status, title), one_line(title.text)), cells
        )

    def _placeholder(self, name: str, cell: Span) -> bool:
        hole = None if name in ("number", "ticket") else values.placeholder(cell.text)
        if name == "title" and not values.is_sample(cell.text):
            return False  # a title may speak of {{ templates }} or [x]
        if hole is None and not (name == "owner" and values.is_sample_owner(cell.text)) and name != "title":
            return False
        if name == "status" and hole is not None and values.status_of(cell.text, self.rules.words) is not None:
            return False
        said = hole.group() if hole else cell.text
        self._say("ITM-PLACEHOLDER", cell, f"the {name} cell still holds the placeholder {said}")
        return True

    # A bullet ------------------------------------------------------------------------------------

    def _bullet(self, candidate: Candidate, text: str) -> Placed | None:
        first = candidate.lines[0]
        told = inline.told(text, self.rules.words, lead=first.lead, by=self.by, first_line=len(first.text))
        rest = told.text[told.start : told.end]
        given = people.given(rest, self.people) if "owner" not in {*told.fields, *candidate.cells} else None
        rest = rest[given.start : given.end] if given else rest
        title = one_line(mended(values.unwrapped(rest)))
        if values.is_nothing(title):
            return None
        holes = [name for name, (said, _) in told.fields.items() if values.placeholder(said)]
        if values.is_sample(rest) or holes or (values.is_generic(text) and not candidate.is_given):
            self._say("ITM-PLACEHOLDER", first, f"the item still holds a placeholder: {one_line(text)[:60]}")
            return None
        at = min(told.start + (given.start if given else 0), len(first.text))
        place = first.part(at)
        cells = {name: self._piece(candidate.lines, said, position) for name, (said, position) in told.fields.items()}
        if given is not None:
            cells["owner"] = self._piece(candidate.lines, given.who, told.start + given.at)
        status = _checked(candidate.checked) or told.status or (Status.CANCELLED if first.struck else None)
        links = tuple(link for line in candidate.lines for link in line.links)
        cells["links"] = Span("", first.start, first.end, links=links)
        return self._made(candidate, _Words(title, place, "", status, one_line(text)), {**cells, **candidate.cells})

    def _piece(self, lines: tuple[Span, ...], said: str, position: int) -> Span:
        for line in lines:
            if position <= len(line.text):
                return Span(said, line.offset(position), line.end)
            position -= len(line.text) + 1
        return Span(said, lines[0].start, lines[0].end)

    # Both ----------------------------------------------------------------------------------------

    def _made(self, candidate: Candidate, words: _Words, cells: Mapping[str, Span]) -> Placed:
        line, column = self.places.at(words.place.offset())
        said = mended(one_line(cells["owner"].text)) if "owner" in cells else ""
        in_place = values.stands_for_owner(said, self.rules.words)
        names = values.owners(said) if in_place is None else ()
        number = words.number
        whole = (
            int(number) if number.isascii() and number.isdigit() and len(number) < len(str(_LARGEST_NUMBER)) else None
        )
        due = self._read(cells, "due", self._due)
        status = (
            self._status(cells)
            or words.status
            or in_place
            or self._status_beside(cells)
            or self._status_above(candidate)
        )
        key = tickets.key(cells, words.whole, self.rules.projects)
        item = ReportedItem(
            title=words.title[tickets.without_key(words.title, key) :],
            source=Source(self.path, line, column),
            number=whole,
            row=number or None,
            owner=names[0] if names else None,
            owners=names,
            due=due,
            priority=self._read(cells, "priority", lambda text: values.priority(text, self.rules.words))
            or self._priority_above(candidate),
            status=status,
            jira_key=key,
            elsewhere=tickets.elsewhere(cells, words.whole),
            inferred=candidate.region.kind is Kind.FORWARD,
        )
        return Placed(item, candidate, cells)

    def _due(self, text: str) -> dt.date | None:
        return None if values.is_nothing(text) else dates.day(text, self.by).value

    def _status(self, cells: Mapping[str, Span]) -> Status | None:
        return self._read(cells, "status", lambda text: values.status(text, self.rules.words))

    def _status_beside(self, cells: Mapping[str, Span]) -> Status | None:
        """A status that stands in the cell of the due date or of the ticket."""
        for name in ("due", "ticket"):
            words = _WORDS.split(cells[name].text) if name in cells else []
            for n in range(len(words)):
                tail = " ".join(words[n:])
                if name == "due" and plain(tail) in terms.NO_FIRST_STATUS:
                    continue
                if not values.is_nothing(words[n]) and (found := values.status_of(tail, self.rules.words)) is not None:
                    return found
        return None

    def _priority_above(self, candidate: Candidate) -> Priority | None:
        groups = candidate.region.groups
        if groups not in self.pressing:
            told = (values.priority_of_group(text, self.rules.words) for text in priorities(candidate.region))
            self.pressing[groups] = next((found for found in told if found), None)
        return self.pressing[groups]

    def _status_above(self, candidate: Candidate) -> Status | None:
        groups = candidate.region.groups
        if groups not in self.standing:
            self.standing[groups] = candidate.region.status
        return self.standing[groups]

    def _read(self, cells: Mapping[str, Span], name: str, read: Callable[[str], T | None]) -> T | None:
        cell = cells.get(name)
        if cell is None:
            return None
        try:
            return read(mended(cell.text))
        except Impossible as why:
            code = "ITM-DUE-VAGUE" if isinstance(why, Vague) else _CODES[name]
            self._say(code, cell, f"{one_line(cell.text)!r} {why}")
            return None

    def _say(self, code: str, cell: Span, message: str | None = None) -> None:
        line, column = self.places.at(cell.offset())
        self.problems.append(problem(code, self.path, line, column, message))


_CODES = {"due": "ITM-DUE-DATE", "priority": "ITM-PRIORITY-WORD", "status": "ITM-STATUS"}


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    place: Span
    number: str
    status: Status | None
    whole: str


def _says(name: str, cell: Span) -> bool:
    return name != "number" and not values.is_nothing(cell.text)


def _status_of_row(told: Status | None, title: Span) -> Status | None:
    return told or (Status.CANCELLED if title.struck else None)


def _checked(checked: object) -> Status | None:
    return None if checked is None else Status.DONE if checked else Status.NOT_STARTED
