"""A store as each schema kept it, as SQL: `python -m tests.unit.store.release` writes that of the newest.

Files of older schemas were written by the code of their time, and are never changed.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from tests.unit.store.values import EPIC, NOON, incident, item, linked
from tracker.model import Event, PullMark, Review, Values
from tracker.store import Store, open_store
from tracker.store.upgrade import SHIPPED

FOLDER = Path(__file__).parent / "released"
OTHER = "2024-12-01-002"


def fill(store: Store) -> None:
    """Something of every kind that every schema knows."""
    store.put(
        incidents=[incident(), incident(OTHER)],
        items=[*(item(n) for n in (1, 2, 3)), item(1, OTHER)],
        events=[Event(NOON, "read", EPIC, 1, (("path", "incidents/disk.md"),)), Event(NOON, "read", EPIC, 2)],
        mark=PullMark(NOON, NOON),
    )
    store.linked({f"{EPIC}/1": linked()}, at=NOON, how="created")
    deadline = NOON + dt.timedelta(seconds=30)
    store.intend({f"{EPIC}/2": Values("Fix the disk", dt.date(2024, 12, 24), "High")}, began=NOON, deadline=deadline)
    store.add_review(Review(EPIC, dt.date(2024, 12, 19), "Lead", "all done"))
    store.cache("site/x", "{}")


def make(revision: str, path: Path) -> None:
    """The store of that revision, as a file."""
    script = (FOLDER / f"r{revision}.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as made:
        made.executescript(script)


def main() -> None:
    """Writes the newest."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pirtrack.db"
        with open_store(f"sqlite:///{path}", clock=lambda: NOON) as store:
            fill(store)
        with closing(sqlite3.connect(path)) as made:
            lines = [line for line in made.iterdump() if "sqlite_sequence" not in line]
    (FOLDER / f"r{SHIPPED.head}.sql").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
