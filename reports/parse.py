"""Report text -> ParsedReport: what was said, where, and everything that is wrong with it. Never raises. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from reports import candidates, check, dates, facts, markdown, people, shapes, tickets, values
from reports.actions import ActionReader, Placed
from reports.blocks import Document, Heading, ListItem, Paragraph, Span
from reports.candidates import Candidate
from reports.codes import problem
from reports.dates import Impossible, Reckoning
from reports.decoding import decode
from reports.facts import Fact, Facts
from reports.kind import kind_of
from reports.occurred import Occurrence
from reports.reading import Reading
from reports.retold import retold
from reports.rules import ReadingRules
from reports.signatures import sign_offs
from reports.words import mended, slug
from tracker.model import Found, ParsedReport, Problem, ReportKind

T = TypeVar("T")

_TITLE_PREFIX = re.compile(
    r"^(?:post[- ]?)?(?:incident|mortem)(?:\s+(?:report|review|post-?mortem))?\s*[:\u2013\u2014-]\s*", re.IGNORECASE
)
# In a title, set apart from what happened.
_SEVERITY = re.compile(r"(?:^|[\[(|:—–-])\s*(SEV[- ]?[0-5]|P[0-4])\s*(?:$|[\])|:—–-])", re.IGNORECASE)


def parse_report(path: str, data: bytes, rules: ReadingRules) -> ParsedReport:
    """What a file says; problems of reading and of checking, in the order of the lines."""
    return read_report(path, data, rules)[0]


def read_report(path: str, data: bytes, rules: ReadingRules) -> tuple[ParsedReport, Document, tuple[Placed, ...]]:
    """The same, with the document and where in it each item stands."""
    decoded = decode(path, data)
    digest = hashlib.sha256(data).hexdigest()
    document = markdown.read(decoded.source)
    reader = _Reader(path, document, facts.facts(document), rules, list(decoded.problems))
    report = reader.read(digest)
    cells = tuple(placed.cells for placed in reader.placed)
    found = check.check(Reading(report, document, decoded.source, cells, reader.told_elsewhere), rules)
    problems = tuple(sorted(found, key=lambda p: (p.line or 0, p.column or 0, p.code)))
    return replace(report, problems=problems), document, reader.placed


@dataclass(slots=True)
class _Reader:
    path: str
    document: Document
    facts: Facts
    rules: ReadingRules
    problems: list[Problem] = field(default_factory=list)
    placed: tuple[Placed, ...] = ()
    told_elsewhere: tuple[Candidate, ...] = ()

    def read(self, digest: str) -> ParsedReport:
        surest, others = candidates.surest(shapes.candidates(self.document, self.rules.words))
        again = retold(surest)
        left_out = {id(c) for c in again}
        found = tuple(c for c in surest if id(c) not in left_out)
        self.told_elsewhere = (*others, *again)
        kind = kind_of(self.path, self.document, self.facts, found)
        if kind is not ReportKind.REPORT:
            code = "DOC-TEMPLATE" if kind is ReportKind.TEMPLATE else "DOC-NOT-A-REPORT"
            return ParsedReport(self.path, digest, kind, problems=(*self.problems, problem(code, self.path, 1, 1)))
        self._holes()
        title = self._title()
        when = Occurrence(
            self.path,
            self.document,
            self.facts,
            self.rules.order,
            lambda code, span, said: self._say(code, span, 0, said),
        )
        date = when.date
        by = Reckoning(date.value if date else None, show=lambda: when.order)
        reader = ActionReader(self.path, self.document.places, by, self.rules, self.problems, people.people(self.facts))
        self.placed = tuple(placed for candidate in found if (placed := reader.item(candidate)) is not None)
        return ParsedReport(
            path=self.path,
            digest=digest,
            kind=kind,
            title=title,
            incident=self._incident(title, date),
            date=date,
            severity=self._severity(),
            incident_status=self._text(self.facts.head("incident_status")),
            document_status=self._text(self.facts.foot("document_status")),
            finalised=self._dated(self.facts.foot("finalised"), "END-DATE", by),
            epic=self._epic(),
            next_review=self._dated(self.facts.foot("next_review"), "END-DATE", by),
            prepared_by=self._text(self.facts.foot("prepared_by")),
            sign_offs=sign_offs(self.document),
            items=tuple(placed.item for placed in self.placed),
            problems=tuple(self.problems),
        )

    # What is left to be filled in ----------------------------------------------------------------

    def _holes(self) -> None:
        """Placeholders: errors in the header and the footer, warnings in the text."""
        told: set[int] = set()
        epic = self.facts.epic()
        feet = (*self.facts.in_footer(), *((epic,) if epic else ()))
        for code, some in (("HDR-PLACEHOLDER", self.facts.in_header()), ("END-PLACEHOLDER", feet)):
            for fact in some:
                hole = None if fact.is_list else values.hole(fact.value.text)
                if hole and fact.value.offset() not in told:
                    told.add(fact.value.offset())
                    said = f"{fact.said} still holds the placeholder {hole.group()}"
                    self._say(code, fact.value, 0, said)
        lines = (*_texts(self.document),)
        for line in lines if values.may_be_left_open("\n".join(line.text for line in lines)) else ():
            if values.is_sample(line.text) and line.offset() not in told:
                said = f"the text still holds the placeholder {line.text.strip()[:60]}"
                self._say("TXT-PLACEHOLDER", line, len(line.text) - len(line.text.lstrip()), said)

    # Facts ---------------------------------------------------------------------------------------

    def _heading(self) -> Heading | None:
        return next((b for b in self.document.blocks if isinstance(b, Heading) and b.span.text.strip()), None)

    def _title(self) -> Found[str] | None:
        heading = self._heading()
        if heading is None:
            return None
        text = heading.span.text.rstrip()
        prefix = _TITLE_PREFIX.match(text)
        start = prefix.end() if prefix and prefix.end() < len(text) else 0
        if hole := values.hole(text[start:]):
            said = f"the title still holds the placeholder {hole.group()}"
            self._say("HDR-PLACEHOLDER", heading.span, start + hole.start(), said)
            return None
        return self._found(mended(text[start:]), heading.span, start)

    def _text(self, fact: Fact | None) -> Found[str] | None:
        if fact is None or values.is_nothing(fact.value.text) or values.hole(fact.value.text):
            return None
        return self._found(
            mended(fact.value.text.strip()), fact.value, len(fact.value.text) - len(fact.value.text.lstrip())
        )

    def _severity(self) -> Found[str] | None:
        fact = self.facts.head("severity")
        heading = self._heading()
        if fact is not None or heading is None:
            return self._text(fact)
        found = _SEVERITY.search(heading.span.text)
        return self._found(found[1], heading.span, found.start(1)) if found else None

    def _dated(self, fact: Fact | None, code: str, by: Reckoning) -> Found[dt.date] | None:
        found = self._text(fact)
        if fact is None or found is None:
            return None
        try:
            day = dates.day(fact.value.text, by)
        except Impossible as why:
            self._say(code, fact.value, 0, f"{found.value!r} {why}")
            return None
        return self._found(day.value, fact.value, day.start)

    def _incident(self, title: Found[str] | None, date: Found[dt.date] | None) -> Found[str] | None:
        """The id that is written, else one made of date and title, told by line 0."""
        fact = self.facts.head("incident")
        found = self._text(fact)
        name = found.value.lstrip("#").strip() if found else ""
        if found is not None and name:
            return Found(name, found.line, found.column)
        if fact is not None and values.hole(fact.value.text):
            return None
        if (named := self._named()) is not None:
            return named
        if date is not None:
            return Found(f"{date.value.isoformat()}-{slug(title.value if title else 'untitled')}", 0, 0)
        self._nameless(fact)
        return None

    def _named(self) -> Found[str] | None:
        """The id that the title holds, or the file's name begins with."""
        heading = self._heading()
        front = (f.value for f in self.facts.every if f.block < 0 and f.key == "title")
        for span in (*((heading.span,) if heading else ()), *front):
            if (said := facts.incident_id(span.text)) is not None:
                return self._found(said, span, span.text.index(said))
        said = facts.id_of_file(self.path.rpartition("/")[2])
        return Found(said, 1, 1) if said is not None else None

    def _nameless(self, fact: Fact | None) -> None:
        """Neither id nor date; a date that is a placeholder, or none, is told already."""
        date = self.facts.head("date")
        if date is not None and not values.is_nothing(date.value.text):
            return
        line, column = self.document.places.at(fact.value.offset()) if fact else (1, 1)
        self.problems.append(problem("HDR-ID", self.path, line, column))

    def _epic(self) -> Found[str] | None:
        fact = self.facts.epic()
        found = self._text(fact)
        if fact is None or found is None:
            return None
        key = next((k for link in fact.value.links if (k := tickets.browse_key(link))), None)
        key = key or tickets.browse_key(found.value) or tickets.cell_key(found.value)
        if key is None:
            self._say("HDR-EPIC", fact.value, 0, f"{found.value!r} is not a Jira key")
            return None
        return Found(key, found.line, found.column)

    # Places --------------------------------------------------------------------------------------

    def _found(self, value: T, span: Span, position: int) -> Found[T]:
        return Found(value, *self.document.places.at(span.offset(position)))

    def _say(self, code: str, span: Span, position: int, message: str) -> None:
        line, column = self.document.places.at(span.offset(position))
        self.problems.append(problem(code, self.path, line, column, message))


def _texts(document: Document) -> Iterator[Span]:
    for block in document.blocks:
        if isinstance(block, Paragraph | ListItem):
            yield from block.lines
