"""How an item stands between report and Jira, judged by a day and the configured maps. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tracker import merging, rules
from tracker.merging import Difference
from tracker.model import Gone, Issue, Linked, Status, TrackedIncident, TrackedItem, Values


@dataclass(frozen=True, slots=True)
class ViewRules:
    """What a view is judged by: the day, the maps, where Jira is, how long doubt lasts."""

    as_of: dt.date
    priorities: Mapping[str, str]
    statuses: Mapping[str, Status]
    grace: dt.timedelta
    browse: str | None = None


class Judged(NamedTuple):  # a tuple: made for every item, and not kept
    """What both sides together say of an item: the agreed values, where they differ, how the work stands.

    `linked` is what Jira showed last, also of an issue that is gone by now; None while there is no issue.
    """

    linked: Linked | None
    status: Status
    agreed: Values
    drift: tuple[Difference, ...] = ()
    conflicts: tuple[Difference, ...] = ()

    @property
    def issue(self) -> Issue | None:
        """The issue as Jira showed it last."""
        return self.linked.issue if self.linked else None


def judged(tracked: TrackedItem, incident: TrackedIncident, by: ViewRules) -> Judged:
    """The item as it stands between report and Jira."""
    link, report = tracked.link, merging.report_values(tracked, incident)
    linked = link if isinstance(link, Linked) else link.last if isinstance(link, Gone) else None
    if linked is None:
        return Judged(None, tracked.item.reported_status or Status.NOT_STARTED, report)
    merged = merging.merge(linked.base, report, linked.issue, by.priorities)
    status = rules.status_of(linked.issue, by.statuses)
    return Judged(linked, status, merged.agreed, merged.drift, merged.conflicts)
