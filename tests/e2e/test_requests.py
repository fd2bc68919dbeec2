"""What Jira charges is requests, so they are counted: the budgets that DESIGN names, on both kinds of Jira."""

from __future__ import annotations

from math import ceil

import pytest

from tests.e2e.team import OWNERS, Done, Team, report

PEOPLE = 1
LIMITS = "[limits]\ncreates = 5000\n"
ROW = "Step {n} of incident {i} | @devops | 2026-03-08 | P1 | Open"


def fill(team: Team, incidents: int, items: int, *, epics: bool = False) -> None:
    """So many incidents with so many items each; with `epics`, each report names one of its own."""
    team.configure(OWNERS + LIMITS)
    for i in range(incidents):
        rows = [ROW.format(n=n, i=i) for n in range(items)]
        name = f"2026-03-01-{i:03}"
        team.write(f"{name}.md", report(*rows, incident=name, epic=team.epic(name) if epics else None))


def told(done: Done) -> list[str]:
    return [f"{r.method} {r.path}" for r in done.requests]


def lose_the_store(team: Team) -> None:
    for file in team.folder.glob("pirtrack.db*"):
        file.unlink()


def touch(team: Team, how_many: int) -> None:
    for record in team.items()[:how_many]:
        team.server.jira.edit(record.key, due="2026-06-01")


@pytest.mark.parametrize(("incidents", "items"), [(1, 8), (7, 23), (30, 10)])
def test_the_first_push_with_epics_to_make(team: Team, incidents: int, items: int) -> None:
    fill(team, incidents, items)
    n, e = incidents * items, incidents

    first = team.run("sync")
    second = team.run("sync")

    assert first.code == 0, first.err
    assert len(team.items()) == n
    past_the_index = 1 if team.server.jira.cloud else 0  # docs/decisions/0006: once in the life of a store
    budget = ceil(n / 50) + ceil(e / 50) + ceil((n + e) / 100) + PEOPLE + 8
    assert len(first.requests) <= budget + past_the_index, told(first)
    assert second.writes == []
    assert len(second.requests) == 1 + ceil((n + e) / 100), "all of it changed inside the overlap"


@pytest.mark.parametrize(("incidents", "items"), [(1, 8), (12, 20)])
def test_the_first_push_under_epics_that_the_reports_name(team: Team, incidents: int, items: int) -> None:
    fill(team, incidents, items, epics=True)
    n, e = incidents * items, incidents
    checking = ceil(e / 100) if team.server.jira.cloud else e

    first = team.run("sync")

    assert first.code == 0, first.err
    assert len(team.items()) == n
    assert len(first.requests) <= ceil(n / 50) + ceil(n / 100) + PEOPLE + 8 + checking, told(first)


def test_pulls_and_reconciles(team: Team) -> None:
    fill(team, 13, 10)
    team.run("sync")
    touch(team, 120)

    pulled = team.run("sync")
    full = team.run("sync", "--full")

    assert pulled.code == 0, pulled.err
    assert len(pulled.requests) <= ceil(120 / 100) + 2
    assert full.code == 0, full.err
    assert len(full.requests) <= ceil((130 + 13) / 100) + 2


def test_a_lost_store_is_rebuilt(team: Team) -> None:
    fill(team, 4, 30)
    team.run("sync")
    lose_the_store(team)
    n = 4 * 30 + 4

    rebuilt = team.run("sync")

    assert rebuilt.code == 0, rebuilt.err
    assert rebuilt.writes == []
    assert len(rebuilt.requests) <= ceil(n / 100) + 4 + (0 if team.server.jira.cloud else n)
