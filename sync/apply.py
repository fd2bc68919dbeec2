"""Carries a Plan out, one journalled step at a time; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sync.changes import Adopt, CreateEpic, CreateItem, Edited, Hold, NotMade, Plan
from sync.editing import Editor
from sync.hands import NOT_FOUND, Hands, Minutes, Run
from sync.making import Maker
from tracker.errors import Interrupted, JiraError, PirtrackError, UnsafePlan


def carry_out(plan: Plan, hands: Hands) -> Run:
    """Every change of the plan, in order; what one item meets doesn't keep the others from being done.

    Lost credentials, an unavailable Jira, an unknown outcome or a signal end the run; what is left is said.
    """
    minutes = Minutes()
    maker, editor = Maker(hands, minutes), Editor(hands, minutes)
    stopped: PirtrackError | None = None
    try:
        _adopt([c for c in plan.changes if isinstance(c, Adopt)], hands, minutes)
        _hold([c for c in plan.changes if isinstance(c, Hold)], hands, minutes)
        _end_doubts([c for c in plan.changes if isinstance(c, NotMade)], hands, minutes)
        maker.make_epics([c for c in plan.changes if isinstance(c, CreateEpic)])
        maker.make_items([c for c in plan.changes if isinstance(c, CreateItem)])
        editor.edit([c for c in plan.changes if isinstance(c, Edited)])
    except (JiraError, Interrupted, UnsafePlan) as error:
        stopped = error
    return Run(tuple(minutes.outcome_of(c) for c in plan.changes), stopped)


def _adopt(changes: Sequence[Adopt], hands: Hands, minutes: Minutes) -> None:
    for change in changes:
        hands.pause_point()
        hands.journal.linked({change.target: change.link}, at=hands.clock(), how=change.how)
        minutes.say(change, "done", change.link.issue.key)


def _hold(changes: Sequence[Hold], hands: Hands, minutes: Minutes) -> None:
    if changes:
        hands.pause_point()
        hands.journal.held({c.target: c.held for c in changes}, at=hands.clock(), how="held")
    for change in changes:
        minutes.say(change, "done", change.held.candidate, change.held.reason)


def _end_doubts(changes: Sequence[NotMade], hands: Hands, minutes: Minutes) -> None:
    if changes:
        hands.pause_point()
        hands.journal.withdraw([c.target for c in changes], at=hands.clock(), reason=NOT_FOUND)
    for change in changes:
        minutes.say(change, "done", detail=NOT_FOUND)
