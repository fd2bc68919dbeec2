"""Every code that a sync may say is told of in the manual, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r'"((?:SYN|EPC|FLD|INC|OWN|PRI|PRJ|SND|TYP|WRB)-[A-Z-]+)"')


def test_every_code_of_a_sync_is_in_the_manual() -> None:
    code = "".join(p.read_text(encoding="utf-8") for room in ("tracker", "sync") for p in (ROOT / room).rglob("*.py"))
    page = (ROOT / "docs" / "needs-a-person.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| `([A-Z-]+)` \|", page, re.MULTILINE)) == set(CODE.findall(code))
