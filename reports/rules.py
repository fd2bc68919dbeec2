"""What the configuration says about reading reports. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """`finished` are the document statuses of a finished report, compared without case."""

    finished: Sequence[str] = ("FINAL",)
    review_after: dt.timedelta = dt.timedelta(days=30)

    def is_finished(self, document_status: str | None) -> bool:
        """Whether a document status says finished; None never does here."""
        return document_status is not None and document_status.casefold() in {f.casefold() for f in self.finished}
