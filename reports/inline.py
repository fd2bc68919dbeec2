"""What a bullet's own words say about its owner, due date, priority and status. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports import keys, terms
from reports.dates import Reckoning
from reports.parts import HANDLES, NAME, TIES, all_known, day, is_priority, parts
from reports.sections import is_part_of_actions
from reports.vocabulary import Vocabulary
from reports.words import plain
from tracker.model import Status

_SAYS_WHAT_IT_IS = re.compile(r"[:：=]")
_COLON = re.compile(r"\s?[:：=]\s*")
# What a label may consist of; the longest that is known counts.
_BEFORE_COLON = re.compile(r"(?<![^\W\d])[^\W\d][\w'-]*+(?: [^\W\d][\w'-]*+){0,3}+$")
_MOST_WORDS = 4
_LONGEST_LABEL = 40
_VALUE = re.compile(r"\s*(?:\[[^\[\]]*\]|(?:[^,;|()\[\]（）、。—–\n.]|\.(?=\S)|\([^()]*\))*)")
# What is looked for in all of a text begins with a set of letters wherever it can: the library passes over the rest at once.
_BY = re.compile(
    rf"[(\[（—–,;\s-](?:(?<=[(\[（—–,;-])\s*|(?<=\w\s)\s*(?=by |due |before |until ))(?:{TIES})\s*:?\s+"
    r"(?P<when>[^()\[\]]{3,30}?)\s*(?:[)\]）]|[.]?$)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[-—–(\[（→=|](?:"
    r"(?:(?<=[(\[（])|(?<=[-—–])\s*[(\[（])(?P<inside>[^()\[\]（）]{1,80})[)\]）]\s*[.。]?$"
    r"|(?:(?<=\s[-—–→|])|(?<=\s=)>)\s+(?P<rest>(?:(?!\s[-—–]\s)[^→|()\[\]]){1,60}+)$)"
)
_TAIL_OF_HANDLES = re.compile(rf"\s(?P<handles>{HANDLES})[.]?$")
_HEAD_OWNER = re.compile(
    rf"[\[(]?(?P<owner>{HANDLES})[\])]?(?:\s*:\s*|\s*[-—–]\s|\s+(?:to|will|should)\s+(?=[a-z])|(?<=[\])])\s*)\s*(?=\S)"
    r"|(?P<alone>@(?!media\b|here\b|channel\b|everyone\b)[\w.-]*\w)\s+(?=[^\W\d_]+\s\w)"
    r"|(?P<role>[A-Z][\w/&-]*(?: [\w/&]+){0,2} (?:owners?|team|leads?|squad|manager|engineers?|on-call)"
    r"|[A-Z][\w/&-]*(?: [A-Z&/][\w/&-]*){0,2} (?:Owners?|Team|Leads?|Squad|Manager|Engineers?|On-call))(?:\s*:|\s+[-—–])\s+(?=[^@\s])"
    r"|(?P<person>(?i:user|admin|administrator|operator|maintainer|developer|on-call|dba))\s*:\s+(?=\S)"
)
_TAG = re.compile(r"\s*\[(?P<tag>[^\[\]]{2,30})\]\s*")
_HEAD_PRIORITY = re.compile(r"\s*[\[(]?(?P<priority>P[0-4])[\])]?(?:\s*[:—–-]\s*|\s+|(?<=[\])])\s*)(?=\S)")
_CHECK = re.compile(r"\s*(?P<check>\[[^\[\]]{0,12}\])(?![(\[:])\s*")
_HEAD_STATUS = re.compile(
    r"\s*(?:[\[(](?P<inside>[^\[\]()]{2,20})[\])]\s*[:—–-]?|(?P<said>[^\W\d][\w' ]{1,18}?)\s*(?::|[—–]|\s-)\s|(?P<loud>(?!TO\b)[A-Z]{3,}(?: [A-Z]{4,})?)\s)\s*(?=\S)"
)
_LEAD_STANDS = re.compile(
    rf"(?P<status>[A-Z][\w']*(?: (?!(?:{TIES}|on)\b)[a-zA-Z][\w']*)?)[ ,:—–-]+(?:(?P<priority>P[0-4])|(?:(?:{TIES}|on)\s+)?(?P<due>\d{{4}}-\d\d-\d\d))"
)
_BEHIND_LEAD = re.compile(r"\s*[:：]?\s*(?:[—–-]\s+)?(?=\S)")
# `#101 (Done): ...`: a ticket and what became of it.
_TICKET_STATUS = re.compile(
    r"(?:[A-Z][A-Z0-9]+-|[\w./-]*#)\d+\s*[(\[](?P<said>[^\W\d][\w' ]{1,20})[)\]]\s*[:–—-]?\s+(?=\S)"
)
_TAIL_STATUS = re.compile(
    r"[(\[（.!?:—–,→_-](?:(?<=[(\[（])\s*|(?<=[.!?:—–,→-])\s+|(?<=_))(?P<word>[^\W\d_][^\W_]*(?:[ '][^\W_]+){0,3}?)(?P<rest>(?:\s*[,:;—–-]|\s+(?:in|on|by|with|via|at|since)\s|\s+\d)[^.()\[\]]{0,60})?[)\]）]?[.]?\s*_?\s*$"
)
_LOUD_AT_LAST = re.compile(r"\s(?P<word>[A-Z]{4,}(?: [A-Z]{4,})?)[.!]?\s*$")
_STATUS_BEHIND = re.compile(r"[)\]）]\s*[-—–,:，]?\s*(?P<said>[^()\[\]（）]{2,40})$")
_PRIORITY_BEHIND = re.compile(r"[,;—–-]\s*(?P<said>P[0-4])$")
_DONE_MARKS = ("✅", "☑", "✔", "☑️", "✅️", "✔️")
_EMOJI = re.compile(r"\s*(?P<emoji>[" + "".join(terms.EMOJI) + r"])\ufe0f?\s*")
# One whom words without a colon name, and what parts a name from what is to be done.
_GIVEN_TO = re.compile(
    rf"[(\[（,;—–-]\s*(?i:assigned to|owned by|assignee|owner)\s+(?P<who>{NAME.pattern}|{HANDLES})\s*[)\]）]?[.]?$"
)
_DASHED = re.compile(r"\s+-\s+")
_DASH = re.compile(r"\s*(?:[—–]|\s-)\s+(?=\S)")
_SPACES = re.compile(r"\s+")
# One in brackets, before what is labelled, and what may stand between the labels.
_NAME_BEFORE = re.compile(rf"[(\[（]\s*(?P<name>{NAME.pattern}|{HANDLES})\s*[,;，、]\s*$")
_BETWEEN_LABELS = re.compile(r"[\s,;|/(){}\[\]（）.。、・—–*_-]*")

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
    mark = MARK.search(text) if "(Jira: " in text else None
    blank = f"{text[: mark.start()]}{' ' * len(mark.group())}{text[mark.end() :]}" if mark else text
    reader = _Reader(blank, words, by)
    reader.beginning(lead, len(text) if first_line is None else first_line)
    if len(text) <= _LONGEST:
        reader.labels()
        reader.ending(lead)
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
        self.spans: list[tuple[int, int]] = []

    # Before the title ----------------------------------------------------------------------------

    def beginning(self, lead: str, first_line: int) -> None:
        """Check marks, a priority, a handle that stand before the title, a role only in the first line."""
        if not self.text[:1].isalpha():
            self._signs()
        if not self._lead_stands(lead):
            self._status_at_first()
        if match := _HEAD_PRIORITY.match(self.text, self.start):
            self.fields["priority"] = (match["priority"], match.start("priority"))
            self.start = match.end()
        elif lead and self._is_pressing(bare := self.text[self.start : len(lead)].strip(" :：")):
            self.fields["priority"] = (bare, self.start)  # it stays in the title
            self.status = None if self.text.lstrip()[:1] in _CIRCLES else self.status
        match = _HEAD_OWNER.match(self.text, self.start)
        if match and (match.lastgroup != "role" or match.end("role") <= first_line):
            name = str(match.lastgroup)
            self.fields["owner"] = (match[name], match.start(name))
            self.start = match.end()
        elif (match := _TAG.match(self.text, self.start)) and (
            lead.lstrip()[:1] == "[" or self._is_pressing(match["tag"])
        ):
            self._tag(match)

    def _is_pressing(self, said: str) -> bool:
        return len(said) <= _LONGEST_LABEL and is_priority(said, self.words) and plain(said) != "immediate"

    def _signs(self) -> None:
        """A check mark, an emoji that says how it stands, and signs that say nothing."""
        match = _CHECK.match(self.text)
        found = terms.CHECKS.get(_SPACES.sub(" ", match["check"].casefold())) if match else None
        if match is not None and found is not None:
            self.status = found
            self.start = match.end()
        if match := _EMOJI.match(self.text, self.start):
            self.status = self.status or terms.EMOJI[match["emoji"]]
            self.start = match.end()
        if bare := self.text[self.start :].lstrip(_SIGNS):
            self.start = len(self.text) - len(bare)

    def _lead_stands(self, lead: str) -> bool:
        """`**TODO due 2026-05-21** — ...`: a lead that says how it stands, and by when or how pressing, and no more."""
        match = _LEAD_STANDS.fullmatch(lead.strip(" :："))
        if match is None or not self.text.startswith(match.string, self.start):
            return False
        status = self.words.statuses.get(plain(match["status"]))
        behind = _BEHIND_LEAD.match(self.text, self.start + len(match.string))
        if status is None or behind is None:
            return False
        self.status = self.status or status
        for name in ("due", "priority"):
            if match[name] and not (name == "due" and status is Status.DONE):
                self.fields[name] = (match[name], self.start + match.start(name))
        self.start = behind.end()
        return True

    def _status_at_first(self) -> None:
        match = _HEAD_STATUS.match(self.text, self.start)
        if match is None:
            if (of_ticket := _TICKET_STATUS.match(self.text, self.start)) is not None:
                self.status = self.status or self.words.statuses.get(plain(of_ticket["said"]))
            return
        said = plain(match["inside"] or match["said"] or match["loud"])
        found = self.words.statuses.get(said) if said not in terms.NO_FIRST_STATUS else None
        if found is not None:
            self.status = self.status or found
            self.start = match.end()

    def _tag(self, match: re.Match[str]) -> None:
        """A bold tag is a priority or a team; it stays in the title."""
        name = "priority" if is_priority(match["tag"], self.words) else "owner"
        self.fields[name] = (match["tag"], match.start("tag"))

    # Inside it -----------------------------------------------------------------------------------

    def labels(self) -> None:
        """`Owner: @ana`, `(Due: 2026-03-01)`, wherever they stand; the title ends at the first that only others follow."""
        if not _SAYS_WHAT_IT_IS.search(self.text):
            return
        spans: list[tuple[int, int]] = []
        found = [(*self._label(match.start()), match.end()) for match in _COLON.finditer(self.text, self.start)]
        found = [one for one in found if one[0]]
        ends = [*(begin for _, begin, _ in found[1:]), len(self.text)]
        for (name, begin, after), end in zip(found, ends, strict=False):
            if name in _INLINE:
                at, value = self._value(name, after, end)
                if value:
                    self.fields[name] = (value, at)
                    spans.append((begin, at + len(value)))
        if not spans:
            return
        self.spans = spans
        self._begin_behind(spans, {begin: after for name, begin, after in found if name == "title"})
        self.end = self._title_end()
        first = next((begin for begin, _ in spans if begin >= self.end), self.start)
        if "owner" not in self.fields and (named := _NAME_BEFORE.search(self.text[self.start : first])):
            self.fields["owner"] = (named["name"], self.start + named.start("name"))
            self._end_before(named)

    def _end_before(self, match: re.Match[str]) -> None:
        """The title ends before what was found in the rest of it."""
        self.end = self.start + len(match.string[: match.start()].rstrip())

    def _label(self, end: int) -> tuple[str, int]:
        """What the words before a colon are the label of, and where they begin."""
        begin = max(self.start, end - _LONGEST_LABEL)
        match = _BEFORE_COLON.search(self.text[begin:end].rstrip("*_ "))
        said = match.group().split(" ") if match else []
        for n in range(len(said)):
            phrase = plain(" ".join(said[n:]))
            name = self.words.labels.get(phrase)
            if name is not None and match is not None:
                at = begin + match.start() + len(" ".join(said[:n])) + bool(n)
                if name == "priority" and n and is_priority(said[n - 1], self.words):
                    return "", at  # `High priority:` stands before what is pressing
                first = at == self.start or self.text[:at].rstrip()[-1:] in "([,;|（.—–-"
                return (name, at) if first or phrase not in keys.ONLY_AT_FIRST else ("", at)
        return "", end

    def _begin_behind(self, spans: Sequence[tuple[int, int]], titles: Mapping[int, int]) -> None:
        """The title stands behind what is labelled before it, and behind its own label."""
        start = titles.get(self.start, self.start)
        for begin, stop in spans:
            if begin != start:
                break
            rest = self.text[stop:]
            start = stop + len(rest) - len(rest.lstrip(_BEFORE_LABEL + ")]）"))
            start = titles.get(start, start)
        if start < len(self.text.rstrip()):
            self.start = start

    def _value(self, name: str, at: int, end: int) -> tuple[int, str]:
        if name == "due":
            rest = self.text[at : min(at + 40, end)]
            found = day(rest, self.by)
            if found is not None and found.start <= 2:  # noqa: PLR2004  # a bracket or a space before it
                return at, rest[: found.end].strip()
        match = _VALUE.match(self.text, at, end)
        value = match.group() if match else ""
        at += len(value) - len(value.lstrip())
        return at, _DASHED.split(value.strip(), 1)[0].rstrip("-. /*_")

    def _title_end(self) -> int:
        end = self.end
        for begin, stop in reversed(self.spans):
            if begin >= self.start and _BETWEEN_LABELS.fullmatch(self.text, stop, end):
                end = len(self.text[:begin].rstrip(_BEFORE_LABEL))
            else:
                break
        return end

    # After it ------------------------------------------------------------------------------------

    def ending(self, lead: str) -> None:
        """What stands in brackets or after a dash at the end."""
        rest = self.text[self.start : self.end].rstrip()
        if rest.endswith(_DONE_MARKS):
            self.status = self.status or Status.DONE
            self.end = self.start + len(rest.rstrip("".join(_DONE_MARKS)))
        elif self.status is None:
            self.status = status_at_last(rest, self.words)
        self._behind()
        self._tails(lead)
        rest = self.text[self.start : self.end].rstrip()
        if "due" not in self.fields and (match := _BY.search(rest)):
            self._due(
                match["when"],
                self.start + match.start("when"),
                self.start + match.start(),
                at_end=match.end() == len(rest),
            )
            self._tails(lead)
        self._lead(lead)
        self.end = self._title_end()

    def _tails(self, lead: str) -> None:
        rest = self.text[self.start : self.end].rstrip()
        if "owner" not in self.fields and (match := _GIVEN_TO.search(rest)):
            self.fields["owner"] = (match["who"].rstrip("."), self.start + match.start("who"))
            self._end_before(match)
        for _ in range(_MOST_TAILS):
            rest = self.text[self.start : self.end].rstrip()
            match = _TAIL.search(rest) or (_TAIL_OF_HANDLES.search(rest) if "@" in rest else None)
            if match is None or not (self._tail(match) or self._tail_name(match, lead)):
                return

    def _tail_name(self, match: re.Match[str], lead: str) -> bool:
        """A name between two dashes, or between one and the day in brackets."""
        if match.lastgroup != "rest" or not self._wants_owner():
            return False
        said = match["rest"].strip()
        if not NAME.fullmatch(said) or self._named_by(lead):
            return False
        self.fields["owner"] = (said, self.start + match.start("rest"))
        self._end_before(match)
        return True

    def _lead(self, lead: str) -> None:
        """A name in bold before a dash, where a day stands at the end."""
        if self._wants_owner() and (match := self._named_by(lead)) is not None:
            self.fields["owner"] = (lead.strip(), self.start)
            self.start = match.end()

    def _wants_owner(self) -> bool:
        return "owner" not in self.fields and "due" in self.fields

    def _named_by(self, lead: str) -> re.Match[str] | None:
        name = lead.strip()
        if (
            not name
            or not NAME.fullmatch(name)
            or is_part_of_actions(name)
            or not self.text.startswith(name, self.start)
        ):
            return None
        return _DASH.match(self.text, self.start + len(name))

    def _tail(self, match: re.Match[str]) -> bool:
        """Takes what is in brackets, or behind the last dash, where all of it is known."""
        name = str(match.lastgroup)
        found = all_known(parts(match[name], self.start + match.start(name), self.words, self.by))
        if not found:
            return False
        self.fields = {**found, **self.fields}
        if found.keys() == {"status"} and name == "inside":
            return False  # it stays in the title
        self._end_before(match)
        return True

    def _behind(self) -> None:
        """A status, or a priority, that stands behind what else is told."""
        text = self.text.rstrip()
        if match := _STATUS_BEHIND.search(text, max(0, self.start - 1)):
            status = self.words.statuses.get(plain(match["said"]))
            if status is not None:
                self.status = self.status or status
                self.end = min(self.end, match.start() + 1)
        if match := _PRIORITY_BEHIND.search(text, self.start):
            self.fields.setdefault("priority", (match["said"], match.start("said")))
            self.end = min(self.end, max(self.start, len(text[: match.start()].rstrip())))

    def _due(self, when: str, at: int, end: int, *, at_end: bool) -> None:
        if day(when, self.by) is None:
            return
        self.fields["due"] = (when, at)
        if at_end:
            self.end = end


_SIGNS = " \t\u200d\ufe0f•·→►▶➡⚠❗❌🔥🚨🛠🔧🔍📈📊🧪📚📝🔒🔐💡🎯📌🗒🗓⚡🐛🧹🔔📣🤖🧭🔎⭐❓🔁"
# Beside a priority their colour says the same.
_CIRCLES = "🔴🟠🟡🟢⚪🔵"
_BEFORE_LABEL = " \t,;|/([{（—–-.。、・*_"
_INLINE = frozenset({"owner", "due", "priority", "status"})


def is_boxed(text: str) -> bool:
    """A text that begins with a check box of its own making."""
    match = _CHECK.match(text)
    return match is not None and _SPACES.sub(" ", match["check"].casefold()) in terms.CHECKS


def is_marked(text: str) -> bool:
    """A text that begins with such a box, or with how it stands."""
    first = _HEAD_STATUS.match(text)
    said = plain(first["inside"] or first["said"] or first["loud"]) if first else ""
    return is_boxed(text) or (said in terms.STATUSES and said not in terms.NO_FIRST_STATUS)


def status_at_last(text: str, words: Vocabulary) -> Status | None:
    """What the last words of a title say about it: in brackets, after a stop, or in capitals."""
    match = _LOUD_AT_LAST.search(text) or _TAIL_STATUS.search(text)
    if match is None:
        return None
    said = plain(match["word"])
    before = plain(text[: match.start()].rstrip().rpartition(" ")[2]) if "→" in match.group() else ""
    if before in words.statuses or (said in terms.NO_FIRST_STATUS and text[match.start()] not in ".!?"):
        return None  # a sentence of its own asks for nothing: `Cap it. Open.`
    return words.statuses.get(said)
