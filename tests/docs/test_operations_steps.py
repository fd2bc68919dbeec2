"""The steps of docs/operations.md, as they stand there, one after the other on a machine of a team."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from sync.sandbox import SandboxServer
from tests.docs.reference import DOCS
from tests.e2e.team import Team, report
from tests.postgres import new_database

JIRA, STORE = "https://example.atlassian.net", "postgresql://pirtrack@db.example.com/pirtrack"


def steps(number: int) -> list[list[str]]:
    """The words of each line of one block of the first section."""
    page = (DOCS / "operations.md").read_text(encoding="utf-8")
    section = page.partition("## From the first day to a restore")[2].partition("\n## ")[0]
    block = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)[number]
    return [shlex.split(line, comments=True) for line in block.splitlines()]


def take(team: Team, number: int, **instead: str) -> list[str]:
    """Every step; which of our commands they were."""
    taken = []
    for words in steps(number):
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            team.environ[name] = instead.get(value, value)
        if words[0] != "pirtrack":
            continue
        done = team.run(*(instead.get(word, word) for word in words[1:]))
        assert done.code == 0, (words, done.out, done.err)
        taken.append(words[1])
    return taken


def test_the_steps_lead_from_the_first_day_to_a_shared_store(tmp_path: Path, postgres: str) -> None:
    with SandboxServer("cloud") as server, new_database(postgres) as url:
        team = Team(tmp_path, server)
        (tmp_path / "pirtrack.toml").unlink()
        team.write("one.md", report("Add an alert | @devops | 2026-03-08 | P1 | Open"))

        alone = take(team, 0, **{JIRA: server.url})
        made = len(server.jira.records)
        shared = take(team, 1, **{STORE: url})

        assert (alone.count("db"), shared.count("db")) == (4, 3)
        assert (made, len(server.jira.records)) == (2, 2)
