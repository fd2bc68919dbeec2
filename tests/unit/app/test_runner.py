from __future__ import annotations

import datetime as dt
from dataclasses import replace
from threading import Event

import pytest

from tests.e2e.team import report
from tests.unit.app.place import Place
from tracker.app.answer import Answer
from tracker.app.context import Context
from tracker.app.jobs import Job, Stop, job_named, job_problems, jobs, jobs_of
from tracker.app.runner import Ended, Runner
from tracker.config.environment import TOKEN_VARIABLE
from tracker.errors import ConfigError, UsageError
from tracker.jobs import RunState
from tracker.slots import Every
from tracker.views import JobView

ROW = "Add an alert | @devops | 2026-03-08 | P1 | Open"


def told(ended: tuple[Ended, ...]) -> list[tuple[str, str]]:
    return [(e.turn.job, e.state.value) for e in ended]


def test_what_is_due_is_done_once_and_reading_reports_is_a_pull_too(place: Place) -> None:
    (place.folder / "incidents" / "one.md").write_text(report(ROW), encoding="utf-8")

    first, second = place.tick(), place.tick(minutes=9)

    assert told(first) == [("reports", "done"), ("pull", "done")]
    assert second == ()
    assert {r.kind.name for r in place.server.jira.records.values()} == {"Epic", "Task"}
    assert first[1].detail == "done with reports"


def test_an_unchanged_quarter_of_an_hour_costs_two_requests(place: Place) -> None:
    place.tick()
    before = place.requests()

    ended = place.tick(minutes=15)

    assert told(ended) == [("reports", "done"), ("pull", "done")]
    assert place.requests() - before == 2


def test_nothing_due_costs_jira_nothing(place: Place) -> None:
    place.tick()
    before = place.requests()

    for _ in range(9):
        assert place.tick(minutes=1) == ()

    assert place.requests() == before


def test_a_night_s_downtime_is_made_up_for_once(place: Place) -> None:
    place.tick()

    ended = place.tick(hours=20)

    assert told(ended) == [("reports", "done"), ("reconcile", "done"), ("pull", "done")]
    assert [e.missed for e in ended] == [79, 0, 79]


def test_what_failed_is_tried_again_and_told(place: Place) -> None:
    place.tick()
    place.configure('reports = "off"')
    good = place.environ.pop(TOKEN_VARIABLE)
    failed = place.tick(minutes=15)
    waits = place.tick(seconds=59)
    place.environ[TOKEN_VARIABLE] = good
    again = place.tick(seconds=1)

    assert told(failed) == [("pull", "failed")]
    assert (failed[0].code, waits) == (2, ())
    assert [(e.state, e.turn.attempt) for e in again] == [(RunState.DONE, 2)]


def test_doctor_and_digest_hear_of_jobs_that_fail(place: Place) -> None:
    place.configure('reports = "off"')
    place.environ[TOKEN_VARIABLE] = "wrong-one"
    place.tick()
    with place.store() as store:
        (problem,) = job_problems(store, jobs_of(place.context), place.now)

    assert problem.message.startswith("the job pull of 2026-03-04T12:00:00Z failed: ")
    assert problem.message.endswith("; it is tried again at 2026-03-04 12:06 UTC")
    assert "wrong-one" not in problem.message
    assert problem.hint


def test_a_bug_in_one_job_keeps_no_other_from_its_turn(place: Place) -> None:
    def broken(_context: Context, _stop: Stop) -> Answer:
        raise ZeroDivisionError("a secret")

    with place.store() as store:
        every = Every(dt.timedelta(hours=1))
        both = [Job("bad", every, broken), Job("good", every, lambda c, _: Answer("x", c.as_of, {}))]
        ended = Runner(place.context, store, both, "me").tick()

    assert told(ended) == [("bad", "failed"), ("good", "done")]
    assert ended[0].code == 70
    assert "ZeroDivisionError at " in ended[0].detail
    assert "a secret" not in ended[0].detail


