from __future__ import annotations

from reports.codes import CODES
from reports.codes.manual import manual
from reports.codes.precision import PRECISION
from tests.docs.reference import DOCS
from tracker.model import Severity


def test_the_page_of_checks_is_what_the_code_says() -> None:
    assert (DOCS / "checks.md").read_text(encoding="utf-8") == manual(), "run `python -m tests.docs.reference`"


def test_every_code_says_why_and_how_to_mend_it() -> None:
    assert all(code.why and code.remedy and code.summary for code in CODES.values())


def test_what_is_told_by_itself_was_right_in_four_of_five() -> None:
    told = {
        name: share for name, share in PRECISION.items() if CODES[name].on and CODES[name].severity is not Severity.INFO
    }

    assert told
    assert {name: (found, right) for name, (found, right) in told.items() if right * 5 < found * 4} == {}


def test_what_was_measured_under_that_is_off() -> None:
    assert CODES["TXT-CAUSE"].on is False
