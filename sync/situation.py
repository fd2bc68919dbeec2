"""What planning is decided from: the configuration's word, what is known, and what was just seen. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sync.fields import Owner
from sync.policy import PushRules
from sync.ports import Epic
from sync.preflight import Desk
from tracker.model import Flavour, InDoubt, Issue, Problem, Severity, TrackedIncident, TrackedItem

OwnerMap: TypeAlias = Mapping[str, Owner]


@dataclass(frozen=True, slots=True)
class Rival:
    """Another store that wrote to issues of our namespace: the last that it wrote to, and when."""

    store: str
    key: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known and what was just seen.

    `desks` holds what each project takes; `epics` and `named` the issues that reports name, None where Jira
    shows none; a key that is absent was not asked for (offline). `finds` holds, by target, the issues that
    carry its marker; `looked` when each target in doubt began to be looked for, both ways and to the end. `children` holds
    the issues under epics that reports name. `rival` is another store that has just written in our namespace.
    """

    now: dt.datetime
    flavour: Flavour
    incidents: tuple[TrackedIncident, ...]
    items: tuple[TrackedItem, ...]
    desks: Mapping[str, Desk]
    owners: OwnerMap
    epics: Mapping[str, Epic | None] = field(default_factory=dict)
    named: Mapping[str, Issue | None] = field(default_factory=dict)
    finds: Mapping[str, tuple[Issue, ...]] = field(default_factory=dict)
    looked: Mapping[str, dt.datetime] = field(default_factory=dict)
    children: Mapping[str, tuple[Issue, ...]] = field(default_factory=dict)
    rival: Rival | None = None
    offline: bool = False

    def finds_of(self, target: str, namespace: str) -> tuple[Issue, ...]:
        """Issues that are this target's by their property; a clone has only the labels."""
        return tuple(i for i in self.finds.get(target, ()) if is_stamped(i, target, namespace))

    def is_over(self, target: str, doubt: InDoubt, grace: dt.timedelta) -> bool:
        """Whether a create in doubt may be made again: empty looks both ways, and the grace has passed."""
        began = self.looked.get(target)  # a look from before the grace was over missed what came after it
        return began is not None and began >= doubt.since() + grace


def is_stamped(issue: Issue, target: str, namespace: str) -> bool:
    """Whether an issue carries the property of this very target."""
    stamp = issue.stamp
    if stamp is None or stamp.namespace != namespace:
        return False
    return target == (stamp.incident if stamp.number is None else f"{stamp.incident}/{stamp.number}")


def waiting(doubt: InDoubt, grace: dt.timedelta) -> str:
    """Why nothing is made for now, in words."""
    until = (doubt.since() + grace).astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"in doubt: an earlier create may have reached Jira; not made again before {until}"


def other_store(rival: Rival, by: PushRules, *, waiting: bool) -> Problem:
    """What is said of a second store; with `waiting`, why items are not made beside it for now."""
    until = (rival.at + by.grace).astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    return Problem(
        "SYN-OTHER-STORE",
        Severity.ERROR if waiting else Severity.WARNING,
        f"another store ({rival.store}) writes in the namespace {by.naming.namespace}: {rival.key}, "
        f"{rival.at.astimezone(dt.UTC):%Y-%m-%d %H:%M UTC}; nothing is made before {until}",
        hint="if that store was lost, wait; if two are meant to be, give each its own jira.namespace; "
        "if not, let one of them go",
    )
