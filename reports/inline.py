"""What a bullet's own words say about its owner, due date, priority and status. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports import dates, values, vocabulary
from reports.dates import Impossible
from reports.words import plain
from tracker.model import Status

_OWNER = (
    r"owners?|assignees?|assigned to|assigned|responsible|dri|担当者?|オーナー|responsável|responsavel|responsable"
    r"|verantwortlich|负责人|ответственный|action owner"
)
_DUE = r"due date|due by|due|deadline|eta|target date|target|期限|期日|prazo|échéance|fecha límite|frist|fällig|截止日期|срок"
_PRIORITY = r"priority|prio|優先度|priorité|prioridade|prioridad|优先级"
_STATUS = r"status|状態|ステータス|estado|statut|状态"
_LABELLED = re.compile(
    rf"(?P<before>^|[\s(\[（,;|—–.。、・]\s*|-\s+)(?:(?P<owner>{_OWNER})|(?P<due>{_DUE})|(?P<priority>{_PRIORITY})|(?P<status>{_STATUS}))"
    r"\s*[:：=]\s*",
    re.IGNORECASE,
)
_VALUE = re.compile(r"\[[^\[\]]*\]|(?:[^,;|()\[\]（）、。—–\n.]|\.(?=\S)|\([^()]*\))*")
_BY = re.compile(
    r"(?:[(\[]|[-—–,]\s)\s*(?:due|by|due by|before|until|deadline)\s+(?P<when>[^()\[\]]{3,30}?)\s*(?:[)\]]|[.]?$)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[-—–]\s*)?[(\[](?P<inside>[^()\[\]]{1,80})[)\]]\s*[.]?$|\s+[-—–]\s+(?P<rest>@[^—–]{1,60})$|\s+(?P<handles>@[\w.-]+(?:[ ,/&+]+@[\w.-]+)*)[.]?$"
)
_HEAD_OWNER = re.compile(
    r"^(?P<owner>@[\w.-]+(?:\s*[,&/+]\s*@[\w.-]+)*)\s*(?::|[-—–]\s)\s*(?=\S)|^(?P<role>[A-Z][\w /&-]{1,30} (?:owner|team|lead))\s*:\s+(?=\S)"
)
_TAG = re.compile(r"^\s*\[(?P<tag>[^\[\]]{2,30})\]\s*")
_HEAD_PRIORITY = re.compile(r"^\s*[\[(]?(?P<priority>P[0-4])[\])]?(?:\s*[:—–-]\s*|\s+|(?<=[\])])\s*)(?=\S)")
_CHECK = re.compile(r"^\s*(?P<check>\[(?:x|\s?|n/a|-|~|/|done|wip|todo|fixed)\])\s*", re.IGNORECASE)
_EMOJI = re.compile(r"^\s*(?P<emoji>[" + "".join(vocabulary.EMOJI) + r"])\ufe0f?\s*")
_HEAD_WORD = re.compile(
    r"^\s*\[?(?P<word>FIXED|DONE|RESOLVED|CLOSED|COMPLETED|WIP|TODO|IN PROGRESS)\]?(?:\s*[:—–-])?\s+(?=\S)"
)
_DONE_TAIL = re.compile(
    r"(?:[(\[]\s*|[.!?:—–-]\s+|_)(?P<word>done|fixed|completed|resolved|implemented|fait|feito|hecho|完了)\b[^.()]{0,40}[)\].]?\s*_?\s*$",
    re.IGNORECASE,
)

# What writing back leaves in a bullet: its issue's key, and the status where no check box tells it.
MARK = re.compile(r"\s*\((?P<ticket>Jira: [A-Z][A-Z0-9_]+-[1-9]\d*)(?:, (?P<status>[^()\[\]]{1,60}))?\)")
# What is longer says its owner elsewhere, if at all.
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says of itself: `fields` by name as (text, position), `start` and `end` of what is left as title.

    `text` is the text with blanks in place of the mark that writing back left in it.
    """

    text: str
    fields: Mapping[str, tuple[str, int]]
    status: Status | None
    start: int
    end: int


def told(text: str, *, lead: str = "", base: dt.date | None = None) -> Told:
    """Reads a bullet's text; what is found before or after the title is no part of it."""
    mark = MARK.search(text)
    reader = _Reader(f"{text[: mark.start()]}{' ' * len(mark.group())}{text[mark.end() :]}" if mark else text, base)
    reader.beginning(lead)
    if len(text) <= _LONGEST:
        reader.labels()
        reader.ending()
    if mark is not None:
        reader.fields |= {n: (mark[n], mark.start(n)) for n in ("ticket", "status") if mark[n]}
    return Told(reader.text, reader.fields, reader.status, reader.start, max(reader.end, reader.start))


