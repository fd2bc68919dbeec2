from __future__ import annotations

from reports.render import words
from tests.docs.reference import DOCS
from tests.golden.digests import FOLDER

PAGE = (DOCS / "digest.md").read_text(encoding="utf-8")


def test_the_page_shows_a_digest_as_it_is_written() -> None:
    sample = (FOLDER / "digest.txt").read_text(encoding="utf-8").split("\n\nDue soon")[0]

    lines = [line for line in sample.splitlines() if not line.startswith("  https://")]
    assert "\n".join(lines) in PAGE


def test_the_page_tells_of_every_section_as_the_digest_does() -> None:
    for heading, title in words.TITLES.items():
        assert f"| **{title}** | `{heading.value}` |" in PAGE, title
