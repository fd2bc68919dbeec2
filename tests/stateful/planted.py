"""Mistakes that a pirtrack might make, each planted at one place of the test's own world, for the machine to find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Self

from sync.gateway.cloud import Cloud
from sync.ports import Draft, Edit, Made
from tests.stateful.actor import Makes
from tracker.errors import OutcomeUnknown
from tracker.model import Issue, Stamp, Values
from tracker.store import Store


class Careless(Cloud):
    """A gateway, one line; each mistake below is a class of its own."""

    def lines(self, at_most: int) -> tuple[Self, ...]:
        del at_most
        return (self,)


class SendsAgain(Careless):
    """A write whose outcome is not known is sent once more."""

    def create(self, drafts: Sequence[Draft], *, deadline: dt.datetime) -> Made:
        try:
            return super().create(drafts, deadline=deadline)
        except OutcomeUnknown:
            return super().create(drafts, deadline=deadline)


class AdoptsClones(Careless):
    """Whatever carries the labels is taken for the issue itself, property or not: the newest wins."""

    def search(self, jql: str, *, epic_link: str | None = None) -> Any:  # noqa: ANN401  # pages
        for page in super().search(jql, epic_link=epic_link):
            stamps = {label: i.stamp for i in page if i.stamp for label in i.labels if label[-2:-1] == "-"}
            yield tuple(replace(i, stamp=i.stamp or _of(i, stamps)) for i in page)


def _of(issue: Issue, stamps: Mapping[str, Stamp]) -> Stamp | None:
    return next((stamps[label] for label in issue.labels if label in stamps), None)


class Overwrites(Careless):
    """Every edit sends all that was ever sent, and so undoes what people did."""

    def edit(self, issue_id: str, edit: Edit) -> None:
        sent = edit.stamp.sent if edit.stamp else None
        fields = dict(edit.fields) if sent is None else {"summary": sent.title, **edit.fields}
        super().edit(issue_id, replace(edit, fields=fields))


class SaysItTwice(Careless):
    """The comment goes out in a request of its own besides."""

    def edit(self, issue_id: str, edit: Edit) -> None:
        super().edit(issue_id, edit)
        if edit.comment:
            super().edit(issue_id, Edit(fields={}, comment=edit.comment))


class SendsWhatIsTooOld(Careless):
    """The clock is not looked at before the send."""

    def create(self, drafts: Sequence[Draft], *, deadline: dt.datetime) -> Made:
        return super().create(drafts, deadline=deadline + dt.timedelta(days=365))


class LeavesThePropertyOut(Careless):
    """Labels alone are taken to be enough."""

    def create(self, drafts: Sequence[Draft], *, deadline: dt.datetime) -> Made:
        nobody = [replace(d, stamp=replace(d.stamp, incident="", number=None)) for d in drafts]
        return super().create(nobody, deadline=deadline)


class WritesNothingFirst(Store):
    """The intent is not committed before the send."""

    def intend(self, intents: Mapping[str, Values], *, began: dt.datetime, deadline: dt.datetime) -> None:
        del intents, began, deadline


class GivesUpDoubts(Store):
    """A create whose outcome is not known is taken not to have been carried out: made again at once."""

    def ended(self, targets: Sequence[str], *, at: dt.datetime) -> None:
        self.withdraw(targets, at=at, reason="no answer")


BUGS: Mapping[str, Makes] = {
    "a write is sent again after an unknown outcome": Makes(gateway=SendsAgain),
    "clones are adopted": Makes(gateway=AdoptsClones),
    "people's titles are overwritten": Makes(gateway=Overwrites),
    "a comment is sent twice": Makes(gateway=SaysItTwice),
    "the property names nobody": Makes(gateway=LeavesThePropertyOut),
    "a create is not journalled": Makes(store=WritesNothingFirst),
    "an unknown outcome counts as a failure": Makes(store=GivesUpDoubts),
    "what is not found at once is made again": Makes(grace=dt.timedelta()),
}
