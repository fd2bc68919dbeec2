"""The corpus beside the checkout is read as well as promised; a reader that misses or invents is told by the score."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from tests.corpus import checks
from tests.corpus.score import FACTS, FIELDS, score, table

OURS = Path(__file__).parent / "ours"

REPORT = """\
# Incident: search was down

**Date**: 2026-03-02

## Timeline

## Action items

- [ ] Alert on lag (Owner: @ana)
- [ ] Test the fallback
"""


def test_nearly_every_item_of_the_corpus_is_found_and_none_made_up(shared: Path) -> None:
    scores = score(shared / "corpus", shared / "corpus" / "manifest.json")

    expected, found = sum(s.expected for s in scores), sum(s.found for s in scores)
    assert found >= 0.95 * expected
    assert sum(len(s.invented) for s in scores) < 0.02 * found
    for name in ("due", "owner"):
        assert sum(s.right.get(name, 0) for s in scores) >= 0.97 * found


def test_what_the_checks_miss_in_a_document_a_careful_reader_misses_too(shared: Path) -> None:
    compared, same = Counter[str](), Counter[str]()
    for entry, report, found in checks.findings(shared / "corpus", shared / "corpus" / "manifest.json"):
        said = checks.agrees(entry, report, found)
        compared[found.code] += said is not None
        same[found.code] += bool(said)

    assert compared["ITM-OWNER"] > 50
    assert [code for code, count in compared.items() if same[code] < 0.95 * count and not code.startswith("DOC")] == []


def test_our_own_reports_are_read_as_a_careful_person_reads_them() -> None:
    scores = score(OURS, OURS / "manifest.json")

    expected, found = sum(s.expected for s in scores), sum(s.found for s in scores)
    assert found >= 0.98 * expected
    assert sum(len(s.invented) for s in scores) < 0.02 * found
    for name in FIELDS:
        assert sum(s.right.get(name, 0) for s in scores) >= 0.98 * found
    for name in FACTS:
        assert sum(s.facts[name] for s in scores) >= 0.95 * len(scores)


def test_the_score_tells_what_is_missed_invented_and_wrong(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(REPORT)
    entry = {
        "file": "one.md",
        "kind": "report",
        "date": "2026-03-02",
        "items": [
            {"title": "Alert on lag", "owner": "@bo", "status_norm": "open"},
            {"title": "Another thing entirely"},
        ],
    }
    (tmp_path / "manifest.json").write_text(json.dumps([entry]))

    (one,) = score(tmp_path, tmp_path / "manifest.json")

    assert (one.expected, one.found, one.missed, one.invented) == (
        2,
        1,
        ["Another thing entirely"],
        ["Test the fallback"],
    )
    assert one.wrong == ["owner: '@ana' for '@bo' of 'Alert on lag'"]
    assert "items found: 1 of 2 (50.0 %); invented: 1 (50.0 %)" in table([one], details=True)
