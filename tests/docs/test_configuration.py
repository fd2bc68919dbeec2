from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from reports.digest.value import Heading
from tests.docs.reference import DOCS, between, channels_table, settings_table
from tracker.config import Config, KnownCodes, load_config
from tracker.config.channels import KEYS
from tracker.config.settings import SETTINGS

EXAMPLE = DOCS.parent / "config.example.toml"
FIRST_OF_SEVERAL = 'password_env = "PIRTRACK_SMTP_PASSWORD"\n'
WAITING = re.compile(r"# (?=[a-z_]+ = )")


def test_the_page_holds_the_table_of_settings() -> None:
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")

    assert between(page, "settings") == settings_table(), "run: python -m tests.docs.reference"


def test_the_page_holds_the_table_of_channels() -> None:
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")

    assert between(page, "channels") == channels_table(), "run: python -m tests.docs.reference"


def test_the_example_holds_every_key_of_a_channel() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    sections = [part for part in text.split("\n[") if part.startswith("channels.")]

    assert {key for key in KEYS if f"\n{key} = " not in "".join(sections)} == set()


def test_the_example_loads() -> None:
    config = load_config(EXAMPLE, {}, EXAMPLE.parent, codes=KnownCodes(sections=tuple(Heading)))

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
    text = EXAMPLE.read_text(encoding="utf-8").replace(line, line.removeprefix("# "))
    file.write_text(text.replace(FIRST_OF_SEVERAL, "") if "password" in line else text, encoding="utf-8")

    assert written_there(load_config(file, {}, tmp_path), line)


def written_there(config: Config, line: str) -> bool:
    jira, smtp = config.need_jira(), config.smtp
    return bool(jira.token_file or jira.token_command or (smtp and line.startswith("# password_") and smtp.password))


def _holds(tree: object, path: tuple[str, ...]) -> bool:
    for name in path:
        if not isinstance(tree, dict) or name not in tree:
            return False
        tree = tree[name]
    return True
