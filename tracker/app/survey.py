"""Asks Jira for just what a plan needs to know: epics, issues named in rows, create screens, people."""

from __future__ import annotations

from dataclasses import replace

from sync import look
from sync.changes import CreateEpic, CreateItem, LinkExisting, Plan, Skip, Update
from sync.epics import called_now
from sync.policy import PushRules
from sync.situation import Situation
from tracker.app.connect import Office
from tracker.model import Flavour, TrackedItem, Unlinked


def survey(office: Office, situation: Situation, blind: Plan, by: PushRules) -> Situation:
    """The situation with Jira's answers; nothing is asked for what the blind plan leaves alone."""
    items = {str(t.item.ref): t for t in situation.items}
    making = [items[c.target] for c in blind.changes if isinstance(c, CreateItem)]
    moved = [c for c in blind.changes if isinstance(c, Update)]
    keys = _row_keys(blind, items)
    epics = office.jira.epics(sorted(_named_epics(situation, making)))
    by_hand = sorted({e.key for e in epics.values() if e is not None and e.is_epic})
    children = look.children(office.jira, by_hand, epic_link=office.epic_link()) if by_hand else {}
    named = look.named(keys, lambda wanted: office.jira.read(wanted, epic_link=office.epic_link()))
    if office.flavour is Flavour.DATA_CENTER:
        named = {k: look.with_stamps(office.jira, office.flavour, [i])[0] if i else None for k, i in named.items()}
    projects = {c.link.issue.project for c in moved} | {e.project for e in epics.values() if e}
    projects |= {issue.project for issue in named.values() if issue}
    makes_epics = any(isinstance(c, CreateEpic) for c in blind.changes)
    if makes_epics or _under_ours(blind):
        projects |= {by.project} | _under_ours(blind)
    handles = {t.item.owner for t in (*making, *_naming_rows(blind, items)) if t.item.owner}
    handles |= {owner for c in moved if "owner" in c.names and (owner := items[c.target].item.owner)}
    return replace(
        situation,
        incidents=tuple(called_now(i, epics) for i in situation.incidents),
        desks={
            **situation.desks,
            **{p: office.desk(p, epics=makes_epics and p == by.project) for p in sorted(projects)},
        },
        owners={**situation.owners, **office.owners(sorted(handles))},
        epics=epics,
        children=children,
        named=named,
        offline=False,
    )


def _named_epics(situation: Situation, making: list[TrackedItem]) -> set[str]:
    wanting = {t.item.ref.incident for t in making}
    return {i.incident.epic for i in situation.incidents if i.incident.epic and i.incident.id in wanting}


def _under_ours(blind: Plan) -> set[str]:
    """Projects of epics that we made before."""
    return {c.epic.rpartition("-")[0] for c in blind.changes if isinstance(c, CreateItem) and c.epic}


def _row_keys(blind: Plan, items: dict[str, TrackedItem]) -> list[str]:
    """Keys in rows whose items have no issue yet."""
    return sorted({t.item.jira_key for t in _naming_rows(blind, items) if t.item.jira_key})


def _naming_rows(blind: Plan, items: dict[str, TrackedItem]) -> list[TrackedItem]:
    """Items without an issue whose rows name one."""
    waiting = [items[c.target] for c in blind.changes if isinstance(c, Skip | LinkExisting) and c.target in items]
    return [t for t in waiting if t.item.jira_key and isinstance(t.link, Unlinked)]
