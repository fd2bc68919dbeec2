"""Keys and statuses back into the rows that they came from; every other byte stays. Pure.

What was written is read again: where anything but those keys and statuses would be read otherwise, it is not done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports import rows
from reports.actions import Placed
from reports.decoding import Decoded, decode
from reports.grid import Unsafe, applied
from reports.parse import read_report
from reports.rows import Part, Pen, Wanted
from reports.rules import ReadingRules
from tracker.model import ParsedReport, ReportedItem, Severity, Written

NO_TEXT = "the file holds bytes that are no text"
READS_OTHERWISE = "written into, the report would be read otherwise"
NOT_FOUND = "its row was not found again"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: `changed` names what was written, `kept` what a person said otherwise, with their words.

    `written` is to be remembered of it, None where there is nothing new; `refused` tells why it was left alone.
    """

    wanted: Wanted
    changed: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    written: Written | None = None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file's new bytes, which are the old ones where nothing was to be written, and what they say."""

    data: bytes
    report: ParsedReport
    outcomes: tuple[Outcome, ...]


def rewrite(path: str, data: bytes, rules: ReadingRules, wanted: Sequence[Wanted]) -> Rewritten:
    """The file with the keys and statuses of those items in their rows."""
    decoded = decode(path, data)
    report, document, placed = read_report(path, data, rules)
    file = _File(path, decoded, rules, report, placed)
    if any(p.code == "DOC-BYTES" for p in decoded.problems):
        return Rewritten(data, report, tuple(Outcome(w, refused=NO_TEXT) for w in wanted))
    pen = Pen(decoded.source, decoded.encoding, rules.words)
    parts: list[Part] = []
    refused: dict[Wanted, str] = dict.fromkeys(wanted, NOT_FOUND)
    for group in rows.groups(document, placed, wanted):
        try:
            parts.append(pen.part(group))
        except Unsafe as why:
            refused |= dict.fromkeys((w for _, w in group.members), str(why))
    new, report_after, held = file.written(parts)
    outcomes = {row.wanted: _outcome(row) for part in held for row in part.rows}
    lost = {row.wanted: READS_OTHERWISE for part in parts if part not in held for row in part.rows}
    refused |= lost
    return Rewritten(new, report_after, tuple(outcomes.get(w) or Outcome(w, refused=refused[w]) for w in wanted))


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    decoded: Decoded
    rules: ReadingRules
    report: ParsedReport
    placed: Sequence[Placed]

    def written(self, parts: Sequence[Part]) -> tuple[bytes, ParsedReport, Sequence[Part]]:
        """All of the parts, else as many as can be written without anything else being read otherwise."""
        held: list[Part] = []
        best = self._with(parts)
        if best is not None:
            return (*best, parts)
        best = self._with([])
        for part in parts:
            if (more := self._with([*held, part])) is not None:
                best = more
                held.append(part)
        assert best is not None  # noqa: S101  # without any part it is the file as it was
        return (*best, held)

    def _with(self, parts: Sequence[Part]) -> tuple[bytes, ParsedReport] | None:
        edits = [edit for part in parts for edit in part.edits]
        if not edits:
            return self.decoded.encoded(self.decoded.source), self.report
        data = self.decoded.encoded(applied(self.decoded.source, edits))
        report, _, placed = read_report(self.path, data, self.rules)
        fits = self._says_the_same(report) and len(placed) == len(self.placed)
        return (data, report) if fits and [p.item for p in placed] == [*self._expected(parts, placed)] else None

    def _says_the_same(self, after: ParsedReport) -> bool:
        """The same facts on the same lines, and no error that was not there."""
        before = self.report
        if replace(after, digest=before.digest, items=before.items, problems=before.problems) != before:
            return False
        errors, known = (Counter(p.code for p in r.problems if p.severity is Severity.ERROR) for r in (after, before))
        return not errors - known

    def _expected(self, parts: Sequence[Part], after: Sequence[Placed]) -> Iterator[ReportedItem]:
        """The items as they should be read: on their lines, wherever in them."""
        rows = {row.wanted.source: row for part in parts for row in part.rows}
        for old, new in zip(self.placed, after, strict=True):
            item = old.item
            row = rows.get(item.source)
            if row is not None:
                item = replace(
                    item,
                    jira_key=item.jira_key if row.key is None else row.key,
                    status=item.status if row.words is None else row.wanted.status,
                )
            yield replace(item, source=replace(new.item.source, line=item.source.line))


def _outcome(row: rows.Row) -> Outcome:
    changed = tuple(name for name, text in (("key", row.key), ("status", row.words)) if text is not None)
    return Outcome(row.wanted, changed, row.kept, row.remembered)
