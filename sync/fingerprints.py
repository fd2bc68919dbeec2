"""What a refusal was about, as a short name: as long as it is the same, nothing is tried again. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from sync.fields import Screen
from sync.ports import Draft
from tracker.merging import FieldName, field_of
from tracker.model import Issue, Linked, Values


def of_create(draft: Draft, epic: str | None, screen: Screen) -> str:
    """The request, and what Jira said it takes."""
    takes = sorted((f.id, f.required, f.allowed) for f in screen.fields)
    return of(takes, dict(draft.fields), epic)


def of_update(values: Values, names: Sequence[FieldName], priorities: Mapping[str, str]) -> str:
    """The values that the report wanted there, and what they mean to Jira."""
    wanted = sorted((name, field_of(values, name)) for name in names)
    return of(wanted, priorities.get(values.priority or "") if "priority" in names else None)


def of_refusal(fingerprint: str, issue: Issue) -> str:
    """An update or comment that an issue refused as it was then: archived it takes nothing, back again it may."""
    return of(fingerprint, issue.updated)


def is_refused(link: Linked, fingerprint: str) -> bool:
    """Whether this very change was refused, or left undone, and nothing has changed since.

    What Jira said yes to and left undone does not depend on the issue: that changed by the very yes.
    """
    return link.fingerprint in (fingerprint, of_refusal(fingerprint, link.issue))


def of(*values: object) -> str:
    """JSON values: equal names, equal values."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:32]
