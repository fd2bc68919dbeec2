"""When an incident happened, by whatever in its report says so, and how the report writes dates. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from reports import dates, values
from reports.blocks import Document, Heading, Span, Table
from reports.dates import Ambiguous, Impossible, Order, Reckoning, Vague
from reports.facts import Fact, Facts
from reports.words import phrases, plain
from tracker.model import Found

# So many lines of text may tell when it happened.
_FIRST_LINES = 40
_FIRST_SECTIONS = 6

# What the first column of a timeline is called.
_TIMES = phrases(
    "time|timestamp|datetime|date|when|zeit|uhrzeit|zeitpunkt|hora|horario|heure|ora|tijd|時刻|日時|時間|时间|시간|시각|время|час"
)

Say = Callable[[str, Span, str], None]
"""Takes a problem: its code, where it is, what it is."""


@dataclass
class Occurrence:
    """What a report says about when it happened; `order` is the configured one, `say` takes problems."""

    path: str
    document: Document
    facts: Facts
    configured: Order | None
    say: Say

    @cached_property
    def order(self) -> Order | None:
        """The order in which the report writes day and month: as configured, else as its other dates show it."""
        shown = self.configured or dates.order_in(self.document.source)
        fact = self.facts.head("date")
        if shown is not None or fact is None or (either := _either(fact.value.text)) is None:
            return shown
        named = {found.value for found in (*self._titles(), self._of_path(), *self._told()) if found} & set(either)
        return dates.order_of(either, named.pop(), fact.value.text) if len(named) == 1 else None

    @cached_property
    def date(self) -> Found[dt.date] | None:
        """The day, by a fact, the title, the path, or the first day with a year that the first lines tell of."""
        fact = self.facts.head("date")
        if fact is not None and not values.is_nothing(fact.value.text) and values.hole(fact.value.text) is None:
            try:
                found = dates.day(fact.value.text, Reckoning(show=lambda: self.order))
                return self._found(found, fact.value)
            except Vague as why:
                return self._beside() or self._refused(fact, why)
            except Impossible as why:
                return self._refused(fact, why)
        return self._elsewhere() if fact is None else self._beside()

    def _refused(self, fact: Fact, why: Impossible) -> Found[dt.date] | None:
        self.say("HDR-DATE", fact.value, f"{fact.value.text.strip()!r} {why}")
        return None

    def _beside(self) -> Found[dt.date] | None:
        """By what is surer than the story."""
        told = (fact for name in ("started", "duration") if (fact := self.facts.head(name)) is not None)
        found = next((day for fact in told if (day := self._maybe(fact.value)) is not None), None)
        return found or next(self._titles(), None) or self._of_path()

    def _elsewhere(self) -> Found[dt.date] | None:
        return self._beside() or self._of_story()

    def _of_story(self) -> Found[dt.date] | None:
        for line in self._first_lines():
            if (found := self._maybe(line)) is not None:
                self.say("HDR-DATE-TOLD", line, f"the incident's date is taken from the text: {found.value}")
                return found
        return None

    def _titles(self) -> Iterator[Found[dt.date]]:
        heading = next((b for b in self.document.blocks if isinstance(b, Heading) and b.span.text.strip()), None)
        spans = [f.value for f in self.facts.every if f.block < 0 and f.key == "title"]
        for span in (*((heading.span,) if heading else ()), *spans):
            if (found := self._maybe(span)) is not None:
                yield found

    def _of_path(self) -> Found[dt.date] | None:
        for name in reversed(self.path.split("/")):
            try:
                return Found(dates.day(name.replace("_", "-"), Reckoning(order=self.configured)).value, 0, 0)
            except Impossible:
                continue
        return None

    def _told(self) -> Iterator[Found[dt.date]]:
        return (found for line in self._first_lines() if (found := self._maybe(line)) is not None)

    def _first_lines(self) -> Iterator[Span]:
        return islice(_story(self.document), _FIRST_LINES)

    def _maybe(self, span: Span) -> Found[dt.date] | None:
        order = self.__dict__.get("order", self.configured)
        try:
            found = dates.day(span.text, Reckoning(order=order))
        except Impossible:
            return None
        return None if found.inferred else self._found(found, span)

    def _found(self, day: dates.Day, span: Span) -> Found[dt.date]:
        return Found(day.value, *self.document.places.at(span.offset(day.start)))


def _either(text: str) -> tuple[dt.date, dt.date] | None:
    try:
        dates.day(text)
    except Ambiguous as found:
        return found.either
    except Impossible:
        return None
    return None


def _story(document: Document) -> Iterator[Span]:
    """The lines of the first sections."""
    sections = 0
    for block in document.blocks:
        sections += isinstance(block, Heading)
        if sections > _FIRST_SECTIONS:
            return
        if isinstance(block, Table):
            yield from _timeline(block)
        elif not isinstance(block, Heading) and not block.quoted:
            yield from (line for line in block.lines if not line.lead)


def _timeline(table: Table) -> Iterator[Span]:
    """When something happened, by the rows of a table that tells so first."""
    if not _TIMES.isdisjoint(plain(table.header.cells[0].text).split()):
        yield from (row.cells[0] for row in table.rows)
