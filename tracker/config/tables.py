"""Settings that are tables whose names are free: owners, status names, fields of the create screen."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from typing import TypeVar

from tracker.config.faults import Fault, Faults
from tracker.config.kinds import Place, address, choice, listed, shown, text, word
from tracker.config.values import (
    STATUS_NAMES,
    ComponentOwner,
    LabelOwner,
    Owner,
    PersonByAccount,
    PersonByEmail,
)
from tracker.model import Status

T = TypeVar("T")

OWNER_FORMS: Mapping[str, Callable[[object], Owner]] = {
    "email": lambda value: PersonByEmail(address(value)),
    "account": lambda value: PersonByAccount(text(value)),
    "component": lambda value: ComponentOwner(text(value)),
    "label": lambda value: LabelOwner(word(value)),
}
OWNER_HINT = 'write one of { email = "..." }, { account = "..." }, { component = "..." }, { label = "..." }'

one_status = choice({status.value: status for status in Status})


def owners(value: object, place: Place) -> dict[str, Owner]:
    """Handles as the reports write them, and what each stands for in Jira."""
    return each(value, lambda _, form: _owner(form), place)


def _owner(value: object) -> Owner:
    if not isinstance(value, dict):
        raise Fault(f"should be a table, is {shown(value)}", hint=OWNER_HINT)
    unknown = [name for name in value if name not in OWNER_FORMS]
    if unknown:
        raise Fault(f"knows no {', '.join(unknown)}", hint=OWNER_HINT, code="CFG-UNKNOWN")
    if len(value) != 1:
        raise Fault(f"should say exactly one thing, says {len(value)}", hint=OWNER_HINT)
    ((form, content),) = value.items()
    try:
        return OWNER_FORMS[form](content)
    except Fault as fault:
        raise fault.inside(form) from None


def statuses(value: object, place: Place) -> dict[str, Status]:
    """Jira's status names that carry meaning, added to those that do by default; letter case is no difference."""
    given = each(value, lambda _, word_: one_status(word_, place), place)
    seen = {name.casefold() for name in given}
    return {name: status for name, status in STATUS_NAMES.items() if name.casefold() not in seen} | given


def word_lists(known: Mapping[str, object]) -> Callable[[object, Place], dict[object, tuple[str, ...]]]:
    """Lists of words, by the few names that there are."""
    words = listed(text)

    def one(name: str, value: object, place: Place) -> tuple[str, ...]:
        if name not in known:
            raise Fault(f"is none of {', '.join(known)}", code="CFG-UNKNOWN")
        return words(value, place)

    def read(value: object, place: Place) -> dict[object, tuple[str, ...]]:
        found = each(value, lambda name, said: one(name, said, place), place)
        return {known[name]: said for name, said in found.items()}

    return read


def create_fields(value: object, place: Place) -> dict[str, dict[str, object]]:
    """By issue type, what its create screen demands: field id or name to a value that JSON can carry."""
    return each(value, lambda _, fields: each(fields, lambda _, one: _json(one), place), place)


def _json(value: object) -> object:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        raise Fault("is a number that Jira cannot take")
    if isinstance(value, list):
        return [_json(one) for one in value]
    if isinstance(value, dict):
        return {name: _json(one) for name, one in value.items()}
    return value


def each(value: object, read: Callable[[str, object], T], _: Place) -> dict[str, T]:
    """Every entry of a table, read; what is wrong with several is said at once."""
    if not isinstance(value, dict):
        raise Fault(f"should be a table, is {shown(value)}")
    found: dict[str, T] = {}
    faults: list[Fault] = []
    for name, content in value.items():
        try:
            if not name.strip():
                raise Fault("has no name")  # noqa: TRY301  # gathered with what else is wrong in the table
            found[name] = read(name, content)
        except Fault as fault:
            faults.append(fault.inside(name))
        except Faults as inner:
            faults.extend(fault.inside(name) for fault in inner.faults)
    if faults:
        raise Faults(tuple(faults))
    return found
