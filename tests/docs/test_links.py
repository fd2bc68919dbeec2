from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.reference import DOCS

ROOT = DOCS.parent
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"\]\((?!https?://)([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    broken = [
        target for target in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / target).exists()
    ]

    assert broken == []


def test_the_first_screen_shows_both_commands() -> None:
    first_screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:20]

    assert any(line.startswith("make demo") for line in first_screen)
    assert any(line.startswith("make test") for line in first_screen)


def test_the_pins_hold_names_and_versions_and_nothing_else() -> None:
    for file in sorted((ROOT / "requirements").glob("*.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()

        assert lines
        assert [line for line in lines if not re.fullmatch(r"[a-z0-9.-]+==[\w.]+( ; [^/@]+)?", line)] == []
