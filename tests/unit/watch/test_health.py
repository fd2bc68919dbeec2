"""/healthz fails when the store can't be read, Jira refuses the token, or the last complete pull is too old."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import make_url

from tests.postgres import execute, new_database
from tests.unit.app.place import Place
from tests.unit.watch.asking import Watched, watched
from tracker.app.runner import Runner
from tracker.config.environment import TOKEN_VARIABLE


def after(running: Watched, **wait: float) -> None:
    running.place.now += dt.timedelta(**wait)


def test_before_the_first_pull_it_is_not_well(running: Watched) -> None:
    heard = running.ask("/healthz")

    assert heard.status == 503
    assert heard.text.startswith("Jira was never read completely")


def test_after_a_pull_it_is_well_and_says_since_when(running: Watched) -> None:
    running.tick()

    heard = running.ask("/healthz")

    assert (heard.status, heard.text) == (200, "all is well; Jira was last read completely at 2026-03-04 12:05 UTC\n")


def test_a_pull_that_is_too_old_is_not_well(running: Watched) -> None:
    running.tick()
    after(running, hours=25)

    heard = running.ask("/healthz")

    assert (heard.status, heard.text[:49]) == (503, "Jira was last read completely 1 day ago: this may")


def test_a_refused_token_is_not_well_until_jira_takes_one(running: Watched) -> None:
    running.tick()
    running.place.server.jira.revoked = True
    after(running, minutes=15)
    running.tick()

    heard = running.ask("/healthz")

    assert heard.status == 503
    assert "Jira refuses this process, in the job reports: " in heard.text
    assert "in the job pull: " in heard.text
    assert running.place.server.token not in heard.text

    running.place.server.jira.revoked = False
    after(running, minutes=15)
    running.tick()
    assert running.ask("/healthz").status == 200


def test_another_process_whose_token_is_taken_makes_it_well(running: Watched) -> None:
    running.tick()
    running.place.server.jira.revoked = True
    after(running, minutes=15)
    running.tick()
    running.place.server.jira.revoked = False
    after(running, minutes=15)
    with running.place.store() as store:
        Runner(running.runner.context, store, running.runner.jobs, "another").tick()

    assert running.ask("/healthz").status == 200


def test_a_missing_token_fails_the_pull_and_is_told_by_the_jobs(running: Watched) -> None:
    del running.place.environ[TOKEN_VARIABLE]
    running.tick()

    assert running.ask("/healthz").status == 503


def test_a_store_that_cannot_be_had_is_not_well_until_it_can(place: Place, postgres: str) -> None:
    with new_database(postgres) as url:
        place.environ["PIRTRACK_STORE__URL"] = url
        name = make_url(url).database
        server = make_url(url).set(database="postgres").render_as_string(hide_password=False)
        with watched(place) as running:
            running.tick()
            execute(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            execute(server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name", name=name)

            asked = [running.ask(path) for path in ("/healthz", "/")]
            figures = running.ask("/metrics")

            assert [heard.status for heard in asked] == [503, 503]
            assert all(heard.text.startswith("the store postgresql") for heard in asked)
            assert "pirtrack_healthy 0.0" in figures.text

            execute(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
            assert running.ask("/healthz").status == 200