def test_a_signal_ends_the_round_and_the_slot_is_left_to_the_next(place: Place) -> None:
    with place.store() as store:
        assert place.runner(store, stop=lambda: True).tick() == ()

    def interrupted(context: Context, _stop: Stop) -> Answer:
        signalled.append(True)
        return next(j for j in jobs_of(context) if j.name == "pull").act(context, lambda: True)

    signalled: list[bool] = []
    with place.store() as store:
        pull = replace(job_named(place.context, "pull"), act=interrupted)
        (ended,) = Runner(place.context, store, [pull], "me", lambda: bool(signalled)).tick()
        assert (ended.state, ended.code) == (RunState.FAILED, 130)
        (again,) = Runner(place.context, store, [job_named(place.context, "pull")], "another").tick()
        assert (again.state, again.turn.attempt) == (RunState.DONE, 2)


def test_who_was_held_up_while_another_took_the_slot_is_not_believed(place: Place) -> None:
    def slow(context: Context, stop: Stop) -> Answer:
        place.now += dt.timedelta(minutes=6)
        with place.store() as theirs:
            seen.extend(Runner(place.context, theirs, [quick], "another").tick())
        deadline = 200
        while not stop() and deadline:  # the next sign of life finds out
            deadline -= 1
            signs.wait(0.02)
        stops.append(stop())
        return Answer("x", context.as_of, {})

    signs, stops, seen = Event(), list[bool](), list[Ended]()
    hourly = Every(dt.timedelta(hours=1))
    quick = Job("job", hourly, lambda c, _: Answer("x", c.as_of, {}))
    with place.store() as store:
        (late,) = Runner(place.context, store, [Job("job", hourly, slow)], "me", beat=0.02).tick()

        assert [(e.kept, e.turn.attempt) for e in (late, *seen)] == [(False, 1), (True, 2)]
        assert stops == [True]
        assert [r.by for r in store.ledger.runs("job")] == ["another"]


def test_a_run_by_hand_is_told_and_changes_no_slot(place: Place) -> None:
    with place.store() as store:
        ended = place.runner(store).run_now(job_named(place.context, "pull"))
        due = place.runner(store).tick()

    assert ended.state is RunState.DONE
    assert told(due) == [("reports", "done"), ("pull", "done")]


def test_jobs_are_told_with_last_and_next(place: Place) -> None:
    before = jobs(place.context).data["jobs"]
    assert not (place.folder / "pirtrack.db").exists()
    place.tick()

    after = jobs(place.context).data["jobs"]

    shown = [(v.job, v.state, f"{v.next:%dT%H:%M}") for v in (*before, *after) if isinstance(v, JobView)]
    assert shown == [
        ("reports", None, "04T12:05"),
        ("reconcile", None, "05T03:00"),
        ("pull", None, "04T12:05"),
        ("reports", "done", "04T12:15"),
        ("reconcile", None, "05T03:00"),
        ("pull", "done", "04T12:15"),
    ]


def test_a_job_that_is_off_is_no_job(place: Place) -> None:
    place.configure('pull = "off"')

    assert [j.name for j in jobs_of(place.context)] == ["reports", "reconcile"]
    with pytest.raises(UsageError, match="there is no job 'pull'") as caught:
        job_named(place.context, "pull")
    assert caught.value.hint == "jobs that are configured: reports, reconcile"


def test_what_ends_soon_is_counted_down(place: Place) -> None:
    place.configure(jira="token_expires = 2026-03-14")

    first, later = place.tick(), place.tick(days=11)

    assert "the token ends in 10 days" in first[0].detail
    assert "the token was to end on 2026-03-14" in later[0].detail


def test_reports_are_left_unread_when_the_command_before_them_fails(place: Place) -> None:
    (place.folder / "incidents" / "one.md").write_text(report(ROW), encoding="utf-8")
    place.configure('before_reports = ["sh", "-c", "echo no such remote >&2; exit 3"]')

    ended = place.tick()

    assert told(ended) == [("reports", "failed"), ("pull", "done")]
    assert ended[0].detail == "schedule.before_reports failed with exit code 3: no such remote"
    assert place.server.jira.records == {}


def test_the_command_before_the_reports_brings_what_is_read(place: Place) -> None:
    (place.folder / "arrived.md").write_text(report(ROW), encoding="utf-8")
    place.configure('before_reports = ["cp", "arrived.md", "incidents/one.md"]')

    place.tick()

    assert len(place.server.jira.records) == 2


def test_there_are_no_jobs_without_a_jira(place: Place) -> None:
    (place.folder / "pirtrack.toml").write_text("")

    with pytest.raises(ConfigError):
        jobs_of(place.context)
