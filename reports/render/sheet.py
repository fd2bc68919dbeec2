"""The review sheet in words: what stands in each of its chapters, and as plain data. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import TypeAlias

from reports.digest.notes import many
from reports.render.paper import Chapter, Grid, Line, Paper, Points, Row
from reports.render.words import minute
from reports.review.sheet import Fate, Promise, Question, ReviewSheet

Json: TypeAlias = "str | int | Sequence[Json] | Mapping[str, Json] | None"

HEADS = ("Priority", "Issue", "Promised", "What", "Who")
MEANINGS: Mapping[str, str] = {
    "Promised": "Every item of the report, with the day that was promised first.",
    "Done": "Closed as done in Jira; late is told against the day that was promised first.",
    "Dropped, and why": "Closed without being done: won't do, a duplicate. Dropped is not done.",
    "Slipped": "Items whose day was moved to a later one, whatever became of them: how often, by how much.",
    "Still open": "Neither done nor dropped.",
    "Lost": "Jira no longer shows their issues: deleted, or hidden from this token. Nobody knows whether they are done.",
    "Did it happen again?": "What the report calls related, and items of later reports that speak of the same work.",
    "Questions": "What this meeting has to answer.",
    "Earlier reviews": "What came of the meetings before.",
}


def sheet_paper(sheet: ReviewSheet) -> Paper:
    """The sheet as a document."""
    return Paper(
        title=f"Review of {sheet.incident}: {sheet.title}",
        headline=Line(sheet.stale, loud=True) if sheet.stale else Line(headline(sheet)),
        facts=tuple(_facts(sheet)),
        chapters=tuple(_chapters(sheet)),
        foot=age(sheet),
    )


def headline(sheet: ReviewSheet) -> str:
    """What became of what was promised, in one sentence."""
    total = len(sheet.promises)
    if total == 0:
        return "Nothing was promised."
    late = sum(p.days_late > 0 for p in sheet.fated(Fate.OPEN))
    still = f"{len(sheet.fated(Fate.OPEN))} still open" + (f" ({late} overdue)" if late else "")
    parts = [f"{len(sheet.fated(Fate.DONE))} done", f"{len(sheet.fated(Fate.DROPPED))} dropped", still]
    parts += [f"{lost} lost"] if (lost := len(sheet.fated(Fate.LOST))) else []
    said = f"{many(total, 'item was', 'items were')} promised: {', '.join(parts)}."
    put_off = len(sheet.slipped)
    return f"{said} {many(put_off, 'was', 'were')} put off." if put_off else said


def _facts(sheet: ReviewSheet) -> Iterator[str]:
    if sheet.stale:
        yield headline(sheet)
    when = f" of {sheet.date.isoformat()}" if sheet.date else ""
    severity = f" ({sheet.severity})" if sheet.severity else ""
    epic = f", epic {sheet.epic}" if sheet.epic else ", no epic"
    yield f"Incident {sheet.incident}{severity}{when}; report {sheet.path}{epic}."
    if sheet.review_due is not None:
        yield f"The review is {sheet.state}: its day is {sheet.review_due.isoformat()}."


def age(sheet: ReviewSheet) -> str:
    """Of which day this is, and how old the data."""
    read = f"last read completely {minute(sheet.last_pull)}" if sheet.last_pull else "never read completely"
    return f"As of {sheet.as_of.isoformat()}. Jira was {read}."


def _chapters(sheet: ReviewSheet) -> Iterator[Chapter]:
    if sheet.held:
        lines = tuple(f"{r.held_on.isoformat()}, {r.by}: {r.outcome}" for r in sheet.held)
        yield _chapter("Earlier reviews", len(lines), Points(lines))
    yield _listed("Promised", [_row(p, short=True) for p in sheet.promises])
    for title, fate in (("Done", Fate.DONE), ("Dropped, and why", Fate.DROPPED)):
        yield _listed(title, [_row(p) for p in sheet.fated(fate)])
    yield _listed("Slipped", [_row(p) for p in sheet.slipped])
    yield _listed("Still open", [_row(p) for p in sheet.fated(Fate.OPEN)])
    if sheet.fated(Fate.LOST):
        yield _listed("Lost", [_row(p) for p in sheet.fated(Fate.LOST)])
    yield _chapter("Did it happen again?", None, *_again(sheet))
    names = {p.ref: p.key or p.ref for p in sheet.promises}
    asked = tuple(_asked(q, names) for q in sheet.questions)
    yield _chapter("Questions", None, Points(asked, ordered=True))


MOST_NAMED = 6


def _asked(question: Question, names: Mapping[str, str]) -> str:
    about = [names.get(ref, ref) for ref in question.refs]
    rest = f" and {len(about) - MOST_NAMED} more" if len(about) > MOST_NAMED else ""
    return f"{question.text} ({', '.join(about[:MOST_NAMED])}{rest})" if about else question.text


def _chapter(title: str, number: int | None, *blocks: Line | Points | Grid) -> Chapter:
    return Chapter(title, number, MEANINGS[title], tuple(blocks))


def _listed(title: str, rows: Sequence[Row]) -> Chapter:
    return _chapter(title, len(rows), Grid(HEADS, tuple(rows)) if rows else Line("None."))


def _row(promise: Promise, *, short: bool = False) -> Row:
    day = promise.promised.isoformat() if promise.promised else ""
    name = promise.key or promise.ref
    return Row(
        (promise.priority or "", name, day, promise.title, promise.owner or ""),
        promise.url,
        promise.fate.value if short else "; ".join(promise.notes),
    )


def _again(sheet: ReviewSheet) -> Iterator[Line | Points | Grid]:
    if sheet.related is None:
        yield Line(f"The report can't be read here ({sheet.path}), so that what it calls related is not known.")
    elif sheet.related:
        yield Line("The report calls related:")
        yield Points(tuple(r.text + (f" (known here as {r.incident})" if r.incident else "") for r in sheet.related))
    else:
        yield Line("The report names no related incident.")
    names = {p.ref: p.key or p.ref for p in sheet.promises}
    if sheet.again:
        yield Line(f"{many(len(sheet.again), 'item', 'items')} of later reports may be the same work again:")
        yield Points(
            tuple(
                f"{a.day.isoformat()} {a.ref} ({a.incident_title}): {a.title}; like {names.get(a.like, a.like)}"
                for a in sheet.again
            )
        )
    else:
        yield Line("No later report has an item of the same words.")


def sheet_data(sheet: ReviewSheet) -> dict[str, Json]:
    """What stands under `data.sheet` in the envelope: exact, nothing of it cut."""
    told = {name: _plain(value) for name, value in asdict(sheet).items() if name not in ("as_of", "last_pull")}
    counts = {fate.value: len(sheet.fated(fate)) for fate in Fate}
    return {**told, "counts": {"promised": len(sheet.promises), "slipped": len(sheet.slipped), **counts}}


def _plain(value: object) -> Json:
    match value:
        case StrEnum():
            return value.value
        case None | str() | int():
            return value
        case dt.date():
            return value.isoformat()
        case Mapping():
            return {str(name): _plain(v) for name, v in value.items()}
        case Sequence():
            return [_plain(v) for v in value]
        case _:
            raise TypeError(type(value).__name__)
