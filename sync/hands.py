"""What carrying out takes, and what is said of each change afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeVar

from sync.changes import Change, Skip, key_of
from sync.ports import Jira, Journal
from tracker.errors import Interrupted, PirtrackError
from tracker.model import Issue

T = TypeVar("T")

# Source: Jira Cloud REST v3, "Bulk create issue": up to 50 issues; "Bulk fetch issues": up to 100.
CREATE_BATCH = 50
READ_BATCH = 100
# Why a doubt is ended without an issue.
NOT_FOUND = "looked for both ways and not found, the grace has passed"

Result: TypeAlias = Literal["done", "refused", "not_applied", "in_doubt", "gone", "left", "skipped"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one change.

    `not_applied`: Jira said yes and left a field as it was; `gone`: Jira no longer shows the issue; `left`: not
    carried out, to be decided anew by the next run.
    """

    change: Change
    result: Result
    key: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did, in the plan's order; `stopped` is what ended it early, None when it went through."""

    outcomes: tuple[Outcome, ...]
    stopped: PirtrackError | None = None


@dataclass(frozen=True, slots=True)
class Hands:
    """What carrying out takes: `stop` is asked between two steps, `step` hears (what, done, total).

    `priorities` is the configuration's map. More than the share `vanished` of what is edited can't be gone at once.
    """

    jira: Jira
    journal: Journal
    clock: Callable[[], dt.datetime]
    epic_link: str | None = None
    priorities: Mapping[str, str] = field(default_factory=dict)
    vanished: float = 0.5
    stop: Callable[[], bool] = lambda: False
    step: Callable[[str, int, int], None] = lambda _what, _done, _total: None

    def pause_point(self) -> None:
        """Between two steps. Raises: Interrupted when a signal came."""
        if self.stop():
            raise interrupted()

    def read(self, ids: Sequence[str], *, fresh: bool) -> tuple[Issue, ...]:
        """Issues as they are now; `fresh` where an older state would be taken for a lie of Jira's."""
        return self.jira.read(ids, epic_link=self.epic_link, fresh=fresh).issues if ids else ()


def interrupted() -> Interrupted:
    """A signal came between two steps."""
    return Interrupted(
        "interrupted between two steps; what was begun is journalled", hint="run the same command again to go on"
    )


@dataclass(slots=True)
class Minutes:
    """What became of each change so far."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def say(self, change: Change, result: Result, key: str | None = None, detail: str | None = None) -> None:
        """This became of it."""
        self.outcomes[change.target] = Outcome(change, result, key, detail)

    def outcome_of(self, change: Change) -> Outcome:
        """What became of it; of what was not begun, that it is left."""
        if isinstance(change, Skip):
            return Outcome(change, "skipped", change.key, change.reason)
        return self.outcomes.get(change.target, Outcome(change, "left", key_of(change)))


def batches(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Things in groups of so many."""
    for start in range(0, len(things), size):
        yield things[start : start + size]
