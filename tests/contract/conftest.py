"""One gateway to one sandbox; every exchange of a test is held against what Atlassian publishes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from sync import markup, stamp
from sync.fields import incident_label, marker, namespace_label
from sync.gateway import Connection, open_jira
from sync.gateway.cloud import Cloud
from sync.gateway.datacenter import DataCenter
from sync.gateway.patience import Patience
from sync.ports import Draft
from sync.sandbox import SandboxServer
from sync.sandbox.model import Record
from tests.conftest import IN_CI
from tests.openapi import SpecChecker
from tests.values import INCIDENT, a_stamp
from tracker.model import Flavour, ItemRef, Stamp

SPECS = Path(__file__).resolve().parents[3] / "shared" / "jira-openapi"
EPIC_LINK = "customfield_10008"


@cache
def contract(flavour: str) -> SpecChecker | None:
    """What is published of a flavour; None where it is not at hand, which in CI it has to be."""
    if SPECS.is_dir():
        return SpecChecker(SPECS, flavour)
    if IN_CI:
        pytest.fail("../shared/jira-openapi is missing, and in CI it has to be there")
    return None


@dataclass
class Line:
    """The real client, over loopback, to a sandbox; `odd` are exchanges that are meant to break the contract."""

    server: SandboxServer
    jira: Cloud | DataCenter
    epic: Record
    slept: list[float] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)

    @property
    def cloud(self) -> bool:
        return self.server.jira.cloud

    @property
    def epic_link(self) -> str | None:
        return None if self.cloud else EPIC_LINK

    @property
    def flavour(self) -> Flavour:
        return self.jira.flavour

    def person(self, name: str) -> dict[str, object]:
        """An assignee as this Jira takes it."""
        (user,) = (u for u in self.server.jira.people if u.name == name)
        return {"accountId": user.account} if self.cloud else {"name": user.name}

    def draft(self, number: int = 1, **fields: object) -> Draft:
        """An item's draft, with everything that can be in one."""
        ref = ItemRef(INCIDENT, number)
        link: dict[str, object] = {"parent": {"key": self.epic.key}} if self.cloud else {EPIC_LINK: self.epic.key}
        everything: dict[str, object] = {
            "project": {"key": "ENG"},
            "issuetype": {"id": "10001"},
            "summary": f"Step {number}",
            "description": markup.render([("What to do, {{as}} *told*",), ("Twice",)], self.flavour),
            "labels": [namespace_label("eng"), incident_label(INCIDENT), marker(ref)],
            "duedate": "2026-03-20",
            "priority": {"id": "2"},
            "assignee": self.person("ana"),
            "components": [{"name": "SRE"}],
            **link,
            **fields,
        }
        return Draft(str(ref), marker(ref), everything, a_stamp(number))

    def make(self, *numbers: int, **fields: object) -> tuple[str, ...]:
        """Ids of so many issues."""
        return self.jira.create([self.draft(n, **fields) for n in numbers], deadline=self.soon).ids

    @property
    def soon(self) -> dt.datetime:
        return self.server.jira.clock.now() + dt.timedelta(seconds=30)

    def record(self, issue_id: str) -> Record:
        return self.server.jira.records[int(issue_id)]

    def stamp_of(self, issue_id: str) -> Stamp | None:
        return stamp.from_json(self.record(issue_id).properties.get(stamp.PROPERTY))

    def asked(self, tail: str) -> list[Mapping[str, object]]:
        """The bodies of all requests to paths that end so."""
        return [r.request_json for r in self.server.requests if r.path.endswith(tail)]


def dial(server: SandboxServer, slept: list[float]) -> Cloud | DataCenter:
    """The gateway as a run has it, but for what sleeping is."""
    clock = server.jira.clock

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock.advance(dt.timedelta(seconds=seconds))

    patience = Patience(clock.now, sleep, lambda: 1.0, lambda: clock.now().timestamp())
    return open_jira(Connection(server.url, server.token, server.email), patience=patience)


@pytest.fixture(params=["cloud", "dc"])
def line(request: pytest.FixtureRequest) -> Iterator[Line]:
    with SandboxServer(request.param) as server:
        kind = server.jira.kind("Epic")
        assert kind is not None
        epic = server.jira.add("ENG", kind, "Reliability")
        server.jira.touch(epic)
        slept: list[float] = []
        made = Line(server, dial(server, slept), epic, slept)
        yield made
        checker = contract(request.param)
        if checker is not None:
            faults = [f for exchange in server.requests if exchange.status for f in checker.check(exchange)]
            assert [f for f in faults if not any(odd in f for odd in made.odd)] == []
