from __future__ import annotations

import re

from tests.docs.reference import DOCS, between, error_table

PAGE = (DOCS / "exit-codes.md").read_text(encoding="utf-8")


def test_the_page_holds_every_error_with_its_code() -> None:
    assert between(PAGE, "errors") == error_table(), "run: python -m tests.docs.reference"


def test_every_code_of_an_error_has_its_meaning() -> None:
    explained = set(re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE))

    used = set(re.findall(r"\| (\d+) \|", error_table()))

    assert explained == used | {"0"}
