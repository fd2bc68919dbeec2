"""What is known about one kind of problem. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741  # one letter a row keeps the tables tables

# Where an example stands, if not instead of a line of the sample report.
WHOLE = "the whole file"
DISK = "the disk"
FOLDER = "several reports"
ADDED = "added to the text"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem: why it matters, how to mend it, and an example that has it beside one that has not.

    The examples stand in the sample report in place of the line that begins with `instead_of`. `on`: it is told unless
    the configuration says otherwise.
    """

    name: str
    severity: Severity
    summary: str
    why: str
    remedy: str
    bad: str
    good: str
    instead_of: str = ADDED
    on: bool = True

    @property
    def family(self) -> str:
        """The letters before the first dash: where in a report it is found."""
        return self.name.partition("-")[0]

    @property
    def stops(self) -> bool:
        """It stops a push, whatever anybody says."""
        return self.severity is Severity.ERROR
