"""A bullet as it stands in its bytes: its check box, what it labels, and the mark with its key. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports import inline, values
from reports.actions import Placed
from reports.blocks import Span
from reports.grid import Edit, Unsafe
from reports.labels import labels_of
from reports.vocabulary import Vocabulary
from tracker.model import Status

_BOX = re.compile(rb"\[(?P<check>[ xX])\][^\[\]\r\n]*\Z")
_MARK = re.compile(rb"\(Jira: [A-Z][A-Z0-9_]+-[1-9]\d*(?:, [^()\[\]\r\n]*)?\)")
_LINE = re.compile(rb"[^\r\n]*")
CHECKED, UNCHECKED = "[x]", "[ ]"
# What a check box can say by itself.
_IN_A_BOX = {Status.DONE: CHECKED, Status.NOT_STARTED: UNCHECKED}


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item that is no row, in its source."""

    source: bytes
    placed: Placed
    known: Vocabulary
    in_heading: bool = False

    @property
    def status(self) -> str:
        """The words, or the check box, that say its status; empty where nothing of its own does."""
        if (label := self._label()) is not None:
            return label.text.strip()
        if words := self._mark_words():
            return words
        checked = self.placed.candidate.checked
        return "" if checked is None else CHECKED if checked else UNCHECKED

    def with_status(self, words: str, status: Status) -> str:
        """What `status` will be after `edits` with these words."""
        if self._label() is None and self.placed.candidate.checked is not None:
            return _IN_A_BOX.get(status, words)
        return words

    def edits(self, key: str | None, words: str | None, status: Status) -> Iterator[Edit]:
        """What writes the key and the status; None leaves the one or the other as it is.

        Raises: Unsafe where its own words are not found in the source again, or a heading would be changed.
        """
        label, boxed = self._label(), self.placed.candidate.checked is not None
        told = before = self._mark_words()
        if words is not None and label is not None:
            yield self._relabelled(label, words)
        elif words is not None:
            told = "" if boxed and status in _IN_A_BOX else words
            if boxed and status is not Status.CANCELLED:
                yield from self._ticked(status)
        ticket = self.placed.candidate.cells.get("ticket")
        if key is not None and ticket is not None and values.is_nothing(ticket.text):
            yield self._relabelled(ticket, key)
            key = None
        if key is not None or told != before:
            yield from self._marked(key, told)

    # The check box -------------------------------------------------------------------------------

    def _ticked(self, status: Status) -> Iterator[Edit]:
        first = self.placed.candidate.lines[0].offset()
        line = self.source[max(self.source.rfind(b"\n", 0, first), self.source.rfind(b"\r", 0, first)) + 1 : first]
        box = _BOX.search(line)
        if box is None:
            raise Unsafe("its check box is not where it should be")
        wanted = b"x" if status is Status.DONE else b" "
        if box["check"].lower() != wanted:
            at = first - len(line) + box.start("check")
            yield Edit(at, at + 1, wanted.decode())

    # What is labelled ----------------------------------------------------------------------------

    def _label(self) -> Span | None:
        """The text behind `Status:`, in the bullet or below it."""
        below = self.placed.candidate.cells.get("status")
        if below is not None or self._mark_words():
            return below
        return self.placed.cells.get("status")

    def _relabelled(self, label: Span, words: str) -> Edit:
        bare = label.text.strip()
        start = label.offset(len(label.text) - len(label.text.lstrip()))
        end = start + len(bare.encode())
        if self.source[start:end] != bare.encode():
            raise Unsafe("its words are not written as they are shown")
        return Edit(start, end, words if bare or self.source[start - 1 : start].isspace() else f" {words}")

    # The mark ------------------------------------------------------------------------------------

    def _found(self) -> tuple[Span, re.Match[str]] | None:
        lines = self.placed.candidate.lines
        return next(((line, found) for line in lines if (found := inline.MARK.search(line.text))), None)

    def _mark_words(self) -> str:
        found = self._found()
        return found[1]["status"] or "" if found else ""

    def _marked(self, key: str | None, words: str) -> Iterator[Edit]:
        found = self._found()
        said = ", ".join(filter(None, (f"Jira: {key or self.placed.item.jira_key}", words)))
        if found is None:
            if self.in_heading:
                raise Unsafe("it is told in a heading")
            at = self._end()
            yield Edit(at, at, f" ({said})")
            return
        at = found[0].offset(found[1].start("ticket")) - 1
        mark = _MARK.match(self.source, at)
        if mark is None:
            raise Unsafe("its key is not written as it is shown")
        if mark.group() != f"({said})".encode():
            yield Edit(at, mark.end(), f"({said})")

    def _end(self) -> int:
        """The end of the line that its title ends on, before the two blanks or the backslash of a hard line end."""
        lines = self.placed.candidate.lines
        labelled = (n for n, line in enumerate(lines) if n and any(True for _ in labels_of(line, self.known)))
        line = lines[next(labelled, len(lines)) - 1]
        shown = self.source[line.start : line.end].rstrip()  # some lines end with their line end
        found = _LINE.match(self.source, line.start + len(shown))
        assert found is not None  # noqa: S101  # it matches nothing, too
        bare = self.source[line.start : found.end()].rstrip(b" \t")
        hard = (len(bare) - len(bare.rstrip(b"\\"))) % 2
        return line.start + len(bare) - hard
