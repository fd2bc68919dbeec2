"""What a team writes: its reports with their rows, each known by a name of this world's own, whatever is edited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from tests.values import a_report
from tracker.model import Found, ParsedReport, Priority, ReportedItem, Source

Numbering = Literal["by_place", "own", "none"]


@dataclass
class Row:
    """A row; `issue` is the id of its issue once it was seen to have one, which then is its issue for good."""

    name: int
    title: str
    due: dt.date | None = dt.date(2026, 4, 1)
    owner: str | None = "@ann"
    priority: Priority | None = Priority.P1
    key: str | None = None
    issue: str | None = None


@dataclass
class Report:
    """One report; `removed` holds rows that were taken out and may come back, `epic` the key that it names."""

    incident: str
    path: str
    title: str = "Search was down"
    finished: bool = True
    epic: str | None = None
    numbering: Numbering = "by_place"
    rows: list[Row] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)

    def parsed(self) -> ParsedReport:
        """The report as reading makes it."""
        return a_report(
            *self._items(),
            path=self.path,
            incident=self.incident,
            title=Found(self.title, 1, 1),
            document_status=Found("FINAL" if self.finished else "DRAFT", 90, 1),
            epic=Found(self.epic, 5, 1) if self.epic else None,
        )

    def _items(self) -> Iterator[ReportedItem]:
        for place, row in enumerate(self.rows, start=1):
            number = {"by_place": place, "own": row.name, "none": None}[self.numbering]
            yield ReportedItem(
                title=row.title,
                source=Source(self.path, 10 + place),
                number=number,
                row=str(number) if number else None,
                owner=row.owner,
                owners=(row.owner,) if row.owner else (),
                due=row.due,
                priority=row.priority,
                jira_key=row.key,
            )
