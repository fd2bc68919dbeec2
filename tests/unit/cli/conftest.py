from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.values import NOW, an_incident, an_issue, an_item, values
from tracker.cli.root import root
from tracker.model import Event, Linked, PullMark
from tracker.store import open_store

CONFIG = """
[store]
url = "sqlite:///pirtrack.db"
[jira]
url = "https://jira.example.com"
project = "ENG"
[jira.priority]
P0 = "Highest"
P2 = "Medium"
"""


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """A configuration and a store: one item late, one not due yet, read from Jira two hours ago."""
    (tmp_path / "pirtrack.toml").write_text(CONFIG)
    late = Linked(an_issue(7, due=dt.date(2026, 3, 4), parent="ENG-900"), values(due=dt.date(2026, 3, 4)))
    with open_store(f"sqlite:///{tmp_path / 'pirtrack.db'}", clock=lambda: NOW) as store:
        store.put(
            incidents=[an_incident(review_due=dt.date(2026, 3, 9))],
            items=[an_item(1, link=late, due=dt.date(2026, 3, 4)), an_item(2, title="Write the runbook", owner="@sre")],
            events=[Event(NOW, "created", "2026-03-01-001", 1, (("jira_key", "ENG-7"),))],
            mark=PullMark(dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)),
        )
    return tmp_path


@pytest.fixture
def pirtrack(installation: Path) -> Callable[..., Result]:
    """Runs the command line on that installation, as of NOW."""

    def run(*args: str, **more: str) -> Result:
        given = ["--config", str(installation / "pirtrack.toml"), "--as-of", NOW.date().isoformat(), *args]
        return CliRunner().invoke(root, given, **more)  # type: ignore[arg-type]  # click's own keywords

    return run
