"""The configuration's word, in the values that the pure rooms take."""

from __future__ import annotations

from sync.fields import Naming
from sync.policy import PushRules
from tracker.app.context import Context
from tracker.intake import IntakePolicy


def push_rules(context: Context, store_id: str, *, insist: bool = False) -> PushRules:
    """What the configuration says about pushing."""
    jira = context.jira
    return PushRules(
        naming=Naming(jira.namespace, store_id, tuple(jira.labels), context.config.reports.link),
        project=jira.project,
        priorities=jira.priority,
        grace=jira.in_doubt_grace,
        required=jira.fields,
        issue_type=jira.issue_type,
        epic_type=jira.epic_type,
        insist=insist,
    )


def intake_policy(context: Context) -> IntakePolicy:
    """What the configuration says about reports."""
    config = context.config
    return IntakePolicy(
        finished=tuple(config.reports.finished),
        without_status=config.reports.without_status,
        since=config.reports.since,
        review_after=config.review.after,
        due=config.policy.due,
        push_inferred=config.reports.inferred,
        push_elsewhere=config.reports.elsewhere,
    )
