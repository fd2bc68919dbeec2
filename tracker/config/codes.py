"""Settings that name what `pirtrack check` finds."""

from __future__ import annotations

import difflib

from tracker.config.faults import Fault
from tracker.config.kinds import Place, choice, text
from tracker.config.tables import each
from tracker.model import Severity

LEVELS = choice({**{severity.value: severity for severity in Severity}, "off": None})
STOPS = "stops a push and stays an error"


def code(value: object, place: Place) -> str:
    """A code, a family of codes, or ALL."""
    found = text(value).upper()
    known = place.codes.names
    if known is None or found in known:
        return found
    near = difflib.get_close_matches(found, sorted(known), n=1)
    hint = f"did you mean {near[0]}?" if near else "docs/checks.md names every code"
    raise Fault(f"{found!r} is no code of a finding", hint=hint, code="CFG-UNKNOWN")


def ignorable(value: object, place: Place) -> str:
    """A code that does not stop a push; of a family, those that do stay told."""
    found = code(value, place)
    if found in place.codes.stops:
        raise Fault(f"{found!r} {STOPS}", hint="mend the reports: `sync` refuses them whether it is told or not")
    return found


def severities(value: object, place: Place) -> dict[str, Severity | None]:
    """How much each code or family matters; None is off."""
    given = each(value, lambda name, level: (code(name, place), LEVELS(level, place)), place)
    for found, severity in given.values():
        if found in place.codes.stops and severity is not Severity.ERROR:
            raise Fault(STOPS, hint="take the line out").inside(found)
    return dict(given.values())
