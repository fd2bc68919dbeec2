"""Checks of the owners: that they are known, and that a person answers for what is most pressing. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.reading import Reading
from reports.rules import ReadingRules
from tracker.model import Priority, Problem

_PARTS = re.compile(r"[^\w]+|_")
# A handle that has one of these names no single person.
_TEAM_WORDS = frozenset(
    word
    for line in (
        "team teams squad group crew guild oncall sre devops ops platform infra infrastructure engineering eng engineers",
        "backend frontend security qa support everyone all department developers dev devs operations dba dbas チーム équipe",
        "equipe equipo",
    )
    for word in line.split()
)


def check(reading: Reading, rules: ReadingRules) -> Iterator[Problem]:
    """Owners that nobody configured, and P0 items that are no person's."""
    for item, cells in reading.open_items():
        owner, cell = item.owner, cells.get("owner")
        if owner is not None and rules.people and owner not in rules.people:
            yield reading.at_cell("ITM-OWNER-UNKNOWN", item, cell, f"{owner} is not in the configuration's [owners]")
        if item.priority is not Priority.P0 or item.inferred:
            continue
        if owner is None:
            yield reading.at_cell("ITM-OWNER-TEAM", item, None, "a P0 item has nobody")
        elif not is_person(owner, rules):
            yield reading.at_cell("ITM-OWNER-TEAM", item, cell, f"a P0 item has no person: {owner} is not one")


def is_person(owner: str, rules: ReadingRules) -> bool:
    """By the configured owners; where it is not among them, by its own words."""
    known = rules.people.get(owner)
    if known is not None:
        return known
    return not _TEAM_WORDS & set(_PARTS.split(owner.casefold()))