class _Reader:
    def __init__(self, text: str, base: dt.date | None) -> None:
        self.text = text
        self.base = base
        self.fields: dict[str, tuple[str, int]] = {}
        self.status: Status | None = None
        self.start = 0
        self.end = len(text)

    def beginning(self, lead: str) -> None:
        """Check marks, a priority, a handle that stand before the title."""
        if match := _CHECK.match(self.text):
            self.status = vocabulary.CHECKS.get(re.sub(r"\s+", " ", match["check"].casefold()), Status.NOT_STARTED)
            self.start = match.end()
        if match := _EMOJI.match(self.text[self.start :]):
            self.status = self.status or vocabulary.EMOJI[match["emoji"]]
            self.start += match.end()
        if match := _HEAD_WORD.match(self.text[self.start :]):
            self.status = self.status or status_of(match["word"])
            self.start += match.end()
        rest = self.text[self.start :]
        if match := _HEAD_PRIORITY.match(rest):
            self.fields["priority"] = (match["priority"], self.start + match.start("priority"))
            self.start += match.end()
        elif match := _HEAD_OWNER.match(rest):
            said = match["owner"] or match["role"]
            self.fields["owner"] = (said, self.start)
            self.start += match.end()
        elif (match := _TAG.match(rest)) and lead.lstrip().startswith("["):
            self._tag(match)

    def _tag(self, match: re.Match[str]) -> None:
        """A bold tag is a priority or a team; it stays in the title."""
        at = self.start + match.start("tag")
        name = "priority" if re.fullmatch(r"P[0-4]|high|medium|low|critical", match["tag"], re.IGNORECASE) else "owner"
        self.fields[name] = (match["tag"], at)

    def labels(self) -> None:
        """`Owner: @ana`, `(Due: 2026-03-01)`, wherever they stand; the title ends at the first that only others follow."""
        spans: list[tuple[int, int]] = []
        for match in _LABELLED.finditer(self.text, self.start):
            name = str(match.lastgroup)
            at, value = self._value(name, match.end())
            if value:
                self.fields[name] = (value, at)
                spans.append((match.start(), at + len(value)))
        self.end = self._title_end(spans)

    def _value(self, name: str, at: int) -> tuple[int, str]:
        if name == "due":
            rest = self.text[at : at + 40]
            try:
                found = dates.day(rest, self.base)
            except Impossible:
                found = None
            if found is not None and found.start <= 2:  # noqa: PLR2004  # a bracket or a space before it
                return at, rest[: found.end].strip()
        match = _VALUE.match(self.text, at)
        value = match.group().strip() if match else ""
        return at, re.split(r"\s+-\s+", value)[0].rstrip("-. ")

    def _title_end(self, spans: list[tuple[int, int]]) -> int:
        end = len(self.text)
        for begin, stop in reversed(spans):
            if re.fullmatch(r"[\s,;|()\[\]（）.。、・—–-]*", self.text[stop:end]):
                end = begin
            else:
                break
        return end

    def ending(self) -> None:
        """What stands in brackets or after a dash at the end."""
        rest = self.text[self.start : self.end].rstrip()
        if match := _DONE_TAIL.search(rest):
            self.status = self.status or Status.DONE
        elif rest.endswith(("✅", "☑", "✔")):
            self.status = self.status or Status.DONE
            self.end = self.start + len(rest) - 1
        if (match := _BY.search(rest)) and "due" not in self.fields:
            self._due(match["when"], self.start + match.start("when"), self.start + match.start())
            rest = self.text[self.start : self.end].rstrip()
        if match := _TAIL.search(rest):
            inside = match["inside"] or match["rest"] or match["handles"]
            at = self.start + rest.rindex(inside)
            found = dict(_parts(inside, at, self.base))
            if found and None not in found:
                self.fields = {**{str(k): v for k, v in found.items()}, **self.fields}
                self.end = self.start + match.start()

    def _due(self, when: str, at: int, end: int) -> None:
        try:
            dates.day(when, self.base)
        except Impossible:
            return
        self.fields["due"] = (when, at)
        self.end = end


def _parts(inside: str, at: int, base: dt.date | None) -> Iterator[tuple[str | None, tuple[str, int]]]:
    """What each part of a bracket is: an owner, a day, a priority; None for one that is none of them."""
    for part in re.split(r"[,;|]", inside):
        said = part.strip()
        yield _what(said, base), (said, at + inside.index(said))


def _what(said: str, base: dt.date | None) -> str | None:
    if re.fullmatch(r"@[\w.-]+(?:\s*[/&+]\s*@[\w.-]+)*", said):
        return "owner"
    if re.fullmatch(r"P[0-4]", said) or plain(said).removesuffix(" priority") in vocabulary.PRIORITIES:
        return "priority"
    try:
        found = dates.day(re.sub(r"^(?:due|by|until)\s+", "", said, flags=re.IGNORECASE), base)
    except Impossible:
        return None
    return "due" if not found.inferred and found.end - found.start >= len(said) - len("until ") else None


def is_told_done(text: str) -> bool:
    """A title whose last words say that it is done."""
    return _DONE_TAIL.search(text) is not None


def status_of(text: str) -> Status | None:
    """The status that a text says, None where it says none that is known."""
    try:
        return values.status(text)
    except Impossible:
        return None
