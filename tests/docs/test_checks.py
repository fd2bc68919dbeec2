from __future__ import annotations

from reports.codes import CODES
from reports.codes.manual import manual
from tests.docs.reference import DOCS


def test_the_page_of_checks_is_what_the_code_says() -> None:
    assert (DOCS / "checks.md").read_text(encoding="utf-8") == manual(), "run `python -m tests.docs.reference`"


def test_every_code_says_why_and_how_to_mend_it() -> None:
    assert all(code.why and code.remedy and code.summary for code in CODES.values())
