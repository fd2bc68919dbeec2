"""What a bullet's own words say about its owner, due date, priority and status. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reports import keys
from reports.before_title import before_title
from reports.behind_title import behind_title
from reports.dates import Reckoning
from reports.parts import HANDLES, NAME, day, is_priority
from reports.told import Told
from reports.vocabulary import Vocabulary
from reports.words import plain

_SAYS_WHAT_IT_IS = re.compile(r"[:：=]")
_COLON = re.compile(r"\s?[:：=]\s*")
# What a label may consist of; the longest that is known counts.
_BEFORE_COLON = re.compile(r"(?<![^\W\d])[^\W\d][\w'-]*+(?: [^\W\d][\w'-]*+){0,3}+$")
_LONGEST_LABEL = 40
_VALUE = re.compile(r"\s*(?:\[[^\[\]]*\]|(?:[^,;|()\[\]（）、。—–\n.]|\.(?=\S)|\([^()]*\))*)")
_DASHED = re.compile(r"\s+-\s+")
# One in brackets, before what is labelled, and what may stand between the labels.
_NAME_BEFORE = re.compile(rf"[(\[（]\s*(?P<name>{NAME.pattern}|{HANDLES})\s*[,;，、]\s*$")
_BETWEEN_LABELS = re.compile(r"[\s,;|/(){}\[\]（）.。、・—–*_-]*")
_BEFORE_LABEL = " \t,;|/([{（—–-.。、・*_"
_INLINE = frozenset({"owner", "due", "priority", "status"})

# What writing back leaves in a bullet: its issue's key, and the status where no check box tells it.
MARK = re.compile(r"\s*\((?P<ticket>Jira: [A-Z][A-Z0-9_]+-[1-9]\d*)(?:, (?P<status>[^()\[\]]{1,60}))?\)")
# What is longer says its owner elsewhere, if at all.
_LONGEST = 2000


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
    found = before_title(blank, words, lead, len(text) if first_line is None else first_line)
    if len(text) <= _LONGEST:
        found = _before_labels(behind_title(_labelled(found, words, by), words, lead, by))
    if mark is not None:
        marked = {n: (mark[n], mark.start(n)) for n in ("ticket", "status") if mark[n]}
        found = found._replace(fields={**found.fields, **marked})
    return found if found.start <= found.end else found._replace(end=found.start)


def _labelled(told: Told, words: Vocabulary, by: Reckoning) -> Told:
    """`Owner: @ana`, `(Due: 2026-03-01)`, wherever they stand; the title ends at the first that only others follow."""
    if not _SAYS_WHAT_IT_IS.search(told.text):
        return told
    found = tuple(_labels(told, words))
    fields, spans = dict(told.fields), []
    ends = [*(begin for _, begin, _ in found[1:]), len(told.text)]
    for (name, begin, after), end in zip(found, ends, strict=False):
        if name in _INLINE:
            at, value = _value(told.text, name, after, end, by)
            if value:
                fields[name] = (value, at)
                spans.append((begin, at + len(value)))
    if not spans:
        return told
    told = told._replace(fields=fields, labels=tuple(spans))
    start = _behind_labels(told, {begin: after for name, begin, after in found if name == "title"})
    return _name_before(_before_labels(told._replace(start=start)))


def _labels(told: Told, words: Vocabulary) -> Iterator[tuple[str, int, int]]:
    """Each label of a text, where it begins, and where its value may."""
    for colon in _COLON.finditer(told.text, told.start):
        name, begin = _label(told, colon.start(), words)
        if name:
            yield name, begin, colon.end()


def _label(told: Told, end: int, words: Vocabulary) -> tuple[str, int]:
    """What the words before a colon are the label of, and where they begin."""
    begin = max(told.start, end - _LONGEST_LABEL)
    match = _BEFORE_COLON.search(told.text[begin:end].rstrip("*_ "))
    said = match.group().split(" ") if match else []
    for n in range(len(said)):
        phrase = plain(" ".join(said[n:]))
        name = words.labels.get(phrase)
        if name is not None and match is not None:
            at = begin + match.start() + len(" ".join(said[:n])) + bool(n)
            if name == "priority" and n and is_priority(said[n - 1], words):
                return "", at  # `High priority:` stands before what is pressing
            first = at == told.start or told.text[:at].rstrip()[-1:] in "([,;|（.—–-"
            return (name, at) if first or phrase not in keys.ONLY_AT_FIRST else ("", at)
    return "", end


def _value(text: str, name: str, at: int, end: int, by: Reckoning) -> tuple[int, str]:
    if name == "due":
        rest = text[at : min(at + 40, end)]
        found = day(rest, by)
        if found is not None and found.start <= 2:  # noqa: PLR2004  # a bracket or a space before it
            return at, rest[: found.end].strip()
    match = _VALUE.match(text, at, end)
    value = match.group() if match else ""
    at += len(value) - len(value.lstrip())
    return at, _DASHED.split(value.strip(), 1)[0].rstrip("-. /*_")


def _behind_labels(told: Told, titles: Mapping[int, int]) -> int:
    """Where the title begins: behind what is labelled before it, and behind its own label."""
    start = titles.get(told.start, told.start)
    for begin, stop in told.labels:
        if begin != start:
            break
        rest = told.text[stop:]
        start = stop + len(rest) - len(rest.lstrip(_BEFORE_LABEL + ")]）"))
        start = titles.get(start, start)
    return start if start < len(told.text.rstrip()) else told.start


def _before_labels(told: Told) -> Told:
    """The title ends before the first label that only others follow."""
    end = told.end
    for begin, stop in reversed(told.labels):
        if begin < told.start or not _BETWEEN_LABELS.fullmatch(told.text, stop, end):
            break
        end = len(told.text[:begin].rstrip(_BEFORE_LABEL))
    return told if end == told.end else told._replace(end=end)


def _name_before(told: Told) -> Told:
    """An owner whom nothing labels, in brackets before what is labelled."""
    first = next((begin for begin, _ in told.labels if begin >= told.end), told.start)
    before = told.text[told.start : first]
    if "owner" in told.fields or not (named := _NAME_BEFORE.search(before)):
        return told
    fields = {**told.fields, "owner": (named["name"], told.start + named.start("name"))}
    return told._replace(fields=fields).ending(before[: named.start()])
