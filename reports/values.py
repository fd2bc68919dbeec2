"""What the text of a cell or a line means: priorities, statuses, owners, placeholders. Pure."""

from __future__ import annotations

import re

from reports import terms
from reports.dates import Impossible
from reports.vocabulary import Vocabulary
from reports.words import phrases, plain, remembered
from tracker.model import Priority, Status

# A slash may part two people or be the name of one team: only a person can tell.
_BETWEEN_OWNERS = re.compile(r"(?:[,;&、，]|\s\+\s|(?<=\S)\+(?=\S)|\b(?:and|und|et|y|e)\b(?=\s))\s*", re.IGNORECASE)

# [X hours], {{ name }}, <your text>, YYYY-MM-DD, XXX: what a template leaves for a person to fill in.
_BRACKETED = re.compile(r"(?<!\[)\[(?!\s?\]|[xX]\])[^\[\]]+\](?![(\[\]])")
_BRACES = re.compile(r"\{\{[^{}]*\}\}")
_LETTERS = re.compile(
    r"#?(?:\b[A-Z]+-)?\bYYYY[-/]MM[-/]DD\b(?:-N+\b)?|\bYYYY\b|\bDD/MM\b|\bHH:MM\b|-NNN\b|\bXXX+\b|_{4,}|\b(?:PM|INC|IR|PIR|RCA)-?XX+\b|\b20xx\b|\bSEV-?[XN]\b"
)
_ANGLED = re.compile(r"\s*<[^\W\d_][^<>/=]{0,300}>\s*")
_IN_ANGLES = re.compile(r"<[^<>]{0,60}>")
# Without one of these, a text holds none of them; looking for each in turn is quicker than a pattern for all.
_SIGNS = ("[", "<", "{", "YYYY", "DD/MM", "HH:MM", "-NNN", "XX", "____", "20xx", "SEV")
# SEV1 / SEV2 / SEV3, Draft / Final: a choice that nobody made.
_LEVEL = r"(?:sev-?\d|p\d)(?:\s*\([^()]{0,40}\))?"
_STAND = (
    r"(?:draft|in review|open|resolved|unresolved|monitoring|mitigated|final|in progress|ongoing|published|done|planned|not started|to ?do"
    r"|completed?|closed|pending|blocked)"
)
_CHOICE = re.compile(rf"{_LEVEL}(?:\s*[/|·]\s*{_LEVEL})+|{_STAND}(?:\s*[/|·]\s*{_STAND})+", re.IGNORECASE)
_SAMPLES = re.compile(
    r"(?:(?:example |sample )?(?:action|task)|item|todo|ação|acción|tarea|medida|mesure|maßnahme|azione|действие|мера|дія|措施|アクション|조치)(?: item)?\s*(?:\d+|[a-z#])?(?: here)?|e\.g\..*|(?:(?:short|brief) )?description"
    r"(?: of (?:the |an? )?(?:action|change|task|item|fix|work|improvement|measure)s?)?|what (?:needs to|must|will|should) be done|\.\.\.|…|<.*>|(?:what|who|when) ?\?",
    re.IGNORECASE,
)
_BETWEEN_PARTS = re.compile(r"\s+[-–—|]\s+|[,;:(]\s*")
_SAMPLE_PARTS = phrases(
    "owner|due date|date|due|name|priority|status|deadline|assignee|team|description|who|when|link|ticket|issue|what|title|person|link to issue|",
    "ответственный|срок|статус|відповідальний|responsable|fecha|plazo|responsavel|prazo|verantwortlich|frist|负责人|截止|担当|期限",
)
_LABELLED_HOLE = re.compile(
    r"[:：]\W{0,3}\s*(?:\[[^\W\d][^\[\]]{1,30}\](?![(\[])|<[^\W\d][^<>/]{1,30}>|@(?:owner|name|user|handle)\b)",
    re.IGNORECASE,
)
_SAMPLE_OWNERS = re.compile(
    r"@(?:handle|owner|user|username|name|person|assignee|your-?name)|name|owner|(?:team|person|name|role|owner|who)(?:\s*(?:/|\bor\b)\s*(?:team|person|name|role|owner))+",
    re.IGNORECASE,
)
_REAL_WORDS = 4
_NUMBERED = re.compile(r"(?<![A-Za-z0-9])[Pp]-?([0-4])(?![A-Za-z0-9])")
_NUMBERED_GROUP = re.compile(r"(?<![A-Za-z0-9-])[Pp]([0-4])(?![A-Za-z0-9])")
_FIRST_WORD = re.compile(r"\W*(?P<word>[A-Z][\w']+)\s*(?:[—–(,;:-]|$)")
_SHARE = re.compile(r"(\d{1,3})\s*%")
_PRIORITY_WORD = re.compile(
    r"\b(?:priority|prioridade?|priorite|prioritat|priorita|приоритет|actions?|action items?|items?|tasks?)\b|優先度|优先级"
)


