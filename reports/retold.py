"""Work that a document tells twice: once as it is tracked, and once more in other words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from reports.candidates import Candidate
from reports.likeness import is_told, roots
from reports.sections import Kind

# More than that nobody writes twice.
_MOST = 200


def retold(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The bullets of lists half of which other lists, with check boxes or in tables, tell of again.

    A list that calls itself one of action items is never such a one.
    """
    if len(found) > _MOST:
        return ()
    parts: dict[int, list[Candidate]] = {}
    for candidate in found:
        parts.setdefault(id(candidate.region.head), []).append(candidate)
    if len(parts) < 2:  # noqa: PLR2004  # one list repeats nothing
        return ()
    tracked = [roots(c.text) for part in parts.values() if _is_tracked(part) for c in part]
    return tuple(
        candidate
        for part in parts.values()
        if not _is_tracked(part) and _is_bare(part) and _half_of(part, tracked)
        for candidate in part
    )


def _is_tracked(part: Sequence[Candidate]) -> bool:
    return all(c.in_table or c.checked is not None for c in part)


def _is_bare(part: Sequence[Candidate]) -> bool:
    """Nobody is named, and nothing says how any of it stands."""
    return all(
        c.region.kind is not Kind.ACTION_ITEMS and not c.cells and c.checked is None and not c.said for c in part
    )


def _half_of(part: Sequence[Candidate], tracked: Sequence[frozenset[str]]) -> bool:
    return 2 * sum(is_told(roots(c.text), tracked) for c in part) >= len(part)
