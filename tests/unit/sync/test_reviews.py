"""What an epic is told of a review, and what it remembers."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from sync import reviews, stamp
from sync.fields import Naming
from tests.values import INCIDENT, NOW, a_stamp, an_incident
from tracker.model import Review, ReviewWord, Snooze, Stamp

NAMING = Naming("ENG", "store-1")
EPIC = an_incident().incident
HELD = Review(INCIDENT, dt.date(2026, 3, 31), "Lea", "all done but one", dt.date(2026, 6, 1))
WORD = ReviewWord(INCIDENT, NOW, HELD)
OFF = ReviewWord(INCIDENT, NOW, HELD, Snooze("Bo", "away!", NOW, dt.date(2026, 5, 1)))


def told(word: ReviewWord, known: Stamp | None = None, naming: Naming = NAMING) -> Stamp:
    edit = reviews.telling(word, EPIC, known, naming)
    assert edit is not None
    assert edit.stamp is not None
    assert edit.fields == {}
    return edit.stamp


def test_what_is_told_is_heard_again_through_jira() -> None:
    for word in (WORD, OFF):
        back = stamp.from_json(json.loads(json.dumps(stamp.to_json(told(word)))))
        assert reviews.heard(back, "ENG", INCIDENT) == word


def test_an_epic_that_knows_it_is_told_nothing_and_a_later_word_takes_its_place() -> None:
    known = told(WORD)
    later = replace(OFF, at=NOW + dt.timedelta(minutes=1))

    assert reviews.telling(WORD, EPIC, known, NAMING) is None
    assert reviews.heard(told(later, known), "ENG", INCIDENT) == later


def test_the_rest_of_the_property_stays_and_so_do_other_teams_words() -> None:
    ours = a_stamp(None)
    both = told(WORD, told(WORD, ours), Naming("OPS", "store-2"))

    assert replace(both, reviews=()) == ours
    assert [name for name, _ in both.reviews] == [f"ENG/{INCIDENT}", f"OPS/{INCIDENT}"]
    assert reviews.heard(both, "ENG", "2026-03-01-002") is None
    assert reviews.heard(None, "ENG", INCIDENT) is None


def test_one_comment_says_it_in_a_sentence() -> None:
    said = [edit.comment for word in (WORD, OFF) if (edit := reviews.telling(word, EPIC, None, NAMING))]

    assert said == [
        f"Lea held the review of incident {INCIDENT} on 2026-03-31: all done but one. Next look: 2026-06-01.",
        f"Bo put the review of incident {INCIDENT} off until 2026-05-01: away!",
    ]


def test_a_full_property_lets_the_oldest_word_go() -> None:
    known: Stamp | None = None
    for n in range(40):
        held = replace(HELD, outcome="ä" * 500)
        incident = replace(EPIC, id=f"I-{n}")
        edit = reviews.telling(ReviewWord(f"I-{n}", NOW + dt.timedelta(minutes=n), held), incident, known, NAMING)
        assert edit is not None
        known = edit.stamp
    assert known is not None

    assert len(json.dumps(stamp.to_json(known))) <= reviews.LONGEST
    assert reviews.heard(known, "ENG", "I-39") is not None
    assert reviews.heard(known, "ENG", "I-0") is None


def test_what_somebody_wrote_into_the_property_is_no_word() -> None:
    whole = stamp.to_json(told(WORD))
    junks: tuple[object, ...] = (
        [],
        "x",
        {"ENG/x": 1},
        {"ENG/x": {"at": "never"}},
        {"ENG/x": {"at": NOW.isoformat(), "held": {"on": 3}}},
    )
    for junk in junks:
        back = stamp.from_json({**whole, "reviews": junk})
        assert back is not None
        assert back.reviews == ()
