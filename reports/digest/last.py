"""What a digest told, as far as the next one needs it to say what is new; as text and back. Pure."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

FORM = 1
Trace: TypeAlias = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class LastDigest:
    """One digest of the past: of which day, as Jira was read when, and what stood under which heading.

    `listed` maps a section's name to the names of its lines; `traces` a line's name to its fields as they were.
    """

    as_of: dt.date
    last_pull: dt.datetime | None = None
    listed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    traces: Mapping[str, Trace] = field(default_factory=dict)

    def had(self, section: str, ref: str) -> bool:
        """Whether that line stood under that heading."""
        return ref in self.listed.get(section, ())

    def had_anywhere(self, sections: tuple[str, ...], ref: str) -> bool:
        """Whether it stood under any of these."""
        return any(self.had(section, ref) for section in sections)


def to_text(last: LastDigest) -> str:
    """What it told as JSON, the same for the same digest."""
    value = {
        "form": FORM,
        "as_of": last.as_of.isoformat(),
        "last_pull": last.last_pull.astimezone(dt.UTC).isoformat() if last.last_pull else None,
        "listed": {section: sorted(refs) for section, refs in last.listed.items()},
        "traces": {ref: dict(trace) for ref, trace in last.traces.items()},
    }
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> LastDigest | None:
    """What was kept so; None where a newer pirtrack wrote it in another form."""
    value: dict[str, Any] = json.loads(text)
    if value.get("form") != FORM:
        return None
    pulled = value["last_pull"]
    return LastDigest(
        dt.date.fromisoformat(value["as_of"]),
        dt.datetime.fromisoformat(pulled) if pulled else None,
        {section: frozenset(refs) for section, refs in value["listed"].items()},
        {ref: tuple(sorted(fields.items())) for ref, fields in value["traces"].items()},
    )
