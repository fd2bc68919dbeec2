"""What stands behind a title: in brackets, after a dash, and how it stands at last. Pure."""

from __future__ import annotations

import re

from reports import terms
from reports.dates import Reckoning
from reports.parts import HANDLES, NAME, TIES, all_known, day, parts
from reports.sections import is_part_of_actions
from reports.told import Told
from reports.vocabulary import Vocabulary
from reports.words import plain
from tracker.model import Status

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
_TAIL_STATUS = re.compile(
    r"[(\[（.!?:—–,→_-](?:(?<=[(\[（])\s*|(?<=[.!?:—–,→-])\s+|(?<=_))(?P<word>[^\W\d_][^\W_]*(?:[ '][^\W_]+){0,3}?)(?P<rest>(?:\s*[,:;—–-]|\s+(?:in|on|by|with|via|at|since)\s|\s+\d)[^.()\[\]]{0,60})?[)\]）]?[.]?\s*_?\s*$"
)
_LOUD_AT_LAST = re.compile(r"\s(?P<word>[A-Z]{4,}(?: [A-Z]{4,})?)[.!]?\s*$")
_STATUS_BEHIND = re.compile(r"[)\]）]\s*[-—–,:，]?\s*(?P<said>[^()\[\]（）]{2,40})$")
_PRIORITY_BEHIND = re.compile(r"[,;—–-]\s*(?P<said>P[0-4])$")
_DONE_MARKS = ("✅", "☑", "✔", "☑️", "✅️", "✔️")
# One whom words without a colon name, and what parts a name from what is to be done.
_GIVEN_TO = re.compile(
    rf"[(\[（,;—–-]\s*(?i:assigned to|owned by|assignee|owner)\s+(?P<who>{NAME.pattern}|{HANDLES})\s*[)\]）]?[.]?$"
)
_DASH = re.compile(r"\s*(?:[—–]|\s-)\s+(?=\S)")
# So many parts may be told behind a title, one after the other.
_MOST_TAILS = 4


def behind_title(told: Told, words: Vocabulary, lead: str, by: Reckoning) -> Told:
    """What stands in brackets or after a dash at the end."""
    rest = told.rest
    if rest.endswith(_DONE_MARKS):
        told = told._replace(status=told.status or Status.DONE, end=told.start + len(rest.rstrip("".join(_DONE_MARKS))))
    elif told.status is None and (status := status_at_last(rest, words)) is not None:
        told = told._replace(status=status)
    told = _tails(_at_last(told, words), words, lead, by)
    if "due" not in told.fields and (match := _BY.search(told.rest)):
        told = _tails(_tied(told, match, by), words, lead, by)
    return _named_before(told, lead)


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


def _at_last(told: Told, words: Vocabulary) -> Told:
    """A status, or a priority, that stands behind what else is told."""
    text = told.text.rstrip()
    if match := _STATUS_BEHIND.search(text, max(0, told.start - 1)):
        status = words.statuses.get(plain(match["said"]))
        if status is not None:
            told = told._replace(status=told.status or status, end=min(told.end, match.start() + 1))
    if match := _PRIORITY_BEHIND.search(text, told.start):
        fields = {**told.fields, "priority": told.fields.get("priority", (match["said"], match.start("said")))}
        end = max(told.start, len(text[: match.start()].rstrip()))
        told = told._replace(fields=fields, end=min(told.end, end))
    return told


def _tails(told: Told, words: Vocabulary, lead: str, by: Reckoning) -> Told:
    """One part after the other, the last first, as long as all of it is known."""
    rest = told.rest
    if "owner" not in told.fields and (match := _GIVEN_TO.search(rest)):
        told = _owned(told, match["who"].rstrip("."), told.start + match.start("who")).ending(rest[: match.start()])
        rest = told.rest
    for _ in range(_MOST_TAILS):
        match = _TAIL.search(rest) or (_TAIL_OF_HANDLES.search(rest) if "@" in rest else None)
        if match is None:
            break
        name = str(match.lastgroup)
        if found := all_known(parts(match[name], told.start + match.start(name), words, by)):
            told = told._replace(fields={**found, **told.fields})
            if found.keys() == {"status"} and name == "inside":
                break  # it stays in the title
        elif name == "rest" and _is_named(told, match[name].strip(), lead):
            told = _owned(told, match[name].strip(), told.start + match.start(name))
        else:
            break
        told = told.ending(rest[: match.start()])
        rest = told.rest
    return told


def _tied(told: Told, match: re.Match[str], by: Reckoning) -> Told:
    """A day behind `by` or `due`, wherever it stands; the title ends before it where nothing follows."""
    if day(match["when"], by) is None:
        return told
    end = told.start + match.start() if match.end() == len(match.string) else told.end
    fields = {**told.fields, "due": (match["when"], told.start + match.start("when"))}
    return told._replace(fields=fields, end=end)


def _is_named(told: Told, said: str, lead: str) -> bool:
    """A name between two dashes, or between one and the day in brackets."""
    return _wants_owner(told) and NAME.fullmatch(said) is not None and _behind_name(told, lead) is None


def _named_before(told: Told, lead: str) -> Told:
    """A name in bold before a dash, where a day stands at the end."""
    if _wants_owner(told) and (match := _behind_name(told, lead)) is not None:
        return _owned(told, lead.strip(), told.start)._replace(start=match.end())
    return told


def _wants_owner(told: Told) -> bool:
    return "owner" not in told.fields and "due" in told.fields


def _behind_name(told: Told, lead: str) -> re.Match[str] | None:
    """The dash behind a name that the text begins with in bold."""
    name = lead.strip()
    if not name or not NAME.fullmatch(name) or is_part_of_actions(name) or not told.text.startswith(name, told.start):
        return None
    return _DASH.match(told.text, told.start + len(name))


def _owned(told: Told, owner: str, at: int) -> Told:
    return told._replace(fields={**told.fields, "owner": (owner, at)})
