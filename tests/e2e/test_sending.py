"""Law 12: a digest is sent once to each channel, whatever happens while it is; and what surely failed goes again alone."""

from __future__ import annotations

import datetime as dt
import json
import signal
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from sync.sandbox import SandboxServer
from tests.e2e.processes import running, wait_until
from tests.e2e.team import OWNERS, Done, Team, report
from tests.listeners import Listener, Mailbox, listening, mailing
from tests.postgres import new_database
from tests.unit.digest.test_hostile import MALICE

ROWS = (
    "Alert on the lag | @devops | 2026-03-08 | P0 | Not Started",
    "Rehearse the restore | @devops | 2026-03-10 | P1 | Not Started",
)
CHANNELS = """
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
[channels.team]
kind = "slack"
url_env = "TEAM_URL"
[channels.leads]
kind = "mail"
to = ["lea@example.com"]
from = "pirtrack@example.com"
{more}
"""


# What does not depend on where the ledger is kept.
FILE_ONLY = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/pirtrack.db"
    else:
        with new_database(request.getfixturevalue("postgres")) as url:
            yield url


@pytest.fixture
def hook() -> Iterator[Listener]:
    with listening() as made:
        yield made


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailing() as made:
        yield made


@pytest.fixture
def team(tmp_path: Path, store_url: str, hook: Listener, box: Mailbox) -> Iterator[Team]:
    """A team with two late items, a webhook and a mailing list."""
    with SandboxServer("cloud") as server:
        made = Team(tmp_path, server)
        made.environ["TEAM_URL"] = hook.url
        configure(made, store_url, box)
        made.write("one.md", report(*ROWS, epic=made.epic()))
        done = made.run("sync")
        assert done.code == 0, done.err
        yield made


def configure(team: Team, store_url: str, box: Mailbox, more: str = "") -> None:
    team.configure(f'{OWNERS}[store]\nurl = "{store_url}"\n' + CHANNELS.format(port=box.port, more=more))


def states(done: Done) -> dict[str, str]:
    return {s["channel"]: s["state"] for s in json.loads(done.out)["data"]["sends"]}


def send(team: Team, *more: str) -> Done:
    return team.run("digest", "--send", "--format", "json", *more)


def time_passes(url: str) -> None:
    """What is being sent was begun an hour ago: to the ledger the same as an hour of waiting."""
    engine = create_engine(url)
    earlier = (dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)).isoformat(timespec="microseconds")
    with engine.begin() as connection:
        connection.execute(text("UPDATE send SET began = :at, until = :at WHERE state = 'sending'"), {"at": earlier})
    engine.dispose()


def test_each_channel_gets_it_once(team: Team, hook: Listener, box: Mailbox) -> None:
    first, second = send(team), send(team)

    assert (first.code, states(first)) == (0, {"team": "sent", "leads": "sent"})
    assert (second.code, states(second)) == (0, {"team": "left", "leads": "left"})
    assert "1 of them P0" in json.loads(hook.bodies[0])["text"]
    assert len(hook.bodies) == len(box.mails) == 1
    assert "Alert on the lag" in part(box.mails[0], "plain")


def test_killed_with_the_message_on_its_way_it_is_in_doubt_and_never_sent_twice_by_itself(
    team: Team, hook: Listener, box: Mailbox, store_url: str
) -> None:
    hook.silent = True
    with running(team, "digest", "--send") as process:
        assert wait_until(lambda: len(hook.bodies) == 1, process)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    hook.silent = False

    at_once = send(team)
    time_passes(store_url)
    later, much_later = send(team), send(team)

    assert (at_once.code, states(at_once)) == (0, {"team": "left", "leads": "sent"})
    assert [(d.code, states(d)["team"]) for d in (later, much_later)] == [(1, "in_doubt"), (1, "in_doubt")]
    assert "somebody else is sending the digest of" in at_once.err
    assert "it is not known whether the digest of" in later.err
    assert "`pirtrack digest --send --again --channel team`" in later.err
    assert len(hook.bodies) == len(box.mails) == 1

    again = send(team, "--again", "--channel", "team")

    assert (again.code, states(again)) == (0, {"team": "sent"})
    assert len(hook.bodies) == 2
    assert send(team).code == 0


def test_a_mail_in_doubt_is_sent_again_under_the_name_that_its_server_knows(
    team: Team, box: Mailbox, store_url: str
) -> None:
    box.silent = True
    with running(team, "digest", "--send", "--channel", "leads") as process:
        assert wait_until(lambda: len(box.envelopes) == 1, process)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    box.silent = False
    box.ended.set()
    time_passes(store_url)

    assert send(team, "--channel", "leads").code == 1
    assert send(team, "--channel", "leads", "--again").code == 0
    assert send(team, "--channel", "leads", "--again").code == 0

    names = [mail["Message-ID"] for mail in box.mails]
    assert names[0] == names[1] != names[2]


