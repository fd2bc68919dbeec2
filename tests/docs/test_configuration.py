from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.docs.reference import DOCS, between, settings_table
from tracker.config import load_config
from tracker.config.settings import SETTINGS

EXAMPLE = DOCS.parent / "config.example.toml"
WAITING = re.compile(r"# (?=[a-z_]+ = )")


def test_the_page_holds_the_table_of_settings() -> None:
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")

    assert between(page, "settings") == settings_table(), "run: python -m tests.docs.reference"


def test_the_example_loads() -> None:
    config = load_config(EXAMPLE, {}, EXAMPLE.parent)

    assert config.need_jira().namespace == "eng"
    assert len(config.owners) == 4


def test_the_example_holds_every_key() -> None:
    text = "".join(WAITING.sub("", line) for line in EXAMPLE.read_text(encoding="utf-8").splitlines(keepends=True))
    tree = tomllib.loads(text)

    missing = [setting.key for setting in SETTINGS.values() if not _holds(tree, setting.path)]

    assert missing == []


@pytest.mark.parametrize(
    "line", [line for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if WAITING.match(line)]
)
def test_each_line_of_the_example_that_waits_loads_too(line: str, tmp_path: Path) -> None:
    file = tmp_path / "pirtrack.toml"
    file.write_text(EXAMPLE.read_text(encoding="utf-8").replace(line, line.removeprefix("# ")), encoding="utf-8")

    jira = load_config(file, {}, tmp_path).need_jira()

    assert jira.token_file or jira.token_command


def _holds(tree: object, path: tuple[str, ...]) -> bool:
    for name in path:
        if not isinstance(tree, dict) or name not in tree:
            return False
        tree = tree[name]
    return True
