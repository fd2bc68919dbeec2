"""Whether a sentence asks for something to be done, or tells of what was done, what always holds, or what is. Pure."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[.!?])\s")
_LONGEST = 600
_OWED = re.compile(
    r"\b(?:should|must|needs? to|ha(?:ve|s) to|we will|we'll|(?:are|is) going to|plans? to)\b", re.IGNORECASE
)
_PROMISED = re.compile(r"\b(?:will (?:\w+ )?be \w+(?:ed|en|t)|will (?:re-?)?\w+|(?:is|are) planned)\b", re.IGNORECASE)
_BYGONE = re.compile(
    r"\b(?:was|were|had|did|(?:has|have)(?: already| now| since| also)? (?:been|\w+ed))\b"
    r"|^\W*(?:we|i|it|they|the team)\b(?: \w+ly| also| then| now| already)* \w{2,}ed\b",
    re.IGNORECASE,
)
# With these alone a line tells what was done; those below may as well say of what kind a thing is to be.
_DONE = re.compile(
    r"\W*(?:(?:we|i|they)(?: have|'ve| had)?(?: already| also| now| since)* )?"
    r"(?:(?:added|fixed|removed|created|deployed|reverted|raised|switched|moved|changed|merged|opened|filed|restarted|rolled back|restored"
    r"|rebuilt|disabled|patched|replaced|resized|upgraded|downgraded|migrated|applied|contacted|notified|sent|wrote|made|built|ran|retagged"
    r"|rotated|revoked|cleaned|deleted|recreated|redeployed|released|corrected|adjusted|introduced|issued|published|informed|asked|told)\b"
    r"|(?:improved|enhanced|increased|reduced|automated|documented|extended|expanded|updated|scheduled|tested|verified|implemented|configured"
    r"|enabled|scaled|tuned|converted|set up|lowered|stopped|started|blocked|cleared|resolved|identified|confirmed)"
    r" (?:a|an|the|our|all|its|their|this|that|both|each|every)\b)"
    r"|\W*(?:we|i|they)(?: have|'ve)(?: already| also| now| since)* (?:\w+ed|been)\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"\W*(?:always|never|do not|don't|there (?:is|are|was|were))\b", re.IGNORECASE)

# What is in place already; a thing that is wished for is one "that checks", or one "to check".
_STATES = re.compile(
    r"(?<!\bthat )(?<!\bwhich )(?<!\bwho )(?<!\bto )\b(?:defines|guards|prevents|ensures|catches|caught|covers|checks|verifies|enforces|validates"
    r"|blocks|rejects|protects|handles|generali[sz]es|documents|describes|keeps|(?:is|are) now|now \w+s|no longer)\b",
    re.IGNORECASE,
)

# How a line begins that asks for something.
_ASKS = re.compile(
    r"[\s*_]*(?:please |also |then )?(?:add|adjust|adopt|allow|alert|analy[sz]e|apply|ask|assess|assign|audit|automate|avoid|backport|block|build|bump|cap"
    r"|change|check|clarify|clean|clear|communicate|complete|conduct|configure|confirm|consider|consolidate|contact|convert|create|decide|decouple"
    r"|define|delete|deploy|deprecate|design|develop|disable|discuss|document|drop|educate|eliminate|enable|enforce|enhance|ensure|escalate"
    r"|establish|evaluate|evict|expand|explore|export|expose|extend|figure|file|finali[sz]e|find|finish|fix|follow|formali[sz]e|gate|get|handle"
    r"|harden|identify|implement|improve|include|increase|inform|install|instrument|integrate|introduce|investigate|isolate|keep|learn|limit|lock"
    r"|log|look|lower|maintain|make|merge|migrate|mitigate|monitor|move|notify|optimi[sz]e|patch|perform|pin|plan|port|prepare|prevent|prioriti[sz]e"
    r"|propose|protect|provide|provision|prune|publish|purge|push|put|raise|reach|rebuild|record|redesign|reduce|refactor|reject|release|remove"
    r"|rename|reorgani[sz]e|replace|report|require|reserve|resize|restrict|restructure|rethink|retry|revert|review|revise|revisit|revoke|rewrite"
    r"|roll|rotate|run|scale|schedule|secure|send|separate|set|set up|setup|share|ship|simplify|specify|split|stabili[sz]e|standardi[sz]e|start|stop"
    r"|store|streamline|strengthen|submit|support|switch|sync|teach|test|throttle|tighten|trace|track|train|transition|trigger|tune|turn|unify"
    r"|update|upgrade|use|validate|verify|warn|watch|work|write)\s+(?=[^\s:])",
    re.IGNORECASE,
)


def _first(text: str) -> str:
    return _SENTENCE.split(text[:_LONGEST], maxsplit=1)[0]


def owes(text: str) -> bool:
    """A text whose first sentence says what should or will be done, and not what was."""
    first = _first(text)
    return _OWED.search(first) is not None or (_PROMISED.search(first) is not None and _BYGONE.search(first) is None)


def asks(text: str) -> bool:
    """A text that begins with a verb that asks, and whose first sentence does not tell of what was."""
    return _ASKS.match(text) is not None and _BYGONE.search(_first(text)) is None


def is_done(text: str) -> bool:
    """A text that begins with what was done."""
    return _DONE.match(text) is not None


def is_in_place(text: str) -> bool:
    """A text whose first sentence says what something does."""
    return _STATES.search(_first(text)) is not None


def is_rule(text: str) -> bool:
    """A text that begins with what always holds, or with what there is."""
    return _RULE.match(text) is not None