# `No further action is required`, `None identified at this time`
_NOTHING_NEEDED = re.compile(
    r"(?:no|none|nothing)(?: (?:further|other|additional|more|new|immediate|follow-ups?|corrective|remedial|outstanding|actions?|items?|changes?"
    r"|steps?|work|is|are|was|were|have been|has been|of this)){0,5}(?: (?:required|needed|identified|necessary|planned|outstanding|open|pending))?"
    r"(?: (?:at this (?:time|stage|point)|for now|from this incident|currently))?[.!]?",
    re.IGNORECASE,
)
_LONGEST_NOTHING = max(len(word) for word in terms.NOTHING) + 20


@remembered
def is_nothing(text: str) -> bool:
    """A cell that says that there is nothing."""
    stripped = text.strip().strip("*_`()").strip()
    if len(stripped) > _LONGEST_NOTHING:
        return _NOTHING_NEEDED.fullmatch(stripped) is not None
    return (
        stripped in ("", "–", "—", "…")
        or plain(stripped) in terms.NOTHING
        or _NOTHING_NEEDED.fullmatch(stripped) is not None
    )


def may_be_left_open(text: str) -> bool:
    """Whether a text, of one line or of many, holds a sign by which a template leaves something to be filled in."""
    return any(map(text.__contains__, _SIGNS))


def placeholder(text: str) -> re.Match[str] | None:
    """The first thing that a template left to be filled in."""
    if not may_be_left_open(text):
        return None  # the same
    found = [m for pattern in (_BRACKETED, _BRACES, _LETTERS) if (m := pattern.search(text))]
    if (angled := _ANGLED.fullmatch(text)) is not None:
        found.append(angled)
    return min(found, key=lambda m: m.start(), default=None)


def without_placeholders(text: str) -> str:
    """A text without everything that a template left to be filled in."""
    if not may_be_left_open(text):
        return text  # the same
    for pattern in (_BRACKETED, _BRACES, _LETTERS, _IN_ANGLES):
        text = pattern.sub(" ", text)
    return text


def hole(text: str) -> re.Match[str] | None:
    """The placeholder that a value consists of, or mostly; a value may well speak of [one] or {{ other }}."""
    found = placeholder(text)
    if found is None:
        return _CHOICE.fullmatch(text.strip(" ."))
    if found.re is _ANGLED:
        return found
    left = without_placeholders(text)
    size, rest = (sum(c.isalnum() for c in some) for some in (text, left))
    return found if rest * 2 <= size and not found.group().strip("[]").isdigit() else None


def is_whole_placeholder(text: str) -> bool:
    """A text that is nothing but something to be filled in."""
    if not may_be_left_open(text):
        return False  # most lines are done with here
    stripped = text.strip().strip("*_").strip()
    found = placeholder(stripped)
    return found is not None and found.group() == stripped


def is_sample(title: str) -> bool:
    """A title as a template holds it."""
    if not may_be_left_open(title):
        return False  # the same
    stripped = title.strip().strip("*_`").strip()
    braces = _BRACES.match(stripped)
    if braces and len(braces.group().split()) > _REAL_WORDS:
        return False  # filled in, and the braces forgotten
    return is_whole_placeholder(stripped) or (braces is not None and hole(stripped) is not None)


