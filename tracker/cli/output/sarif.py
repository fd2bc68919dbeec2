"""Problems as SARIF 2.1.0, as code scanning and editors read it. Pure.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from reports.codes import CODES
from reports.codes.kinds import Code
from reports.codes.manual import section
from tracker.cli.output.records import Json
from tracker.model import Problem, Severity
from tracker.safe import safe_text

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render_sarif(problems: Sequence[Problem]) -> str:
    """One run, with every rule that could be found and every problem that was."""
    rules = {name: place for place, name in enumerate(CODES)}
    driver: dict[str, Json] = {"name": "pirtrack", "rules": [_rule(code) for code in CODES.values()]}
    run: dict[str, Json] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, rules[problem.code]) for problem in problems],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=True, indent=2, sort_keys=True) + "\n"


def _rule(code: Code) -> dict[str, Json]:
    return {
        "id": code.name,
        "shortDescription": {"text": _text(code.summary)},
        "fullDescription": {"text": _text(code.why)},
        "help": {"text": _text(f"To mend it: {code.remedy}."), "markdown": section(code)},
        "defaultConfiguration": {"level": LEVELS[code.severity], "enabled": code.on},
    }


def _result(problem: Problem, rule: int) -> dict[str, Json]:
    said = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    found: dict[str, Json] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": LEVELS[problem.severity],
        "message": {"text": _text(said)},
    }
    return found | ({"locations": [{"physicalLocation": _location(problem)}]} if problem.path is not None else {})


def _location(problem: Problem) -> dict[str, Json]:
    places = {"startLine": problem.line, "startColumn": problem.column if problem.line else None}
    region: dict[str, Json] = {name: value for name, value in places.items() if value}
    return {"artifactLocation": {"uri": uri(problem.path or "")}} | ({"region": region} if region else {})


def uri(path: str) -> str:
    """A path as a relative reference, or as a file's address where it is absolute."""
    encoded = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{encoded}" if encoded.startswith("/") else encoded


def _text(text: str) -> str:
    """Plain text that makes no link of what it quotes: in SARIF `[words](target)` is one."""
    return safe_text(text).replace("](", "] (")
