"""Reminders and escalations: all of them said, within what each channel takes, and harmless."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from reports.render.note import Note, note_chat, note_mail, note_notice
from reports.render.waiting import of_late, of_reviews
from tests.unit.digest.samples import an_item, day
from tests.unit.digest.test_hostile import MALICE, Seen, moves_something
from tracker.reminders import Reminder

TODAY = dt.date(2026, 3, 9)
REVIEW = Reminder("2026-02-07-001", "Search was down", "P1", day(3, 9), 3, 1)
WILD = replace(REVIEW, incident=MALICE, title=MALICE, severity=MALICE)


def many(number: int) -> Note:
    return of_reviews([replace(REVIEW, incident=f"2026-02-07-{n:03}", title="x" * 100) for n in range(number)], TODAY)


def test_a_review_is_told_with_its_day_and_what_is_open() -> None:
    mail = note_mail(of_reviews([REVIEW], TODAY))

    assert mail.subject == "1 review to hold, 2026-03-09"
    assert (
        "2026-02-07-001  Search was down\n    P1; review due 2026-03-09, today; 3 items are open, 1 of them overdue"
        in (mail.text)
    )
    assert "Search was down" in mail.html


def test_late_items_are_told_with_how_late_they_are_and_how_to_end_it() -> None:
    item = an_item(
        1,
        "Fix it",
        due=day(3, 6),
        slips=1,
        first_due=day(2, 1),
        assignee="Ada",
        url="https://jira.example.com/browse/ENG-1",
    )
    told, alone = (
        note_mail(of_late([item], TODAY, reached=True)),
        note_mail(of_late([item, item], TODAY, reached=False)),
    )

    assert told.subject.startswith("Overdue P0: ")
    assert "due 2026-03-06, 3 days ago; slipped, first promised for 2026-02-01; to be done by Ada" in told.text
    assert "https://jira.example.com/browse/ENG-1" in told.text
    assert "a comment is enough" in told.text
    assert alone.subject == "2 overdue P0 items"
    assert "goes to the leads only" in alone.text


def test_what_a_channel_has_no_room_for_is_counted() -> None:
    chat = note_chat(many(200))
    (lines,) = [str(b["text"]["text"]) for b in chat.blocks if "•" in str(b)]  # type: ignore[index]  # blocks of text
    shown = lines.count("•")
    notice = note_notice(many(200), 2000)

    assert len(lines) <= 3000
    assert f"and {200 - shown} more: pirtrack reviews" in lines
    assert len(notice.body) <= 2000
    assert re.search(r"and \d+ more: pirtrack reviews", notice.body)
    assert note_mail(many(200)).text.count("2026-02-07-") == 200


def test_nothing_in_it_is_a_report_s() -> None:
    wild_item = an_item(1, MALICE, due=day(3, 6), assignee=MALICE, key=MALICE, url=f"javascript:{MALICE}")
    for note in (of_reviews([WILD], TODAY), of_late([wild_item], TODAY, reached=True)):
        mail, chat, notice = note_mail(note), note_chat(note), note_notice(note, 10_000)
        seen = Seen(mail.html)
        assert not seen.tags & {"script", "img", "iframe", "form"}
        assert (seen.handlers, seen.links) == ([], set())
        assert "\n" not in mail.subject
        for text in (mail.subject, mail.text, mail.html, notice.title, notice.body, chat.text):
            assert moves_something(text) == set()
        for text in (notice.title, notice.body):
            assert re.search(r"[@#]\w|<[!@#]|\]\(", text) is None
        for said in (block["text"] for block in chat.blocks):
            assert isinstance(said, dict)
            if said["type"] == "mrkdwn":
                assert said["verbatim"] is True
                assert re.search(r"[<>`]|@\w", str(said["text"])) is None
