"""Lines to a scripted server, with a clock and sleeps on paper."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field

from sync.gateway import Connection, open_jira
from sync.gateway.cloud import Cloud
from sync.gateway.datacenter import DataCenter
from sync.gateway.patience import Patience
from sync.ports import Draft, Edit, Made, Site
from tests.values import NOW, a_stamp
from tracker.model import Flavour

ME = {"accountId": "acc", "displayName": "Bot", "timeZone": "UTC"}
DRAFT = Draft("2026-03-01-001/1", "pir-2026-03-01-001-1", {"summary": "x"}, a_stamp())


@dataclass
class Watched:
    """A patience that sleeps on paper; a signal comes when it has slept so many times."""

    now: dt.datetime = NOW
    slept: list[float] = field(default_factory=list)
    stop_after: float = math.inf

    def patience(self) -> Patience:
        return Patience(
            clock=lambda: self.now,
            sleep=self._sleep,
            jitter=lambda: 1.0,
            ticks=self._ticks,
            stop=lambda: len(self.slept) >= self.stop_after,
        )

    def _ticks(self) -> float:
        return self.now.timestamp()

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += dt.timedelta(seconds=seconds)


def gateway(
    url: str, watched: Watched | None = None, flavour: Flavour = Flavour.CLOUD, **more: object
) -> Cloud | DataCenter:
    connection = Connection(url, "secret-token", email="bot@example.com" if flavour is Flavour.CLOUD else None, **more)  # type: ignore[arg-type]  # its own fields
    return open_jira(connection, site=Site(flavour, "1", "x"), patience=(watched or Watched()).patience())


def create(jira: Cloud | DataCenter, seconds: float = 30) -> Made:
    return jira.create([DRAFT], deadline=NOW + dt.timedelta(seconds=seconds))


def edit(jira: Cloud | DataCenter) -> None:
    jira.edit("1", Edit(fields={"summary": "y"}))