def is_generic(title: str) -> bool:
    """`Action item 1`: a template's, unless somebody real is to do it."""
    stripped = title.strip().strip("*_`").strip()
    if _SAMPLES.match(stripped.lstrip(" )")) is None:
        return False
    first, *rest = _BETWEEN_PARTS.split(stripped)
    return _SAMPLES.fullmatch(first.strip(" )")) is not None and all(plain(part) in _SAMPLE_PARTS for part in rest)


def is_labelled_hole(text: str) -> bool:
    """A text that names what belongs into it: `Owner: [Name]`."""
    return _LABELLED_HOLE.search(text) is not None


def is_sample_owner(text: str) -> bool:
    """An owner as a template holds it."""
    return is_whole_placeholder(text) or _SAMPLE_OWNERS.fullmatch(text.strip()) is not None


def unwrapped(title: str) -> str:
    """A title out of the braces that somebody filled in and forgot to take off."""
    found = _BRACES.match(title.strip())
    return found.group().strip("{} ") if found and len(found.group().split()) > _REAL_WORDS else title


def priority(text: str, known: Vocabulary) -> Priority | None:
    """P0 to P4, or a word for one of them, with or without words around it; None where the cell says nothing.

    Raises: Impossible when the cell says something else.
    """
    if is_nothing(text):
        return None
    found = set(_NUMBERED.findall(text))
    if len(found) == 1:
        return Priority(f"P{found.pop()}")
    words = plain(text)
    said = known.priorities.get(words) or known.priorities.get(next(iter(words.split()), ""))
    if said is None or found:
        raise Impossible("is not a priority; write P0, P1, P2, P3 or P4")
    return said


def priority_of_group(text: str, known: Vocabulary) -> Priority | None:
    """What a heading says about the priority of all below it: P0, or a word for one that stands for itself."""
    found = set(_NUMBERED_GROUP.findall(text))
    if len(found) == 1:
        return Priority(f"P{found.pop()}")
    words = _PRIORITY_WORD.sub("", plain(text)).strip()
    if words == "immediate":
        return None  # it tells when, and not how pressing
    return known.priorities.get(words)


def status_of(text: str, known: Vocabulary) -> Status | None:
    """The status that the first words say, or a lone emoji or check; None where they say none that is known."""
    checked = terms.CHECKS.get(text.strip().casefold())
    if checked is not None:
        return checked
    words = plain(text)
    if words in known.statuses:
        return known.statuses[words]
    if not words or is_nothing(words):
        return next((s for emoji, s in terms.EMOJI.items() if emoji in text), None)
    if "%" in text and (share := _SHARE.match(text.strip())):
        return Status.DONE if share[1] == "100" else Status.IN_PROGRESS if share[1] != "0" else Status.NOT_STARTED
    if " " not in words:
        return None  # one word, looked for already
    first = words.split()[:4]
    return next((known.statuses[said] for n in (4, 3, 2, 1) if (said := " ".join(first[:n])) in known.statuses), None)


def status(text: str, known: Vocabulary) -> Status | None:
    """The same of a cell; None where it says nothing.

    Raises: Impossible when the words are not known.
    """
    found = status_of(text, known)
    if found is None and not (is_nothing(plain(text)) and is_nothing(text)):
        raise Impossible("is not a status that is known")
    return found


def stands_for_owner(text: str, known: Vocabulary) -> Status | None:
    """The status that somebody wrote in place of an owner: `DONE - this sprint`."""
    found = _FIRST_WORD.match(text)
    said = plain(found["word"]) if found else ""
    return known.statuses.get(said) if said not in terms.NO_FIRST_STATUS else None


def owners(text: str) -> tuple[str, ...]:
    """Everybody whom a cell names, as written, in order."""
    if is_nothing(text):
        return ()
    return tuple(name for part in _BETWEEN_OWNERS.split(text) if (name := part.strip()) and not is_nothing(name))
