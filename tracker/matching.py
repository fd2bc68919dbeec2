"""Which row is which known item: one to one, however the table was edited. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz.fuzz import token_sort_ratio

from tracker.merging import canonical_title
from tracker.model import Gone, ItemRef, Linked, ReportedItem, TrackedItem

# Small rewordings score 84 to 99, different items 35 to 42.
# Source: rapidfuzz token_sort_ratio, measured on action items (DEPS notes of the project's founders).
ALIKE = 65.0
ALIKE_WITH_SUPPORT = 50.0
SUPPORT = 2

Left = TypeVar("Left")
Right = TypeVar("Right")


def match(rows: Sequence[ReportedItem], known: Sequence[TrackedItem]) -> dict[int, TrackedItem]:
    """The known item of each row, by the row's position; a row that is new is left out.

    By the key in the row, then number and likeness, then the same title, then the best mutual likeness.
    """
    pairs: dict[int, TrackedItem] = {}
    for step in (_by_key, _by_number_and_likeness, _by_title, _by_likeness):
        free_rows = {p: r for p, r in enumerate(rows) if p not in pairs}
        taken = {t.item.ref for t in pairs.values()}
        free_items = [t for t in known if t.item.ref not in taken]
        pairs.update(step(free_rows, free_items))
    return pairs


def keys_of(tracked: TrackedItem) -> set[str]:
    """Every key that a row may name the item by."""
    keys = {tracked.item.jira_key} if tracked.item.jira_key else set()
    link = tracked.link.last if isinstance(tracked.link, Gone) else tracked.link
    return keys | ({link.issue.key} if isinstance(link, Linked) else set())


def _by_key(rows: dict[int, ReportedItem], items: list[TrackedItem]) -> dict[int, TrackedItem]:
    index = _index(items, keys_of)
    return _best(rows, lambda row: index.get(row.jira_key or "", []))


def _by_number_and_likeness(rows: dict[int, ReportedItem], items: list[TrackedItem]) -> dict[int, TrackedItem]:
    """A title that stands elsewhere, word for word, is another item's, whatever its number is now."""
    titles_of_rows = {canonical_title(r.title) for r in rows.values()}
    titles_of_items = {canonical_title(t.item.title) for t in items}
    index = _index(items, lambda t: {t.item.row} if t.item.row else set())

    def fits(row: ReportedItem, tracked: TrackedItem) -> bool:
        said, kept = canonical_title(row.title), canonical_title(tracked.item.title)
        elsewhere = said in titles_of_items or kept in titles_of_rows
        return said == kept or (not elsewhere and _score(row, tracked) is not None)

    return _best(rows, lambda row: [t for t in index.get(row.row or "", []) if fits(row, t)])


def _by_title(rows: dict[int, ReportedItem], items: list[TrackedItem]) -> dict[int, TrackedItem]:
    pairs: dict[int, TrackedItem] = {}
    by_title: dict[str, list[TrackedItem]] = {}
    for tracked in items:
        by_title.setdefault(canonical_title(tracked.item.title), []).append(tracked)
    for position, row in rows.items():  # twins with one title pair up in their order
        same = by_title.get(canonical_title(row.title), [])
        if same:
            pairs[position] = same.pop(0)
    return pairs


def _by_likeness(rows: dict[int, ReportedItem], items: list[TrackedItem]) -> dict[int, TrackedItem]:
    positions = list(rows)
    pairs = pair_up(list(rows.values()), items, _score)
    return {positions[row]: items[item] for row, item in pairs.items()}


def pair_up(
    lefts: Sequence[Left], rights: Sequence[Right], score: Callable[[Left, Right], float | None]
) -> dict[int, int]:
    """One to one, by position: the best pair first, again and again, as long as it is alike enough.

    `score` is None for two that are not.
    """
    scored = sorted(
        (-alike, left, right)
        for left, one in enumerate(lefts)
        for right, other in enumerate(rights)
        if (alike := score(one, other)) is not None
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, left, right in scored:
        if left not in pairs and right not in taken:
            pairs[left] = right
            taken.add(right)
    return pairs


def _index(items: list[TrackedItem], keys: Callable[[TrackedItem], set[str]]) -> dict[str, list[TrackedItem]]:
    index: dict[str, list[TrackedItem]] = {}
    for tracked in items:
        for key in keys(tracked):
            index.setdefault(key, []).append(tracked)
    return index


def _best(
    rows: dict[int, ReportedItem], candidates: Callable[[ReportedItem], list[TrackedItem]]
) -> dict[int, TrackedItem]:
    pairs: dict[int, TrackedItem] = {}
    taken: set[ItemRef] = set()
    for position, row in rows.items():
        free = [t for t in candidates(row) if t.item.ref not in taken]
        if free:
            pairs[position] = max(free, key=lambda t: (_likeness(row, t), -t.item.ref.number))
            taken.add(pairs[position].item.ref)
    return pairs


def _likeness(row: ReportedItem, tracked: TrackedItem) -> float:
    return likeness(row.title, tracked.item.title)


def _score(row: ReportedItem, tracked: TrackedItem) -> float | None:
    item = tracked.item
    return alike((row.title, item.title), ((row.owner, item.owner), (row.due, item.due), (row.priority, item.priority)))


def likeness(one: str, other: str) -> float:
    """How alike two titles are, whatever the order of their words: 0 to 100."""
    return token_sort_ratio(canonical_title(one).casefold(), canonical_title(other).casefold())


def alike(titles: tuple[str, str], support: Sequence[tuple[object, object]]) -> float | None:
    """How alike two items are; None where that is too little, given the facts on which they agree."""
    agreeing = sum(said is not None and said == kept for said, kept in support)
    found = likeness(*titles)
    return found if found >= (ALIKE_WITH_SUPPORT if agreeing >= SUPPORT else ALIKE) else None
