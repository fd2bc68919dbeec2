"""What an epic is told of people's words on a review, and what it remembers of them. Pure."""

from __future__ import annotations

import json
from dataclasses import replace

from sync import stamp
from sync.fields import Naming
from sync.ports import Edit
from tracker.model import Incident, ReviewWord, Stamp

# Source: https://developer.atlassian.com/cloud/jira/platform/rest/v3/ ("maximum length is 32768 characters"); ours is shorter.
LONGEST = 30_000


def name_of(namespace: str, incident: str) -> str:
    """Under which a word stands in the property: several teams' incidents may share one epic."""
    return f"{namespace}/{incident}"


def heard(known: Stamp | None, namespace: str, incident: str) -> ReviewWord | None:
    """What an epic remembers of the review of an incident."""
    words = dict(known.reviews) if known else {}
    word = words.get(name_of(namespace, incident))
    return (
        replace(word, incident=incident, held=replace(word.held, incident=incident) if word.held else None)
        if word
        else None
    )


def telling(word: ReviewWord, incident: Incident, known: Stamp | None, naming: Naming) -> Edit | None:
    """One comment and the property that remembers it, in one request; None where the epic knows it already."""
    before = heard(known, naming.namespace, incident.id)
    if before is not None and before.at >= word.at:
        return None
    name = name_of(naming.namespace, incident.id)
    base = known or Stamp(naming.namespace, naming.store, incident.id, None, incident.path)
    words = [*((n, w) for n, w in base.reviews if n != name), (name, word)]
    words.sort(key=lambda it: it[1].at)
    told = replace(base, reviews=tuple(words))
    while len(told.reviews) > 1 and len(json.dumps(stamp.to_json(told))) > LONGEST:
        told = replace(told, reviews=told.reviews[1:])  # the oldest goes: the property is bounded
    return Edit(fields={}, stamp=told, comment=_sentence(word, incident))


def _sentence(word: ReviewWord, incident: Incident) -> str:
    if word.snoozed is not None:
        said = word.snoozed
        return f"{said.by} put the review of incident {incident.id} off until {said.until}: {_ended(said.reason)}"
    held = word.held
    assert held is not None  # noqa: S101  # a word is the one or the other
    following = f" Next look: {held.next}." if held.next else ""
    return f"{held.by} held the review of incident {incident.id} on {held.held_on}: {_ended(held.outcome)}{following}"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