def test_two_runs_at_once_send_once(team: Team, hook: Listener, box: Mailbox) -> None:
    with running(team, "digest", "--send") as one, running(team, "digest", "--send") as two:
        ends = [(run.communicate(timeout=120)[1], run.returncode) for run in (one, two)]

    assert [code for _, code in ends] == [0, 0], ends
    assert len(hook.bodies) == len(box.mails) == 1


SCHEDULE = """
[schedule]
reports = "off"
pull = "off"
reconcile = "off"
backup = "off"
digest = "1m"
"""


def periods(url: str) -> list[tuple[str, str]]:
    """Of the digests by mail, each period with what became of it."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT period, state FROM send WHERE channel = 'leads'")).all()
    engine.dispose()
    return [(period, state) for period, state in rows]


def all_claims_are_over(url: str) -> None:
    """Whoever claimed a slot or a send has not been heard of since yesterday."""
    time_passes(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE job_run SET until = '2026-01-01T00:00:00+00:00' WHERE state = 'running'"))
    engine.dispose()


def test_schedulers_at_once_one_of_them_killed_send_each_period_once(
    team: Team, hook: Listener, box: Mailbox, store_url: str
) -> None:
    configure(team, store_url, box, more=SCHEDULE)
    box.silent = True
    with running(team, "run", "--once") as process:
        assert wait_until(lambda: len(box.envelopes) == 1, process)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    box.silent = False
    box.ended.set()
    all_claims_are_over(store_url)

    for _ in range(2):
        with (
            running(team, "run", "--once") as a,
            running(team, "run", "--once") as b,
            running(team, "run", "--once") as c,
        ):
            ends = [(run.communicate(timeout=120)[1], run.returncode) for run in (a, b, c)]
        assert [code for _, code in ends] == [0, 0, 0], ends

    found = periods(store_url)
    assert len(found) == len({period for period, _ in found}) == len(box.envelopes) == len(hook.bodies)
    assert next(state for _, state in sorted(found)) in ("in_doubt", "sending")
    assert {state for _, state in sorted(found)[1:]} <= {"sent"}


def test_what_surely_failed_is_sent_again_alone(team: Team, hook: Listener, box: Mailbox) -> None:
    hook.statuses = [503]
    failed, again = send(team), send(team)

    assert (failed.code, states(failed)) == (1, {"team": "failed", "leads": "sent"})
    assert "did not reach team: it was refused (503)" in failed.err
    assert (again.code, states(again)) == (0, {"team": "sent", "leads": "left"})
    assert json.loads(hook.bodies[0]) == json.loads(hook.bodies[1])  # nothing is old news to who never got it
    assert len(box.mails) == 1


@FILE_ONLY
def test_a_channel_that_fails_stands_in_the_digest(team: Team, hook: Listener) -> None:
    hook.statuses = [503]
    send(team)

    assert "did not reach team: it was refused (503)" in team.run("digest").out
    assert "did not reach team: it was refused (503)" in team.run("doctor").out


@FILE_ONLY
def test_a_dry_run_shows_what_would_go_and_sends_nothing(team: Team, hook: Listener, box: Mailbox) -> None:
    data = json.loads(send(team, "--dry-run").out)["data"]["sends"]
    shown = team.run("digest", "--send", "--dry-run")
    assert (hook.bodies, box.mails) == ([], [])
    assert send(team).code == 0

    posted = {s["channel"]: s["message"] for s in data}
    assert posted["team"]["payload"].encode() == hook.bodies[0]
    (mail,) = box.mails
    assert (posted["leads"]["subject"], posted["leads"]["text"]) == (mail["Subject"], part(mail, "plain"))
    assert posted["leads"]["html"].strip() == part(mail, "html").strip()
    assert f"Subject: {mail['Subject']}\n" in shown.out
    assert "to lea@example.com" in shown.out
    assert team.run("digest", "--send", "--dry-run").out.count("nothing goes: it was sent before") == 2


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")


@FILE_ONLY
def test_each_channel_hears_of_what_it_asked_for(team: Team, hook: Listener, box: Mailbox, store_url: str) -> None:
    configure(team, store_url, box, more='priority = ["P1"]\nsection = ["overdue"]')

    assert send(team).code == 0

    assert "Alert on the lag" in hook.bodies[0].decode()
    text = part(box.mails[0], "plain")
    assert "Rehearse the restore" in text
    assert "Alert on the lag" not in text


@FILE_ONLY
def test_the_next_digest_tells_what_is_new_since_the_one_that_was_sent(
    team: Team, hook: Listener, store_url: str
) -> None:
    assert send(team, "--channel", "team").code == 0
    a_week_passes(store_url)

    assert send(team).code == 0

    assert "Nothing new since" in hook.bodies[1].decode()


def a_week_passes(url: str) -> None:
    """What was sent was of a week before."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for table in ("send", "digest"):
            connection.execute(text(f"UPDATE {table} SET period = '2026-01-05' WHERE period IS NOT NULL"))  # noqa: S608  # two names
    engine.dispose()


