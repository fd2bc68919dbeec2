"""What a bullet's own words say about its owner, due date, priority and status. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports import dates, keys, terms, values
from reports.dates import Impossible, Reckoning
from reports.vocabulary import Vocabulary
from reports.words import plain
from tracker.model import Status

_HANDLES = r"@[\w.-]*\w(?:/[\w-]+)?(?:\s*(?:[,&/+]|\band\b)\s*@[\w.-]*\w)*"
_COLON = re.compile(r"\s?[:：=]\s*")
# What a label may consist of; the longest that is known counts.
_BEFORE_COLON = re.compile(r"[^\W\d][\w'-]*(?: [^\W\d][\w'-]*){0,3}$")
_MOST_WORDS = 4
_LONGEST_LABEL = 40
_VALUE = re.compile(r"\s*(?:\[[^\[\]]*\]|(?:[^,;|()\[\]（）、。—–\n.]|\.(?=\S)|\([^()]*\))*)")
_TIES = r"due|by|due by|before|until|till|deadline|eta|target|bis|até|avant|para|до|entro|uiterlijk|do"
_BY = re.compile(
    rf"(?:[(\[（]\s*|[-—–,;]\s*|(?<=\w)\s+(?=by |due |before |until ))(?:{_TIES})\s*:?\s+(?P<when>[^()\[\]]{{3,30}}?)\s*(?:[)\]）]|[.]?$)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[-—–]\s*)?[(\[（](?P<inside>[^()\[\]（）]{1,80})[)\]）]\s*[.。]?$"
    r"|\s+(?:[-—–]|→|=>|\|)\s+(?P<rest>(?:(?!\s[-—–]\s)[^→|]){1,60})$"
    rf"|\s+(?P<handles>{_HANDLES})[.]?$"
)
_HEAD_OWNER = re.compile(
    rf"^[\[(]?(?P<owner>{_HANDLES})[\])]?(?:\s*:\s*|\s*[-—–]\s|\s+(?:to|will|should)\s+(?=[a-z])|(?<=[\])])\s*)\s*(?=\S)"
    r"|^(?P<role>[A-Z][\w/&-]*(?: [\w/&]+){0,2} (?:owners?|team|leads?|squad|manager|engineers?|on-call)"
    r"|[A-Z][\w/&-]*(?: [A-Z&/][\w/&-]*){0,2} (?:Owners?|Team|Leads?|Squad|Manager|Engineers?|On-call))\s*:\s+(?=[^@\s])"
)
_TAG = re.compile(r"^\s*\[(?P<tag>[^\[\]]{2,30})\]\s*")
_HEAD_PRIORITY = re.compile(r"^\s*[\[(]?(?P<priority>P[0-4])[\])]?(?:\s*[:—–-]\s*|\s+|(?<=[\])])\s*)(?=\S)")
_CHECK = re.compile(r"^\s*(?P<check>\[[^\[\]]{0,12}\])(?![(\[:])\s*")
_HEAD_STATUS = re.compile(
    r"^\s*(?:[\[(](?P<inside>[^\[\]()]{2,20})[\])]\s*[:—–-]?|(?P<said>[^\W\d][\w' ]{1,18}?)\s*(?::|[—–]|\s-)\s|(?P<loud>(?!TO\b)[A-Z]{3,}(?: [A-Z]{4,})?)\s)\s*(?=\S)"
)
_TAIL_STATUS = re.compile(
    r"(?:[(\[（]\s*|[.!?:—–,→-]\s+|_)(?P<word>[^\W\d_][^\W_]*(?:[ '][^\W_]+){0,3}?)(?P<rest>(?:\s*[,:;—–-]|\s+(?:in|on|by|with|via|at|since)\s|\s+\d)[^.()\[\]]{0,60})?[)\]）]?[.]?\s*_?\s*$"
)
_STATUS_BEHIND = re.compile(r"(?<=[)\]）])\s*[-—–,:，]?\s*(?P<said>[^()\[\]（）]{2,40})$")
_PRIORITY_BEHIND = re.compile(r"\s*[,;—–-]\s*(?P<said>P[0-4])$")
_DONE_MARKS = ("✅", "☑", "✔", "☑️", "✅️", "✔️")
_EMOJI = re.compile(r"^\s*(?P<emoji>[" + "".join(terms.EMOJI) + r"])\ufe0f?\s*")
# A name as people have it, or that of a team.
_NAME = re.compile(
    r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯІЇЄҐ][\w'.’-]*|\b(?:de|van|von|der|da|la|team|and|on-call)\b)(?: (?:[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯІЇЄҐ][\w'.’-]*|de|van|von|der|da|la|team|on-call)){0,3}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{2,8}"
)

# One in brackets, before what is labelled.
_NAME_BEFORE = re.compile(rf"\s*[(\[（]\s*(?P<name>{_NAME.pattern}|{_HANDLES})\s*[,;，、]\s*$")

# What writing back leaves in a bullet: its issue's key, and the status where no check box tells it.
MARK = re.compile(r"\s*\((?P<ticket>Jira: [A-Z][A-Z0-9_]+-[1-9]\d*)(?:, (?P<status>[^()\[\]]{1,60}))?\)")
# So many parts may be told behind a title, one after the other.
_MOST_TAILS = 4
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


def told(
    text: str,
    words: Vocabulary,
    *,
    lead: str = "",
    by: Reckoning = Reckoning(),  # noqa: B008  # a frozen value
    first_line: int | None = None,
) -> Told:
    """Reads a bullet's text; what is found before or after the title is no part of it.

    `first_line` is how long its first line is, where the text has several.
    """
    mark = MARK.search(text)
    blank = f"{text[: mark.start()]}{' ' * len(mark.group())}{text[mark.end() :]}" if mark else text
    reader = _Reader(blank, words, by)
    reader.beginning(lead, len(text) if first_line is None else first_line)
    if len(text) <= _LONGEST:
        reader.labels()
        reader.ending()
    if mark is not None:
        reader.fields |= {n: (mark[n], mark.start(n)) for n in ("ticket", "status") if mark[n]}
    return Told(reader.text, reader.fields, reader.status, reader.start, max(reader.end, reader.start))


class _Reader:
    def __init__(self, text: str, words: Vocabulary, by: Reckoning) -> None:
        self.text = text
        self.words = words
        self.by = by
        self.fields: dict[str, tuple[str, int]] = {}
        self.status: Status | None = None
        self.start = 0
        self.end = len(text)

    # Before the title ----------------------------------------------------------------------------

    def beginning(self, lead: str, first_line: int) -> None:
        """Check marks, a priority, a handle that stand before the title, a role only in the first line."""
        self._check()
        if match := _EMOJI.match(self.text[self.start :]):
            self.status = self.status or terms.EMOJI[match["emoji"]]
            self.start += match.end()
        self._decoration()
        self._status_at_first()
        rest = self.text[self.start :]
        if match := _HEAD_PRIORITY.match(rest):
            self.fields["priority"] = (match["priority"], self.start + match.start("priority"))
            self.start += match.end()
            rest = self.text[self.start :]
        match = _HEAD_OWNER.match(rest)
        if match and (match["owner"] or self.start + match.end("role") <= first_line):
            said = match["owner"] or match["role"]
            self.fields["owner"] = (said, self.start + match.start("owner" if match["owner"] else "role"))
            self.start += match.end()
        elif (match := _TAG.match(rest)) and lead.lstrip().startswith("["):
            self._tag(match)

    def _check(self) -> None:
        match = _CHECK.match(self.text)
        found = terms.CHECKS.get(re.sub(r"\s+", " ", match["check"].casefold())) if match else None
        if match is not None and found is not None:
            self.status = found
            self.start = match.end()

    def _decoration(self) -> None:
        """Signs before the first letter that say nothing."""
        rest = self.text[self.start :]
        bare = rest.lstrip(_SIGNS)
        if bare and bare != rest:
            self.start += len(rest) - len(bare)

    def _status_at_first(self) -> None:
        match = _HEAD_STATUS.match(self.text[self.start :])
        if match is None:
            return
        said = plain(match["inside"] or match["said"] or match["loud"])
        found = self.words.statuses.get(said) if said not in terms.NO_FIRST_STATUS else None
        if found is not None:
            self.status = self.status or found
            self.start += match.end()

    def _tag(self, match: re.Match[str]) -> None:
        """A bold tag is a priority or a team; it stays in the title."""
        at = self.start + match.start("tag")
        name = "priority" if _is_priority(match["tag"], self.words) else "owner"
        self.fields[name] = (match["tag"], at)

    # Inside it -----------------------------------------------------------------------------------

    def labels(self) -> None:
        """`Owner: @ana`, `(Due: 2026-03-01)`, wherever they stand; the title ends at the first that only others follow."""
        spans: list[tuple[int, int]] = []
        for match in _COLON.finditer(self.text, self.start):
            name, begin = self._label(match.start())
            if name in _INLINE:
                at, value = self._value(name, match.end())
                if value:
                    self.fields[name] = (value, at)
                    spans.append((begin, at + len(value)))
        self.end = self._title_end(spans)
        first = next((begin for begin, _ in spans if begin >= self.end), self.start)
        if "owner" not in self.fields and (named := _NAME_BEFORE.search(self.text[self.start : first])):
            self.fields["owner"] = (named["name"], self.start + named.start("name"))
            self.end = self.start + named.start()

    def _label(self, end: int) -> tuple[str, int]:
        """What the words before a colon are the label of, and where they begin."""
        begin = max(self.start, end - _LONGEST_LABEL)
        match = _BEFORE_COLON.search(self.text[begin:end].rstrip("*_ "))
        said = match.group().split(" ") if match else []
        for n in range(len(said)):
            phrase = plain(" ".join(said[n:]))
            name = next((name for name, known in self.words.labels.items() if phrase in known), None)
            if name is not None and match is not None:
                at = begin + match.start() + len(" ".join(said[:n])) + bool(n)
                first = at == self.start or self.text[:at].rstrip()[-1:] in "([,;|（.—–-"
                return (name, at) if first or phrase not in keys.ONLY_AT_FIRST else ("", at)
        return "", end

    def _value(self, name: str, at: int) -> tuple[int, str]:
        if name == "due":
            rest = self.text[at : at + 40]
            found = _day(rest, self.by)
            if found is not None and found.start <= 2:  # noqa: PLR2004  # a bracket or a space before it
                return at, rest[: found.end].strip()
        match = _VALUE.match(self.text, at)
        value = match.group() if match else ""
        at += len(value) - len(value.lstrip())
        return at, re.split(r"\s+-\s+", value.strip())[0].rstrip("-. ")

    def _title_end(self, spans: list[tuple[int, int]]) -> int:
        end = len(self.text)
        for begin, stop in reversed(spans):
            if re.fullmatch(r"[\s,;|()\[\]（）.。、・—–*_-]*", self.text[stop:end]):
                end = len(self.text[:begin].rstrip(_BEFORE_LABEL))
            else:
                break
        return end

    # After it ------------------------------------------------------------------------------------

    def ending(self) -> None:
        """What stands in brackets or after a dash at the end."""
        rest = self.text[self.start : self.end].rstrip()
        if rest.endswith(_DONE_MARKS):
            self.status = self.status or Status.DONE
            self.end = self.start + len(rest.rstrip("".join(_DONE_MARKS)))
        else:
            self.status = self.status or status_at_last(rest, self.words)
        self._behind()
        rest = self.text[self.start : self.end].rstrip()
        if "due" not in self.fields and (match := _BY.search(rest)):
            self._due(
                match["when"],
                self.start + match.start("when"),
                self.start + match.start(),
                at_end=match.end() == len(rest),
            )
            rest = self.text[self.start : self.end].rstrip()
        for _ in range(_MOST_TAILS):
            match = _TAIL.search(self.text[self.start : self.end].rstrip())
            if match is None or not self._tail(match):
                return

    def _tail(self, match: re.Match[str]) -> bool:
        """Takes what is in brackets, or behind the last dash, where all of it is known."""
        name = str(match.lastgroup)
        found = _all_known(_parts(match[name], self.start + match.start(name), self.words, self.by))
        if not found:
            return False
        self.fields = {**found, **self.fields}
        if found.keys() == {"status"} and name == "inside":
            return False  # it stays in the title
        self.end = self.start + match.start()
        return True

    def _behind(self) -> None:
        """A status, or a priority, that stands behind what else is told."""
        for pattern, name in ((_STATUS_BEHIND, "status"), (_PRIORITY_BEHIND, "priority")):
            match = pattern.search(self.text.rstrip(), self.start)
            if match is None:
                continue
            status = self.words.statuses.get(plain(match["said"])) if name == "status" else None
            if status is not None:
                self.status = self.status or status
            elif name == "priority":
                self.fields.setdefault("priority", (match["said"], match.start("said")))
            else:
                continue
            self.end = min(self.end, match.start())

    def _due(self, when: str, at: int, end: int, *, at_end: bool) -> None:
        if _day(when, self.by) is None:
            return
        self.fields["due"] = (when, at)
        if at_end:
            self.end = end


_SIGNS = " \t\u200d\ufe0f•·→►▶➡⚠❗❌🔥🚨🛠🔧🔍📈📊🧪📚📝🔒🔐💡🎯📌🗒🗓⚡🐛🧹🔔📣🤖🧭🔎⭐❓🔁"
_BEFORE_LABEL = " \t,;|([（—–-.。、・*_"
_INLINE = frozenset({"owner", "due", "priority", "status"})


def _day(text: str, by: Reckoning) -> dates.Day | None:
    try:
        return dates.day(text, by)
    except Impossible:
        return None


def _all_known(parts: Iterator[tuple[str | None, str, int]]) -> dict[str, tuple[str, int]]:
    """Parts that are an owner, a day, a priority; beside such a one, what looks like a name is the owner."""
    found = list(parts)
    unknown = [part for part in found if part[0] is None]
    if len(unknown) == len(found) or len(unknown) > 1 or any(not _NAME.fullmatch(said) for _, said, _ in unknown):
        return {}
    told = {name: (said, at) for name, said, at in found if name is not None}
    if unknown and "owner" in told:
        return {}
    return told | {"owner": part[1:] for part in unknown}  # noqa: B035  # one at most


def _parts(inside: str, at: int, words: Vocabulary, by: Reckoning) -> Iterator[tuple[str | None, str, int]]:
    """What each part of a bracket is; None for one that is nothing known."""
    start = 0
    for part in re.split(r"([,;|/](?=\s)|\s[-–]\s|、)", _joined_dates(inside)):
        said = part.strip()
        if len(said) > 1:
            where = at + start + len(part) - len(part.lstrip())
            yield _what(said, words, by), said, where
        start += len(part)


def _joined_dates(inside: str) -> str:
    """`Oct 11, 2025` holds a comma that parts nothing."""
    return re.sub(r"(?<=\d), (?=20\d\d)", "  ", inside)


def _what(said: str, words: Vocabulary, by: Reckoning) -> str | None:
    if re.fullmatch(_HANDLES, said):
        return "owner"
    if _is_priority(said, words):
        return "priority"
    if plain(said) in words.statuses and plain(said) not in terms.NO_FIRST_STATUS:
        return "status"
    found = _day(re.sub(rf"^(?:{_TIES})\s+", "", said, flags=re.IGNORECASE), by)
    whole = found is not None and found.end - found.start >= len(said) - len("until ")
    return "due" if found is not None and whole and (not found.inferred or any(c.isdigit() for c in said)) else None


def _is_priority(said: str, words: Vocabulary) -> bool:
    return re.fullmatch(r"P[0-4]", said) is not None or plain(said).removesuffix(" priority") in words.priorities


def is_marked(text: str) -> bool:
    """A text that begins with a check box of its own making, or with how it stands."""
    match = _CHECK.match(text)
    checked = match is not None and re.sub(r"\s+", " ", match["check"].casefold()) in terms.CHECKS
    first = _HEAD_STATUS.match(text)
    said = plain(first["inside"] or first["said"] or first["loud"]) if first else ""
    return checked or (said in terms.STATUSES and said not in terms.NO_FIRST_STATUS)


def status_at_last(text: str, words: Vocabulary) -> Status | None:
    """What the last words of a title say about it, in brackets or after a stop."""
    match = _TAIL_STATUS.search(text)
    if match is None:
        return None
    said = plain(match["word"])
    return words.statuses.get(said) if said not in terms.NO_FIRST_STATUS else None


def status_of(text: str, words: Vocabulary) -> Status | None:
    """The status that a text says, None where it says none that is known."""
    try:
        return values.status(text, words)
    except Impossible:
        return None
