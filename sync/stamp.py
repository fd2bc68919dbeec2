"""The issue property `pirtrack` as JSON, written and read back; what can't be read is no stamp. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from tracker.model import Acceptance, Issue, Review, ReviewWord, Snooze, Stamp, Values

PROPERTY = "pirtrack"


def to_json(stamp: Stamp) -> dict[str, object]:
    """The property's value."""
    reviews = {name: _word_json(word) for name, word in stamp.reviews}
    return {
        **({"reviews": reviews} if reviews else {}),
        "namespace": stamp.namespace,
        "store": stamp.store,
        "incident": stamp.incident,
        "number": stamp.number,
        "path": stamp.path,
        "due": _iso(stamp.first_due),
        "priority": stamp.first_priority,
        "sent": _values_json(stamp.sent) if stamp.sent else None,
        "at": stamp.at.astimezone(dt.UTC).isoformat() if stamp.at else None,
        "withdrawn": stamp.withdrawn,
        "released": stamp.released,
        "accepted": _acceptance_json(stamp.accepted) if stamp.accepted else None,
        "snoozed": _snooze_json(stamp.snoozed) if stamp.snoozed else None,
        "placing": stamp.placing,
    }


def placed_later(stamp: Stamp, epic: str, before: str | None) -> Stamp:
    """The property where a call of its own, made after this was written, takes the issue from epic `before` to another."""
    return replace(stamp, sent=replace(stamp.sent, epic=before) if stamp.sent else None, placing=epic)


def sent_to(issue: Issue) -> Values | None:
    """The values last sent to an issue; None where its property does not tell.

    Where it stands under another epic than before the call of its own, that was made, whoever moved it since.
    """
    stamp = issue.stamp
    if stamp is None or stamp.sent is None or stamp.placing is None or issue.parent in (None, stamp.sent.epic):
        return stamp.sent if stamp else None
    return replace(stamp.sent, epic=stamp.placing)


def from_json(value: object) -> Stamp | None:
    """A property as Jira showed it; anybody who may edit the issue may have changed it."""
    if not isinstance(value, Mapping):
        return None
    namespace, store, incident = (_text(value.get(k)) for k in ("namespace", "store", "incident"))
    number = value.get("number")
    if namespace is None or store is None or incident is None or not _is_number(number):
        return None
    return Stamp(
        namespace=namespace,
        store=store,
        incident=incident,
        number=number if isinstance(number, int) else None,
        path=_text(value.get("path")) or "",
        first_due=_day(value.get("due")),
        first_priority=_text(value.get("priority")),
        sent=_values(value.get("sent")),
        at=_instant(value.get("at")),
        withdrawn=value.get("withdrawn") is True,
        released=value.get("released") is True,
        accepted=_acceptance(value.get("accepted")),
        snoozed=_snooze(value.get("snoozed")),
        reviews=_words(value.get("reviews")),
        placing=_text(value.get("placing")),
    )


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


def _values_json(values: Values) -> dict[str, object]:
    return {
        "title": values.title,
        "due": _iso(values.due),
        "priority": values.priority,
        "owner": values.owner,
        "assignee": values.assignee,
        "epic": values.epic,
    }


def _values(value: object) -> Values | None:
    if not isinstance(value, Mapping):
        return None
    title = _text(value.get("title"))
    if title is None:
        return None
    names = ("priority", "owner", "assignee", "epic")
    return Values(title, _day(value.get("due")), *(_text(value.get(name)) for name in names))


def _acceptance_json(accepted: Acceptance) -> dict[str, object]:
    return {
        "by": accepted.by,
        "reason": accepted.reason,
        "at": accepted.at.astimezone(dt.UTC).isoformat(),
        "ways": list(accepted.ways),
        "due": _iso(accepted.due),
        "priority": accepted.priority,
    }


def _acceptance(value: object) -> Acceptance | None:
    if not isinstance(value, Mapping):
        return None
    by, reason, at, ways = (
        _text(value.get("by")),
        _text(value.get("reason")),
        _instant(value.get("at")),
        value.get("ways"),
    )
    if by is None or reason is None or at is None or not isinstance(ways, list):
        return None
    said = tuple(way for way in ways if isinstance(way, str))
    return Acceptance(by, reason, at, said, _day(value.get("due")), _text(value.get("priority")))


def _snooze_json(snoozed: Snooze) -> dict[str, object]:
    at = snoozed.at.astimezone(dt.UTC).isoformat()
    return {"by": snoozed.by, "reason": snoozed.reason, "at": at, "until": _iso(snoozed.until)}


def _snooze(value: object) -> Snooze | None:
    if not isinstance(value, Mapping):
        return None
    by, reason, at, until = (
        _text(value.get("by")),
        _text(value.get("reason")),
        _instant(value.get("at")),
        _day(value.get("until")),
    )
    return Snooze(by, reason, at, until) if by and reason and at and until else None


def _word_json(word: ReviewWord) -> dict[str, object]:
    return {
        "at": word.at.astimezone(dt.UTC).isoformat(),
        "held": _held_json(word.held) if word.held else None,
        "snoozed": _snooze_json(word.snoozed) if word.snoozed else None,
    }


def _held_json(held: Review) -> dict[str, object]:
    return {"on": _iso(held.held_on), "by": held.by, "outcome": held.outcome, "next": _iso(held.next)}


def _words(value: object) -> tuple[tuple[str, ReviewWord], ...]:
    """People's words on reviews, the oldest first; one that can't be read is none."""
    found = [(str(n), _word(str(n), w)) for n, w in value.items()] if isinstance(value, Mapping) else []
    return tuple(sorted(((n, w) for n, w in found if w is not None), key=lambda it: (it[1].at, it[0])))


def _word(name: str, value: object) -> ReviewWord | None:
    at = _instant(value.get("at")) if isinstance(value, Mapping) else None
    if at is None or not isinstance(value, Mapping):
        return None
    incident = name.partition("/")[2]
    held, snoozed = _held(incident, value.get("held")), _snooze(value.get("snoozed"))
    return ReviewWord(incident, at, held, snoozed) if held or snoozed else None


def _held(incident: str, value: object) -> Review | None:
    if not isinstance(value, Mapping):
        return None
    on, by, outcome = _day(value.get("on")), _text(value.get("by")), _text(value.get("outcome"))
    return Review(incident, on, by, outcome, _day(value.get("next"))) if on and by and outcome else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _instant(value: object) -> dt.datetime | None:
    """A moment in UTC; one without an offset is none of ours."""
    try:
        at = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return at.astimezone(dt.UTC) if at is not None and at.tzinfo is not None else None