@FILE_ONLY
def test_a_secret_is_in_no_file_no_answer_and_no_error(team: Team, hook: Listener, tmp_path: Path) -> None:
    hook.statuses = [404, 302]
    ends = [send(team), send(team), team.run("digest", "--send", "--dry-run"), team.run("doctor"), send(team)]

    said = "".join(done.out + done.err for done in ends)
    assert "s3cr3t-path" not in said
    assert [f.name for f in tmp_path.rglob("*") if f.is_file() and b"s3cr3t-path" in f.read_bytes()] == []


@FILE_ONLY
def test_what_people_wrote_in_a_report_does_no_harm_where_it_arrives(team: Team, hook: Listener, box: Mailbox) -> None:
    wild = " ".join(MALICE.replace("|", "/").replace("\ud800", "").split())
    team.write("two.md", report(f"{wild} | @devops | 2026-03-09 | P0 | Open", incident="2026-03-02-001", title=wild))
    assert team.run("sync").code in (0, 1)

    assert send(team).code == 0

    (posted,) = hook.bodies
    said = json.dumps(json.loads(posted)["blocks"])
    assert "<!channel>" not in said
    assert "<@U012AB3CD>" not in said
    (mail,) = box.mails
    assert mail["Bcc"] is None
    assert box.envelopes[0][1] == ["lea@example.com"]
    assert "<script>" not in part(mail, "html")


@FILE_ONLY
def test_a_store_that_was_lost_sends_nothing_for_a_period_of_before(team: Team, hook: Listener, box: Mailbox) -> None:
    assert send(team).code == 0
    (team.folder / "pirtrack.db").unlink()
    assert team.run("sync").code == 0

    rebuilt = send(team)

    assert (rebuilt.code, states(rebuilt)) == (0, {"team": "left", "leads": "left"})
    assert "was made anew or restored" in rebuilt.out
    assert len(hook.bodies) == len(box.mails) == 1
    assert send(team, "--again").code == 0
    assert len(hook.bodies) == len(box.mails) == 2


@FILE_ONLY
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--dry-run",), "say --send too"),
        (("--send", "--priority", "P0"), "shaped by its channel"),
        (("--send", "--format", "html"), "not told as html"),
        (("--send", "--as-of", "2026-03-30"), "--as-of is for answers"),
        (("--send", "--channel", "teem"), "did you mean team?"),
    ],
)
def test_what_makes_no_sense_is_refused(words: tuple[str, ...], said: str, team: Team, hook: Listener) -> None:
    done = team.run("digest", *words)

    assert done.code == 2
    assert said in done.err
    assert hook.bodies == []


@FILE_ONLY
def test_without_a_channel_that_is_said(team: Team) -> None:
    team.configure(OWNERS)

    done = team.run("digest", "--send")

    assert done.code == 2
    assert "no channel gets the digest" in done.err


@FILE_ONLY
def test_doctor_looks_at_every_channel_and_sends_nothing(team: Team, hook: Listener, box: Mailbox) -> None:
    good = team.run("doctor", "--format", "json")
    team.environ["TEAM_URL"] = "http://hooks.example.com/s3cr3t-path"
    bad = team.run("doctor", "--format", "json")
    team.environ["TEAM_URL"] = ""
    none = team.run("doctor", "--format", "json")

    def told(done: Done) -> list[tuple[str, str]]:
        checks = json.loads(done.out)["data"]["checks"]
        return [(c["state"], c["finding"]) for c in checks if c["check"] == "channels"]

    assert [state for state, _ in told(good)] == ["ok", "ok"]
    assert (good.code, bad.code) == (0, 1)
    assert told(bad)[0][0] == "failed"
    assert "in the clear" in told(bad)[0][1]
    assert told(none)[0] == ("failed", "team: the variable TEAM_URL holds no URL")
    assert "s3cr3t-path" not in good.out + bad.out
    assert (hook.bodies, box.envelopes) == ([], [])
