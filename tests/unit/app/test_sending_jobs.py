"""What the scheduler sends: through the real ledger, to real listeners, by a clock that is moved."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.team import report
from tests.listeners import Listener, Mailbox, listening, mailing
from tests.unit.app.place import Place
from tracker.app.jobs import jobs_of
from tracker.app.reviewing import review_done
from tracker.app.runner import Ended

ROWS = (
    "Alert on the lag | @devops | 2026-03-08 | P0 | Not Started",
    "Rehearse the restore | @devops | 2026-03-09 | P1 | Not Started",
)
# A Wednesday; the review of the incident is due on March 31st.
BEGINNING = dt.datetime(2026, 3, 4, 12, 5, tzinfo=dt.UTC)
CHANNELS = """
[owners]
"@devops" = {{ email = "lead@example.com" }}
[channels.team]
kind = "slack"
url_env = "TEAM_URL"
reviews = true
[channels.leads]
kind = "mail"
to = ["boss@example.com"]
from = "pirtrack@example.com"
digest = false
escalate = true
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
"""


@dataclass
class Town:
    """A place with a webhook and a mail server."""

    place: Place
    hook: Listener
    box: Mailbox

    def configure(self, schedule: str = "") -> None:
        jobs = 'pull = "off"\nreports = "1h"\nreconcile = "off"\n'
        rest = "".join(f'{name} = "off"\n' for name in ("digest", "reviews", "escalation") if name not in schedule)
        self.place.configure(f"{jobs}{rest}{schedule}{CHANNELS.format(port=self.box.port)}")

    def at(self, now: str) -> tuple[Ended, ...]:
        """What is due at that time, UTC."""
        self.place.now = dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC)
        return self.place.tick()

    def titles(self) -> list[str]:
        """The first block of each message that was posted."""
        return [json.loads(body)["blocks"][0]["text"]["text"] for body in self.hook.bodies]

    def mails(self) -> list[tuple[str, str]]:
        return [(str(mail["To"]), str(mail["Subject"])) for mail in self.box.mails]


@pytest.fixture
def town(place: Place) -> Iterator[Town]:
    with listening() as hook, mailing() as box:
        place.server.jira.clock.source = lambda: place.now
        place.environ["TEAM_URL"] = hook.url
        place.now = BEGINNING
        (place.folder / "incidents" / "one.md").write_text(report(*ROWS), encoding="utf-8")
        made = Town(place, hook, box)
        made.configure()
        yield made


def told(ended: tuple[Ended, ...], job: str) -> list[str]:
    return [e.state.value for e in ended if e.turn.job == job]


def test_nothing_is_a_job_that_no_channel_wants(town: Town) -> None:
    town.place.configure("")
    assert [j.name for j in jobs_of(town.place.context)] == ["reports", "reconcile", "pull"]

    town.configure('digest = "mon 09:00"\nreviews = "daily 09:00"\nescalation = "daily 09:00"\n')
    assert [j.name for j in jobs_of(town.place.context)] == ["reports", "digest", "reviews", "escalation"]


def test_the_digest_comes_at_its_hour_once_and_after_what_it_tells_was_read(town: Town) -> None:
    town.configure('digest = "mon 09:00"')

    town.at("2026-03-04T12:05")
    before = list(town.hook.bodies)
    ended = town.at("2026-03-09T09:00:10")
    for minute in range(1, 50, 7):
        town.at(f"2026-03-09T09:{minute:02}")

    assert before == []
    assert [e.turn.job for e in ended] == ["reports", "digest"]
    assert town.titles() == ["Action items, 2026-03-09"]
    assert "1 item is overdue" in json.loads(town.hook.bodies[0])["text"]


def test_downtime_over_its_hour_gives_one_digest_on_return(town: Town) -> None:
    town.configure('digest = "daily 09:00"')
    town.at("2026-03-04T12:05")

    (missed,) = [e for e in town.at("2026-03-09T15:00") if e.turn.job == "digest"]
    town.at("2026-03-09T16:00")

    assert missed.missed == 4
    assert town.titles() == ["Action items, 2026-03-09"]


def test_what_failed_is_tried_again_alone_until_it_arrives(town: Town) -> None:
    town.configure('digest = "mon 09:00"')
    text = (town.place.folder / "pirtrack.toml").read_text().replace("digest = false", "digest = true")
    (town.place.folder / "pirtrack.toml").write_text(text)
    town.at("2026-03-04T12:05")
    town.hook.statuses = [503, 404]

    tries = [told(town.at(f"2026-03-09T09:{minute:02}"), "digest") for minute in (0, 1, 2, 6, 7, 20)]

    assert tries == [["failed"], ["failed"], [], ["done"], [], []]
    assert len(town.hook.bodies) == 3
    assert len(town.box.mails) == 1


def test_a_restored_store_sends_nothing_for_what_was_before_even_where_it_knows_of_a_failure(town: Town) -> None:
    town.configure('digest = "daily 09:00"\nreviews = "daily 09:00"\nescalation = "daily 09:00"')
    town.at("2026-03-23T12:00")
    town.hook.statuses = [503, 503]
    town.at("2026-03-24T09:00")
    failed = (len(town.hook.bodies), len(town.box.mails))
    with town.place.store() as store:
        store.ledger.be_quiet_until(town.place.now + dt.timedelta(minutes=5))

    town.at("2026-03-24T09:10")
    town.at("2026-03-24T21:00")
    assert (len(town.hook.bodies), len(town.box.mails)) == failed

    town.at("2026-03-25T09:00")
    assert town.titles()[failed[0] :] == ["Action items, 2026-03-25"]
    assert len(town.box.mails) == failed[1] + 1


def test_what_was_sent_by_hand_is_not_sent_by_the_clock(town: Town) -> None:
    town.configure('digest = "mon 09:00"')
    town.at("2026-03-04T12:05")
    town.at("2026-03-09T09:00")
    with town.place.store() as store:
        job = next(j for j in jobs_of(town.place.context) if j.name == "digest")
        by_hand = town.place.runner(store).run_now(job)

    assert by_hand.state.value == "done"
    assert len(town.hook.bodies) == 1


SWITCHES = [
    ("Europe/Berlin", dt.date(2026, 3, 29), "02:30"),
    ("Europe/Berlin", dt.date(2026, 10, 25), "02:30"),
    ("America/New_York", dt.date(2026, 3, 8), "02:30"),
    ("America/New_York", dt.date(2026, 11, 1), "01:30"),
    ("Australia/Lord_Howe", dt.date(2026, 10, 4), "02:15"),
    ("Australia/Lord_Howe", dt.date(2026, 4, 5), "01:45"),
]


@pytest.mark.parametrize(("zone", "day", "at"), SWITCHES, ids=[f"{z} {d}" for z, d, _ in SWITCHES])
def test_a_day_whose_clocks_change_has_one_digest(zone: str, day: dt.date, at: str, town: Town) -> None:
    town.place.environ["PIRTRACK_TIMEZONE"] = zone
    town.configure(f'digest = "daily {at}"')
    midnight = dt.datetime.combine(day, dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)
    town.place.now = midnight - dt.timedelta(hours=12)
    town.place.tick()
    first = dt.datetime.combine(day, dt.time.fromisoformat(at), ZoneInfo(zone)).astimezone(dt.UTC)

    for quarter in range(5 * 4):
        town.place.now = midnight + dt.timedelta(minutes=15 * quarter)
        town.place.tick()

    with town.place.store() as store:
        (run,) = [run for run in store.ledger.runs("digest") if run.state.value == "done"]
    assert town.titles() == [f"Action items, {day}"]
    assert run.slot == day.isoformat()
    assert abs(run.began - first) <= dt.timedelta(hours=1)


def test_reviews_are_reminded_of_a_week_before_on_the_day_and_weekly(town: Town) -> None:
    town.configure('reviews = "daily 09:00"')
    town.at("2026-03-19T12:00")
    days = {}
    for number in range(32):
        day = dt.date(2026, 3, 20) + dt.timedelta(days=number)
        before = len(town.hook.bodies)
        town.at(f"{day}T09:00")
        if len(town.hook.bodies) > before:
            days[f"{day:%m-%d}"] = json.loads(town.hook.bodies[-1])["blocks"][2]["text"]["text"]

    assert list(days) == ["03-24", "03-31", "04-07", "04-14"]
    assert "review due 2026-03-31, in 7 days; 2 items are open, 2 of them overdue" in days["03-24"]
    assert "2026-03-31, today" in days["03-31"]
    assert "2026-03-31, 14 days ago" in days["04-14"]


def test_missed_reminders_are_one_and_a_review_that_was_held_has_none(town: Town) -> None:
    town.configure('reviews = "daily 09:00"')
    town.at("2026-03-23T12:00")
    town.at("2026-03-24T09:00")
    town.at("2026-04-08T11:00")
    town.at("2026-04-09T11:00")
    assert len(town.hook.bodies) == 2

    review_done(town.place.context, "2026-03-01-001", by="Lea", outcome="held", next_look=dt.date(2026, 6, 1))
    town.at("2026-04-20T11:00")
    assert len(town.hook.bodies) == 2
    town.at("2026-05-25T11:00")
    assert "in 7 days" in town.hook.bodies[2].decode()


def test_a_reminder_that_failed_is_not_lost_with_its_day(town: Town) -> None:
    town.configure('reviews = "daily 09:00"')
    town.at("2026-03-23T12:00")
    town.hook.statuses = [500] * 3
    town.at("2026-03-24T09:00")
    town.at("2026-03-24T20:00")

    ended = town.at("2026-03-25T09:00")
    assert told(ended, "reviews") == ["failed"]
    assert told(town.at("2026-03-25T09:01"), "reviews") == ["done"]
    assert "in 6 days" in town.hook.bodies[-1].decode()
    assert told(town.at("2026-03-26T09:00"), "reviews") == ["done"]
    assert len(town.hook.bodies) == 4


def escalating(town: Town) -> None:
    town.configure('escalation = "daily 09:00"')
    town.at("2026-03-04T12:05")


ASKED = ("lead@example.com, boss@example.com", "Overdue P0: ENG-2 Alert on the lag")


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def test_an_overdue_p0_goes_to_its_owner_and_lead_once_a_day(town: Town) -> None:
    escalating(town)
    town.at("2026-03-08T10:00")  # due today is not overdue
    assert town.mails() == []

    for now in ("2026-03-09T09:00", "2026-03-09T15:00", "2026-03-10T09:00"):
        town.at(now)

    assert town.mails() == [ASKED, ASKED]
    assert "due 2026-03-08, 1 day ago; to be done by Default Lead" in text_of(town.box.mails[0])


def test_a_comment_in_jira_is_an_acknowledgement_and_so_is_any_change(town: Town) -> None:
    escalating(town)
    town.at("2026-03-09T09:00")
    assert len(town.mails()) == 1
    town.place.now += dt.timedelta(hours=3)
    record = town.place.server.jira.get("ENG-2")
    record.comments.append({"id": "1", "body": "I am at it"})
    town.place.server.jira.touch(record)

    town.at("2026-03-10T09:00")
    town.at("2026-03-11T09:00")

    assert len(town.mails()) == 1


def test_a_change_of_ours_is_none(town: Town) -> None:
    escalating(town)
    town.at("2026-03-09T09:00")
    path = town.place.folder / "incidents" / "one.md"
    path.write_text(path.read_text().replace("Alert on the lag", "Alert on the lag of search"))

    town.at("2026-03-09T12:00")
    town.at("2026-03-10T09:00")

    assert town.place.server.jira.get("ENG-2").summary == "Alert on the lag of search"
    assert len(town.mails()) == 2


def test_what_is_done_is_not_escalated(town: Town) -> None:
    escalating(town)
    town.place.now += dt.timedelta(hours=1)
    town.place.server.jira.transition("ENG-2", "Done", "Done")

    town.at("2026-03-09T09:00")

    assert town.mails() == []


def test_what_is_silenced_is_escalated_again_when_that_ends(town: Town) -> None:
    from tracker.app.accept import snooze  # noqa: PLC0415  # beside what it is for

    escalating(town)
    town.at("2026-03-09T09:00")
    snooze(town.place.context, "ENG-2", until=dt.date(2026, 3, 12), who="Lea", reason="the vendor answers on the 11th")

    for day in (10, 11, 12, 13):
        town.at(f"2026-03-{day}T09:00")

    assert len(town.mails()) == 3


def test_nothing_is_escalated_from_old_data_and_it_is_made_up_for(town: Town) -> None:
    escalating(town)
    token = town.place.environ.pop("PIRTRACK_JIRA_TOKEN")
    failed = town.at("2026-03-09T09:00")
    town.place.environ["PIRTRACK_JIRA_TOKEN"] = token
    done = town.at("2026-03-09T10:00")

    assert told(failed, "escalation") == ["failed"]
    assert told(done, "escalation") == ["done"]
    assert town.mails() == [ASKED]


def test_off_unless_a_channel_says_so(town: Town) -> None:
    town.configure('escalation = "daily 09:00"')
    text = (town.place.folder / "pirtrack.toml").read_text().replace("escalate = true", "escalate = false")
    (town.place.folder / "pirtrack.toml").write_text(text.replace("digest = false", "digest = true"))
    town.at("2026-03-04T12:05")
    town.at("2026-03-09T09:00")

    assert town.mails() == []
