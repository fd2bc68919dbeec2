"""What every use case returns: data, problems and notes for a renderer, and the exit code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from tracker.model import Problem, Severity
from tracker.stats import Figures
from tracker.views import ChangeView, DoctorView, EventView, ItemView, JobView, ReportView, ReviewView, SendView

View: TypeAlias = (
    ItemView | ReviewView | ChangeView | EventView | DoctorView | ReportView | JobView | SendView | Figures
)

DONE = 0
NEEDS_A_PERSON = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one command.

    `data` maps the name of a list (items, reviews, changes, reports, events, checks) to its values in order.
    `notes` are sentences for people about the run as a whole; they go to stderr. `stale` is a loud sentence
    when the data is too old to be trusted, None otherwise. `markdown` and the like are the renderer's business.
    """

    command: str
    as_of: dt.date
    data: Mapping[str, Sequence[View]]
    last_pull: dt.datetime | None = None
    stale: str | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    exit_code: int = DONE
    summary: Mapping[str, int] = field(default_factory=dict)


class Progress(Protocol):
    """Hears how far long work has come; the command line shows it, everybody else ignores it."""

    def step(self, what: str, done: int, total: int) -> None:
        """`done` of `total` (0: not known) of `what` is done."""
        ...


class Silent:
    """A progress that nobody watches."""

    def step(self, what: str, done: int, total: int) -> None:
        """Nothing."""


def exit_code_of(problems: Sequence[Problem], *, strict: bool = False) -> int:
    """1 when any problem is an error, or a warning where it is `strict`; else 0."""
    counting = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return NEEDS_A_PERSON if any(p.severity in counting for p in problems) else DONE
