"""What docs/operations.md and contrib/ tell people to do is what the tests have tried."""

from __future__ import annotations

import json
import re
import shlex

import click
import pytest
import yaml  # type: ignore[import-untyped]  # it says nothing of its types

from tests.docs.reference import DOCS
from tests.docs.test_container import said as container_words
from tests.unit.store.test_server import GRANTS
from tracker.cli.root import root

CONTRIB = DOCS.parent / "contrib"
PAGE = (DOCS / "operations.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    cronjob = yaml.safe_load((CONTRIB / "cronjob.yaml").read_text(encoding="utf-8"))
    container = cronjob["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]
    files = ((CONTRIB / name).read_text(encoding="utf-8") for name in ("crontab", "pirtrack.service"))
    found = [match[1] for text in files for match in re.finditer(r"/bin/pirtrack (.*)", text)]
    return [*found, shlex.join(container["args"]), shlex.join(json.loads(container_words("CMD")[0]))]


def test_the_rights_that_are_granted_are_the_ones_that_were_tried() -> None:
    granted = re.findall(r"^(GRANT .*|REVOKE .*);$", PAGE, re.MULTILINE)

    assert granted == [grant.format(database="pirtrack", role="pirtrack_runner") for grant in GRANTS]


@pytest.mark.parametrize("line", commands())
def test_the_command_lines_of_the_examples_are_understood(line: str) -> None:
    context = click.Context(root, info_name="pirtrack")
    parsed = root.make_context("pirtrack", shlex.split(line), parent=context)
    name, command, args = root.resolve_command(parsed, [*parsed._protected_args, *parsed.args])  # noqa: SLF001  # click keeps it there

    assert name == "run"
    assert command is not None
    command.make_context(name, args, parent=parsed)
