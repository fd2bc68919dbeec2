"""What stands before a title: signs, a priority, how it stands, and who does it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from reports import terms
from reports.parts import HANDLES, TIES, is_priority
from reports.told import Told
from reports.vocabulary import Vocabulary
from reports.words import plain
from tracker.model import Status

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
_EMOJI = re.compile(r"\s*(?P<emoji>[" + "".join(terms.EMOJI) + r"])\ufe0f?\s*")
_SPACES = re.compile(r"\s+")
# What is longer is no word for a priority.
_LONGEST_TAG = 40
_SIGNS = " \t\u200d\ufe0f•·→►▶➡⚠❗❌🔥🚨🛠🔧🔍📈📊🧪📚📝🔒🔐💡🎯📌🗒🗓⚡🐛🧹🔔📣🤖🧭🔎⭐❓🔁"
# Beside a priority their colour says the same.
_CIRCLES = "🔴🟠🟡🟢⚪🔵"


def before_title(text: str, words: Vocabulary, lead: str, first_line: int) -> Told:
    """Check marks, a priority, a handle that stand before the title, a role only in the first line."""
    status, start = (None, 0) if text[:1].isalpha() else _signs(text)
    stands = (_lead_stands(text, start, lead, words) if lead else None) or _status_at_first(text, start, words)
    fields = dict(stands.fields)
    status, start = status or stands.status, stands.start
    if match := _HEAD_PRIORITY.match(text, start):
        fields["priority"] = (match["priority"], match.start("priority"))
        start = match.end()
    elif lead and _is_pressing(bare := text[start : len(lead)].strip(" :："), words):
        fields["priority"] = (bare, start)  # it stays in the title
        status = None if text.lstrip()[:1] in _CIRCLES else status
    match = _HEAD_OWNER.match(text, start)
    if match and (match.lastgroup != "role" or match.end("role") <= first_line):
        name = str(match.lastgroup)
        fields["owner"] = (match[name], match.start(name))
        start = match.end()
    elif (match := _TAG.match(text, start)) and (lead.lstrip()[:1] == "[" or _is_pressing(match["tag"], words)):
        name = "priority" if is_priority(match["tag"], words) else "owner"
        fields[name] = (match["tag"], match.start("tag"))  # it stays in the title
    return Told(text, fields, status, start, len(text))


def is_boxed(text: str) -> bool:
    """A text that begins with a check box of its own making."""
    match = _CHECK.match(text)
    return match is not None and _SPACES.sub(" ", match["check"].casefold()) in terms.CHECKS


def is_marked(text: str) -> bool:
    """A text that begins with such a box, or with how it stands."""
    first = _HEAD_STATUS.match(text)
    said = plain(first["inside"] or first["said"] or first["loud"]) if first else ""
    return is_boxed(text) or (said in terms.STATUSES and said not in terms.NO_FIRST_STATUS)


class _Stands(NamedTuple):
    """How something stands, and where the title begins behind that."""

    status: Status | None
    start: int
    fields: Mapping[str, tuple[str, int]] = {}


def _is_pressing(said: str, words: Vocabulary) -> bool:
    return len(said) <= _LONGEST_TAG and is_priority(said, words) and plain(said) != "immediate"


def _signs(text: str) -> tuple[Status | None, int]:
    """A check mark, an emoji that says how it stands, and signs that say nothing."""
    match = _CHECK.match(text)
    status = terms.CHECKS.get(_SPACES.sub(" ", match["check"].casefold())) if match else None
    start = match.end() if match is not None and status is not None else 0
    if match := _EMOJI.match(text, start):
        status = status or terms.EMOJI[match["emoji"]]
        start = match.end()
    bare = text[start:].lstrip(_SIGNS)
    return status, len(text) - len(bare) if bare else start


def _lead_stands(text: str, start: int, lead: str, words: Vocabulary) -> _Stands | None:
    """`**TODO due 2026-05-21** — ...`: a lead that says how it stands, and by when or how pressing, and no more."""
    match = _LEAD_STANDS.fullmatch(lead.strip(" :："))
    if match is None or not text.startswith(match.string, start):
        return None
    status = words.statuses.get(plain(match["status"]))
    behind = _BEHIND_LEAD.match(text, start + len(match.string))
    if status is None or behind is None:
        return None
    said = [n for n in ("due", "priority") if match[n] and not (n == "due" and status is Status.DONE)]
    return _Stands(status, behind.end(), {n: (match[n], start + match.start(n)) for n in said})


def _status_at_first(text: str, start: int, words: Vocabulary) -> _Stands:
    """A status in brackets, before a colon or a dash, or in capitals, or of the ticket that the text begins with."""
    match = _HEAD_STATUS.match(text, start)
    if match is None:
        of_ticket = _TICKET_STATUS.match(text, start)
        return _Stands(words.statuses.get(plain(of_ticket["said"])) if of_ticket else None, start)
    said = plain(match["inside"] or match["said"] or match["loud"])
    found = words.statuses.get(said) if said not in terms.NO_FIRST_STATUS else None
    return _Stands(found, start if found is None else match.end())
