"""What the meeting has to answer, from what the sheet shows. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.digest.notes import many
from reports.review.sheet import Again, Fate, Promise, Question, Related


def questions(
    incident: str, promises: Sequence[Promise], related: Sequence[Related], again: Sequence[Again]
) -> tuple[Question, ...]:
    """The questions in the order in which they are best asked."""
    return tuple(_all(incident, promises, related, again))


def _all(
    incident: str, promises: Sequence[Promise], related: Sequence[Related], again: Sequence[Again]
) -> Iterator[Question]:
    fated = {fate: [p for p in promises if p.fate is fate] for fate in Fate}
    if not promises:
        yield Question("The report promised nothing: was there nothing to do?")
    if fated[Fate.DONE]:
        yield Question("Does what was done work? How was that seen: a drill, an alert that rang, a graph?")
    if again or related:
        yield Question(
            "Did it happen again, or something like it? Would the items of this report have prevented that?",
            tuple(a.ref for a in again),
        )
    if again:
        one = len(again) == 1
        yield Question(
            f"{many(len(again), 'later item promises', 'later items promise')} the same work again: "
            f"was {'it' if one else 'that'} not done the first time, or not enough?",
            tuple(dict.fromkeys(a.like for a in again)),
        )
    yield from _about(fated[Fate.DROPPED], "dropped", "who carries the risk that it was to take away?")
    late = [p for p in fated[Fate.OPEN] if p.days_late]
    yield from _about(late, "overdue", "what keeps it from being done, and is its day still meant?")
    yield from _about([p for p in promises if p.has_slipped], "put off", "why, and what would have kept its day?")
    yield from _about([p for p in fated[Fate.OPEN] if p.owner is None], "open without an owner", "who takes it?")
    yield from _about([p for p in fated[Fate.OPEN] if p.due is None], "open without a day", "by when?")
    yield from _about(fated[Fate.LOST], "no longer shown by Jira", "was its issue deleted, and is the work done?")
    if fated[Fate.OPEN]:
        yield Question(
            f"When is the next look? pirtrack review done {incident} --by NAME --outcome TEXT --next DATE",
            tuple(p.ref for p in fated[Fate.OPEN]),
        )
    else:
        yield Question(f"Is this over? pirtrack review done {incident} --by NAME --outcome TEXT")


def _about(promises: Sequence[Promise], state: str, asked: str) -> Iterator[Question]:
    if promises:
        are = many(len(promises), "item is", "items are")
        yield Question(f"{are} {state}: {asked}", tuple(p.ref for p in promises))
