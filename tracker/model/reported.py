"""What reading a report gives: its facts and items with their places, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """How much a problem matters: only an error stops a push."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know; `line` and `column` count from 1, None where there is no place."""

    code: str
    severity: Severity
    message: str
    path: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where in a report something stands; `line` and `column` count from 1, columns in characters."""

    path: str
    line: int
    column: int = 1


class Priority(StrEnum):
    """The priority of an item; not the severity of its incident, though the alphabet is the same."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Status(StrEnum):
    """Where an item stands; from the first push on it is Jira's word."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    DONE = "done"
    CANCELLED = "cancelled"

    def __init__(self, word: str) -> None:
        self.is_open: Final = word not in ("done", "cancelled")
        """Neither done nor dropped."""


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and where in the report it was found."""

    value: T
    line: int
    column: int


class ReportKind(StrEnum):
    """What a document is."""

    REPORT = "report"
    TEMPLATE = "template"
    NOT_A_REPORT = "not_a_report"


@dataclass(frozen=True, slots=True)
class SignOff:
    """One line of the sign-off table; `approved` as the cell says, `date` None where it names none."""

    role: str
    name: str
    approved: bool
    date: dt.date | None
    line: int


@dataclass(frozen=True, slots=True)
class ReportedItem:
    """One row of a report's action items, as the report says it; None where the cell says nothing.

    `owner` is the first owner as written, `owners` all of them; `number` the row's `#` where that is a
    whole number. `inferred`: its section looks ahead, and does not call it an action. `elsewhere` is the ticket of another
    tracker that the row names.
    """

    title: str
    source: Source
    number: int | None = None
    row: str | None = None
    owner: str | None = None
    owners: tuple[str, ...] = ()
    due: dt.date | None = None
    priority: Priority | None = None
    status: Status | None = None
    jira_key: str | None = None
    inferred: bool = False
    elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """What was read out of one file: facts with their places, items in row order, and every problem.

    `digest` is the SHA-256 of the file's bytes, in hex. `finished` is not here: which document statuses
    say finished is the configuration's word.
    """

    path: str
    digest: str
    kind: ReportKind
    title: Found[str] | None = None
    incident: Found[str] | None = None
    date: Found[dt.date] | None = None
    severity: Found[str] | None = None
    incident_status: Found[str] | None = None
    document_status: Found[str] | None = None
    finalised: Found[dt.date] | None = None
    epic: Found[str] | None = None
    next_review: Found[dt.date] | None = None
    prepared_by: Found[str] | None = None
    sign_offs: tuple[SignOff, ...] = ()
    items: tuple[ReportedItem, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Something in it stops a push."""
        return any(p.severity is Severity.ERROR for p in self.problems)
