"""Who signed a report off. Pure."""

from __future__ import annotations

import datetime as dt

from reports import columns, dates, terms
from reports.blocks import Document, Table
from reports.dates import Impossible
from reports.words import one_line, plain
from tracker.model import SignOff


def sign_offs(document: Document) -> tuple[SignOff, ...]:
    """The rows of every table of signatures."""
    signed: list[SignOff] = []
    for table in (b for b in document.blocks if isinstance(b, Table)):
        names = [plain(cell.text) for cell in table.header.cells]
        mark = next((n for n, name in enumerate(names) if name in columns.SIGN_OFF), None)
        if mark is None:
            continue
        who = names.index("name") if "name" in names else min(1, len(names) - 1)
        when = names.index("date") if "date" in names else None
        for row in table.rows:
            said = row.cells[mark].text.casefold()
            approved = any(word in said for word in terms.APPROVED) and not said.startswith("not ")
            day = _day(row.cells[when].text) if when is not None else None
            line, _ = document.places.at(row.start)
            role, name = (one_line(row.cells[n].text) for n in (0, who))
            signed.append(SignOff(role, name, approved, day, line))
    return tuple(signed)


def _day(text: str) -> dt.date | None:
    try:
        return dates.day(text).value
    except Impossible:
        return None
