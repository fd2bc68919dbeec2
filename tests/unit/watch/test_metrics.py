"""Figures as Prometheus reads them, without a name of an issue, a person, or the token; and the alerts that use them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # it says nothing of its types
from prometheus_client.parser import text_string_to_metric_families

from sync.gateway.routes import route_of
from sync.sandbox import Fault
from tests.unit.watch.asking import Watched

RULES = Path(__file__).resolve().parents[3] / "contrib" / "prometheus-rules.yaml"
SCRAPED = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def scraped(running: Watched) -> SCRAPED:
    heard = running.ask("/metrics")
    assert (heard.status, heard.headers["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    families = text_string_to_metric_families(heard.text)
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for family in families for s in family.samples}


@pytest.fixture
def busy(running: Watched) -> Watched:
    """A scheduler that has made an epic and two issues, one of them overdue."""
    running.place.configure(jira="token_expires = 2026-03-14")
    object.__setattr__(running.watch, "context", running.place.context)
    running.tick()
    return running


def test_items_are_counted_by_status_and_priority(busy: Watched) -> None:
    found = scraped(busy)

    assert found["pirtrack_items", (("priority", "P0"), ("status", "not_started"))] == 1
    assert found["pirtrack_items", (("priority", "P2"), ("status", "not_started"))] == 1
    assert found["pirtrack_items_overdue", (("priority", "P0"),)] == 1
    assert found["pirtrack_longest_overdue_days", (("priority", "P0"),)] == 2
    assert found["pirtrack_oldest_open_item_days", (("priority", "P2"),)] >= 0
    assert found["pirtrack_items_waiting_for_a_person", ()] == 0


def test_jobs_and_pulls_are_told_with_their_times(busy: Watched) -> None:
    found = scraped(busy)

    assert found["pirtrack_job_turns_total", (("job", "reports"), ("outcome", "done"))] == 1
    assert found["pirtrack_job_failing", (("job", "pull"),)] == 0
    assert found["pirtrack_job_last_end_timestamp_seconds", (("job", "pull"),)] == busy.place.now.timestamp()
    assert found["pirtrack_last_complete_pull_timestamp_seconds", ()] > 0
    assert found["pirtrack_token_days_left", ()] == 10
    assert found["pirtrack_healthy", ()] == 1


def test_requests_are_counted_as_jira_has_heard_them(busy: Watched) -> None:
    busy.place.server.faults.arm(Fault("status", path="/myself", status=503))
    busy.place.server.faults.arm(Fault("drop_before", path="/search"))
    busy.place.now += dt.timedelta(minutes=15)
    busy.tick()

    found = {labels: n for (name, labels), n in scraped(busy).items() if name == "pirtrack_jira_requests_total"}

    assert sum(found.values()) == busy.place.requests()
    outcomes = {dict(labels)["outcome"] for labels in found}
    assert {"200", "201", "503", "no_answer"} <= outcomes


def test_no_name_of_anything_and_no_token_is_in_it(busy: Watched) -> None:
    text = busy.ask("/metrics").text

    assert busy.place.server.token not in text
    assert not re.search(r"ENG|2026-03-01|1000\d|devops|lead@", text)


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("issue/bulk", "issue/bulk"),
        ("issue/10042/properties/pirtrack", "issue/{}/properties/{}"),
        ("issue/createmeta/ENG/issuetypes/10001", "issue/createmeta/{}/issuetypes/{}"),
        ("/rest/agile/1.0/epic/ENG-7/issue", "/rest/agile/1.0/epic/{}/issue"),
        ("search/jql", "search/jql"),
        ("issue/ENG-1?fields=summary", "issue/{}"),
    ],
)
def test_a_route_names_no_issue(path: str, route: str) -> None:
    assert route_of(path) == route


def rules() -> Iterator[dict[str, Any]]:
    for group in yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]:
        yield from group["rules"]


def test_every_figure_that_an_alert_asks_for_is_there(busy: Watched) -> None:
    found = {name: dict(labels) for name, labels in scraped(busy)}

    for rule in rules():
        for name, braces in re.findall(r"\b(pirtrack_\w+)(?:\{(.*?)\})?", rule["expr"]):
            assert name in found, rule["alert"]
            assert set(re.findall(r"(\w+)\s*[=!]", braces)) <= set(found[name]), rule["alert"]


def test_alerts_say_what_to_do(busy: Watched) -> None:
    del busy
    assert [rule["alert"] for rule in rules() if not rule["annotations"]["summary"]] == []
    assert len({rule["alert"] for rule in rules()}) == len(list(rules())) > 5


def test_every_figure_is_in_the_manual(busy: Watched) -> None:
    page = (RULES.parents[1] / "docs" / "operations.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(pirtrack_\w+)`", page))

    assert named == {name for name, _ in scraped(busy)}
