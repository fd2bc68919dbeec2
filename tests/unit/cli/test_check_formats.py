"""What `check` says to builds and editors: annotations and SARIF, whatever the reports hold."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.codes import CODES
from tracker.cli.output.annotations import render_annotations
from tracker.cli.output.problems import problem_lines
from tracker.cli.output.sarif import render_sarif, uri
from tracker.model import Problem, Severity
from tracker.safe import safe_text

HOSTILE = st.text(
    alphabet=st.sampled_from("a %:,;=\r\n\t\x1b\x07\u2028\u202e[](#{}\\é漢\U0001f4c8\udcff"), max_size=20
) | st.sampled_from(
    [
        "x\n::error::y",
        "%0A::add-mask::x",
        "##[error]x",
        "\x1b]0;x\x07",
        "[x](http://evil.example)",
        "::stop-commands::a",
    ]
)
PROBLEMS = st.builds(
    Problem,
    st.sampled_from(sorted(CODES)),
    st.sampled_from(Severity),
    HOSTILE,
    st.none() | HOSTILE.filter(bool),
    st.none() | st.integers(1, 9999),
    st.none() | st.integers(1, 9999),
    st.none() | HOSTILE,
)
ONE = Problem("ITM-OWNER", Severity.WARNING, "an item has no owner: 100 %", "in, here/a:b.md", 7, 3, "name one")


def unescaped(text: str) -> str:
    """As GitHub's runner reads it."""
    for shown, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(shown, meant)
    return text


def test_an_annotation_names_file_line_column_and_code() -> None:
    assert render_annotations([ONE]) == (
        "::warning file=in%2C here/a%3Ab.md,line=7,col=3,title=ITM-OWNER::an item has no owner: 100 %25%0Aname one\n"
    )


@given(st.lists(PROBLEMS, max_size=4))
def test_each_annotation_is_one_command_and_says_what_the_problem_says(problems: list[Problem]) -> None:
    text = render_annotations(problems)

    assert text.count("\n") == len(problems)
    assert "##[" not in text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", text)
    for line, problem in zip(text.splitlines(), problems, strict=True):
        found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert found is not None
        properties = dict(part.split("=", 1) for part in found[2].split(","))
        assert properties["title"] == problem.code
        assert ("file" in properties) == (problem.path is not None)
        said = unescaped(found[3]).split("\n")
        assert said[0] == safe_text(problem.message).replace("##[", "## [") or not problem.message
        assert len(said) == max(1, sum(bool(t) for t in (problem.message, problem.hint)))


@given(st.lists(PROBLEMS, max_size=4))
def test_a_line_of_text_is_no_command_to_a_terminal_or_a_build(problems: list[Problem]) -> None:
    for line in problem_lines(problems):
        assert "##[" not in line
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u202e]", line)


# SARIF ----------------------------------------------------------------------------------------------

RELATIVE = re.compile(r"(?:file:///)?(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*")


def check_sarif(text: str) -> dict[str, Any]:
    """What the specification asks of a log, its run, its rules and its results, as far as we use it."""
    log: dict[str, Any] = json.loads(text)
    assert log["version"] == "2.1.0"
    assert set(log) == {"$schema", "version", "runs"}
    (run,) = log["runs"]
    assert set(run) == {"tool", "columnKind", "results"}
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert set(rule) == {"id", "shortDescription", "fullDescription", "help", "defaultConfiguration"}
        assert all(rule[name]["text"].strip() for name in ("shortDescription", "fullDescription", "help"))
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert isinstance(result["message"]["text"], str)
        for location in result.get("locations", ()):
            place = location["physicalLocation"]
            assert RELATIVE.fullmatch(place["artifactLocation"]["uri"])
            region = place.get("region", {"startLine": 1})
            assert all(type(value) is int and value > 0 for value in region.values())
            assert "startLine" in region
    return log


@given(st.lists(PROBLEMS, max_size=4))
def test_sarif_is_as_the_specification_has_it_whatever_is_in_the_reports(problems: list[Problem]) -> None:
    (run,) = check_sarif(render_sarif(problems))["runs"]

    assert len(run["results"]) == len(problems)
    for result in run["results"]:
        assert "](" not in result["message"]["text"]
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u202e]", result["message"]["text"])


def test_sarif_points_at_the_place() -> None:
    (result,) = check_sarif(render_sarif([ONE]))["runs"][0]["results"]

    assert result["ruleId"] == "ITM-OWNER"
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "in%2C%20here/a%3Ab.md"},
                "region": {"startLine": 7, "startColumn": 3},
            }
        }
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("incidents/one.md", "incidents/one.md"),
        ("größe #1?.md", "gr%C3%B6%C3%9Fe%20%231%3F.md"),
        ("100 %.md", "100%20%25.md"),
        ("/srv/one.md", "file:///srv/one.md"),
        ("caf\udce9.md", "caf%E9.md"),
    ],
)
def test_a_path_becomes_an_address(path: str, expected: str) -> None:
    assert uri(path) == expected
