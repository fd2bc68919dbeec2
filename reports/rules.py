"""What the configuration says about reading and checking reports. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reports.dates import Order
from reports.selection import Selection
from reports.vocabulary import DEFAULT, Vocabulary
from tracker.model import Priority


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """`finished` are the document statuses of a finished report, compared without case.

    `due` and `finalise` are the policy: how long an item of a priority, and a report on an incident of a severity, may
    take from the incident's date. `people` says of each known owner's handle whether it stands for one person; it is
    empty where no owner is configured.

    `order` is that of day and month where both are numbers: what may be either is a problem without it. `projects` are
    the keys of Jira projects whose issues bullets may name without saying that it is Jira's.
    """

    finished: Sequence[str] = ("FINAL",)
    review_after: dt.timedelta = dt.timedelta(days=30)
    due: Mapping[Priority, dt.timedelta] = field(default_factory=dict)
    finalise: Mapping[Priority, dt.timedelta] = field(default_factory=dict)
    people: Mapping[str, bool] = field(default_factory=dict)
    selection: Selection = field(default_factory=Selection)
    order: Order | None = None
    projects: Sequence[str] = ()
    words: Vocabulary = DEFAULT

    def is_finished(self, document_status: str | None) -> bool:
        """Whether a document status says finished; None never does here."""
        return document_status is not None and document_status.casefold() in {f.casefold() for f in self.finished}
