"""Report text -> ParsedReport: what was said, where, and everything that is wrong with it. Never raises. Pure."""

from __future__ import annotations

import codecs
import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from reports import check, values, vocabulary
from reports.actions import ActionReader, columns, is_action_table
from reports.codes import problem
from reports.markdown import Block, Heading, Line, Table, blocks, tables
from reports.rules import ReadingRules
from reports.values import Impossible
from tracker.model import Found, ParsedReport, Problem, ReportKind, SignOff

T = TypeVar("T")

_KEYED = re.compile(r"^\*\*(?P<key>[^*:\uff1a]{1,60})\s*(?::\*\*|\*\*\s*[:\uff1a]|\uff1a\*\*)\s*(?P<value>.*)$")
_PLAIN = re.compile(r"^(?P<key>[A-Za-z][A-Za-z -]{1,30}):\s*(?P<value>.*)$")
_TITLE_PREFIX = re.compile(
    r"^(?:post[- ]?)?(?:incident|mortem)(?:\s+(?:report|review|post-?mortem))?\s*[:\u2013\u2014-]\s*", re.IGNORECASE
)


def parse_report(path: str, data: bytes, rules: ReadingRules) -> ParsedReport:
    """What a file says; problems of reading and of checking, in the order of the lines."""
    text, problems = _decode(path, data)
    digest = hashlib.sha256(data).hexdigest()
    if text is None:
        return ParsedReport(path, digest, ReportKind.NOT_A_REPORT, problems=problems)
    reader = _Reader(path, rules, blocks(text), list(problems))
    report = reader.read(digest)
    found = (*report.problems, *check.check(report, rules))
    return replace(report, problems=tuple(sorted(found, key=lambda p: (p.line or 0, p.column or 0, p.code))))


def _decode(path: str, data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _lines(data.decode(name, "replace")), ()
    if b"\0" in data:
        return None, (problem("DOC-NOT-A-REPORT", path, 1, 1, "the file is not text"),)
    try:
        return _lines(data.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _lines(data.decode("cp1252", "replace")), (problem("DOC-ENCODING", path, line, 1),)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(slots=True)
class _Reader:
    path: str
    rules: ReadingRules
    found: Sequence[Block]
    problems: list[Problem] = field(default_factory=list)

    def read(self, digest: str) -> ParsedReport:
        heads = self._keyed(self._head_lines(), vocabulary.HEAD_KEYS)
        feet = self._keyed([b for b in self.found if isinstance(b, Line)], vocabulary.FOOT_KEYS)
        actions = [t for t in tables(self.found) if is_action_table(t)]
        kind = self._kind(heads, actions)
        if kind is not ReportKind.REPORT:
            code = "DOC-TEMPLATE" if kind is ReportKind.TEMPLATE else "DOC-NOT-A-REPORT"
            return ParsedReport(self.path, digest, kind, problems=(*self.problems, problem(code, self.path, 1, 1)))
        title = self._title()
        date = self._date(heads.get("date"), "HDR-DATE", "HDR-PLACEHOLDER")
        reader = ActionReader(self.path, self.problems)
        items = tuple(item for table in actions for item in reader.items(table))
        duration = heads.get("duration")
        self._text(duration, "HDR-PLACEHOLDER")
        return ParsedReport(
            path=self.path,
            digest=digest,
            kind=kind,
            title=title,
            incident=self._incident(heads.get("incident"), title, date),
            date=date,
            severity=self._text(heads.get("severity"), "HDR-PLACEHOLDER"),
            incident_status=self._text(heads.get("incident_status"), "HDR-PLACEHOLDER"),
            document_status=self._text(feet.get("document_status"), "END-PLACEHOLDER"),
            finalised=self._date(feet.get("finalised"), "END-DATE", "END-PLACEHOLDER"),
            epic=self._epic(),
            next_review=self._date(feet.get("next_review"), "END-DATE", "END-PLACEHOLDER"),
            prepared_by=self._text(feet.get("prepared_by"), "END-PLACEHOLDER"),
            sign_offs=self._sign_offs(),
            items=items,
            problems=(*self.problems, *self._prose({id(line) for line in (*heads.values(), *feet.values())})),
        )

    def _kind(self, heads: Mapping[str, Line], actions: Sequence[Table]) -> ReportKind:
        told = {"incident", "date", "severity"} & heads.keys()
        if not actions and not (told and len(heads) > 1):
            return ReportKind.NOT_A_REPORT
        filled = any(not values.placeholder(_value(line).value) for line in heads.values())
        titles = [row[columns(table)["title"]].text for table in actions for row in table.rows]
        if not filled and all(not title or values.is_whole_placeholder(title) for title in titles):
            return ReportKind.TEMPLATE
        return ReportKind.REPORT

    def _head_lines(self) -> list[Line]:
        """What stands above the first section."""
        lines: list[Line] = []
        for block in self.found:
            if isinstance(block, Heading) and (block.level > 1 or lines):
                break
            if isinstance(block, Line):
                lines.append(block)
        return lines

    def _keyed(self, lines: Sequence[Line], keys: Mapping[str, frozenset[str]]) -> dict[str, Line]:
        """The first line of each key."""
        found: dict[str, Line] = {}
        for line in lines:
            keyed = _KEYED.match(line.text)
            if keyed and not line.quoted:
                said = values.plain(keyed["key"])
                name = next((n for n, words in keys.items() if said in words), None)
                if name is not None:
                    found.setdefault(name, line)
        return found

    def _text(self, line: Line | None, placeholder_code: str) -> Found[str] | None:
        if line is None:
            return None
        found = _value(line)
        if values.placeholder(found.value):
            said = f"{_key(line)} still holds the placeholder {values.placeholder(found.value).group()}"  # type: ignore[union-attr]  # just matched
            self.problems.append(problem(placeholder_code, self.path, found.line, found.column, said))
            return None
        return None if values.is_nothing(found.value) else found

    def _date(self, line: Line | None, code: str, placeholder_code: str) -> Found[dt.date] | None:
        found = self._text(line, placeholder_code)
        if found is None:
            return None
        return self._valued(found, values.day, code)

    def _valued(self, found: Found[str], read: Callable[[str], T | None], code: str) -> Found[T] | None:
        try:
            value = read(found.value)
        except Impossible as why:
            self.problems.append(problem(code, self.path, found.line, found.column, f"{found.value!r} {why}"))
            return None
        return None if value is None else Found(value, found.line, found.column)

    def _title(self) -> Found[str] | None:
        heading = next((b for b in self.found if isinstance(b, Heading) and b.text), None)
        if heading is None:
            return None
        hole = values.placeholder(heading.text)
        if hole:
            said = f"the title still holds the placeholder {hole.group()}"
            self.problems.append(
                problem("HDR-PLACEHOLDER", self.path, heading.line, heading.column + hole.start(), said)
            )
            return None
        prefix = _TITLE_PREFIX.match(heading.text)
        start = prefix.end() if prefix and prefix.end() < len(heading.text) else 0
        return Found(heading.text[start:], heading.line, heading.column + start)

    def _incident(self, line: Line | None, title: Found[str] | None, date: Found[dt.date] | None) -> Found[str] | None:
        """The id that is written, else one made of date and title, told by line 0."""
        found = self._text(line, "HDR-PLACEHOLDER")
        if found is not None:
            return Found(found.value.lstrip("#").strip() or found.value, found.line, found.column)
        if line is None and date is not None:
            return Found(f"{date.value.isoformat()}-{values.slug(title.value if title else 'untitled')}", 0, 0)
        if line is None and not any(p.code.startswith("HDR") for p in self.problems):
            self.problems.append(problem("HDR-ID", self.path, 1, 1))
        return None

    def _epic(self) -> Found[str] | None:
        for line in (b for b in self.found if isinstance(b, Line) and not b.quoted):
            keyed = _KEYED.match(line.text) or _PLAIN.match(line.text)
            if keyed is None or values.plain(keyed["key"]) not in vocabulary.EPIC_KEYS:
                continue
            found = self._text(line, "END-PLACEHOLDER")
            if found is None:
                return None
            key = values.browse_key(found.value) or values.ticket(found.value)
            if key is None:
                said = f"{found.value!r} is not a Jira key"
                self.problems.append(problem("HDR-EPIC", self.path, found.line, found.column, said))
                return None
            return Found(key, found.line, found.column)
        return None

    def _sign_offs(self) -> tuple[SignOff, ...]:
        signed: list[SignOff] = []
        for table in tables(self.found):
            names = [values.plain(cell.text) for cell in table.header]
            mark = next((n for n, name in enumerate(names) if name in vocabulary.SIGN_OFF), None)
            if mark is None or is_action_table(table):
                continue
            who = names.index("name") if "name" in names else min(1, len(names) - 1)
            when = names.index("date") if "date" in names else None
            for row in table.rows:
                said = row[mark].text.casefold()
                approved = any(word in said for word in vocabulary.APPROVED) and not said.startswith("not ")
                day = self._signed_on(row[when].text) if when is not None else None
                signed.append(SignOff(row[0].text, row[who].text, approved, day, row[0].line))
        return tuple(signed)

    def _signed_on(self, text: str) -> dt.date | None:
        try:
            return values.day(text)
        except Impossible:
            return None

    def _prose(self, told: set[int]) -> list[Problem]:
        """Lines of the text that are nothing but a placeholder."""
        return [
            problem(
                "TXT-PLACEHOLDER", self.path, b.line, b.column, f"the text still holds the placeholder {b.text[:60]}"
            )
            for b in self.found
            if isinstance(b, Line) and id(b) not in told and values.is_whole_placeholder(b.text)
        ]


def _key(line: Line) -> str:
    keyed = _KEYED.match(line.text) or _PLAIN.match(line.text)
    return keyed["key"].strip() if keyed else line.text


def _value(line: Line) -> Found[str]:
    keyed = _KEYED.match(line.text) or _PLAIN.match(line.text)
    if keyed is None:
        return Found(line.text, line.line, line.column)
    return Found(keyed["value"].strip(), line.line, line.column + keyed.start("value"))
