from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import NoKeyringError

from tracker.config import Config, load_config
from tracker.config.secret import renewal, resolve_token, token_warning
from tracker.errors import ConfigError

SITE = "https://example.atlassian.net"


class MemoryKeyring(KeyringBackend):
    """A keyring that lasts as long as a test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring leaves it untyped
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))


class LockedKeyring(MemoryKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        raise NoKeyringError(service, username)


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryKeyring]:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def config(folder: Path, more: str = "") -> Config:
    (folder / "pirtrack.toml").write_text(f'[jira]\nurl = "{SITE}/"\nproject = "ENG"\n{more}\n')
    return load_config(None, {}, folder)


def python(code: str) -> str:
    return f"token_command = ['{sys.executable}', '-c', '{code}']"


def test_the_variable_comes_first(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from-file")

    environ = {"PIRTRACK_JIRA_TOKEN": " from-variable\n"}

    assert resolve_token(config(tmp_path, 'token_file = "token"'), environ) == "from-variable"


def test_a_file_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("\ufefffrom-file\r\n", encoding="utf-8")

    assert resolve_token(config(tmp_path, 'token_file = "token"'), {}) == "from-file"


def test_a_command_run_in_the_folder_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("from-command")

    found = resolve_token(config(tmp_path, python('print(open("kept").read())')), {})

    assert found == "from-command"


def test_the_command_sees_no_shell(tmp_path: Path) -> None:
    command = python("import sys; print(sys.argv[1])").removesuffix("]") + ", '$HOME;id']"

    found = resolve_token(config(tmp_path, command), {})

    assert found == "$HOME;id"


def test_the_keyring_comes_last(tmp_path: Path, ring: MemoryKeyring) -> None:
    ring.set_password("pirtrack", SITE, "from-keyring")

    assert resolve_token(config(tmp_path), {}) == "from-keyring"


def test_a_keyring_that_cannot_be_used_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    keyring.set_keyring(LockedKeyring())

    with pytest.raises(ConfigError, match="keyring cannot be used"):
        resolve_token(config(tmp_path), {})


def test_none_at_all_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        resolve_token(config(tmp_path), {"PIRTRACK_JIRA_TOKEN": " "})

    assert caught.value.exit_code == 2
    assert "PIRTRACK_JIRA_TOKEN" in (caught.value.hint or "")
    assert f"keyring set pirtrack {SITE}" in (caught.value.hint or "")


def test_it_is_not_shown(tmp_path: Path) -> None:
    token = resolve_token(config(tmp_path), {"PIRTRACK_JIRA_TOKEN": "s3cr3t"})

    assert "s3cr3t" not in repr(token)
    assert "s3cr3t" not in repr({"token": token})
    assert f"Bearer {token}" == "Bearer s3cr3t"


@pytest.mark.parametrize("raw", ["two words", "two\nlines", "schlüssel", "a\x00b"])
def test_what_is_no_token_is_refused_without_repeating_it(tmp_path: Path, raw: str) -> None:
    with pytest.raises(ConfigError) as caught:
        resolve_token(config(tmp_path), {"PIRTRACK_JIRA_TOKEN": raw})

    assert raw not in caught.value.message


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ('token_file = "missing"', "cannot be read"),
        ('token_file = "."', "cannot be read"),
        ('token_file = "binary"', "is not text"),
        ('token_file = "empty"', "holds no token"),
        ('token_command = ["no-such-program-here"]', "cannot be run"),
        (python("raise SystemExit(3)"), "exit code 3"),
        (python("pass"), "holds no token"),
    ],
)
def test_a_source_that_fails_is_named(tmp_path: Path, more: str, says: str) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "empty").touch()

    with pytest.raises(ConfigError, match=says):
        resolve_token(config(tmp_path, more), {})


def test_a_command_that_hangs_is_ended(tmp_path: Path) -> None:
    found = config(tmp_path, python("import time; time.sleep(60)"))

    with pytest.raises(ConfigError, match=r"did not end within 0\.2 s"):
        resolve_token(found, {}, patience=0.2)


def test_a_file_that_others_can_read_is_warned_of(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("x")
    found = config(tmp_path, 'token_file = "token"')

    os.chmod(file, 0o644)  # noqa: PTH101  # beside the one below
    warned = token_warning(found)
    os.chmod(file, 0o600)  # noqa: PTH101  # the mode is what the test is about

    assert warned is not None
    assert "chmod 600" in (warned.hint or "")
    assert token_warning(found) is None
    file.unlink()
    assert token_warning(found) is None


def test_a_token_from_the_environment_is_not_read_again(tmp_path: Path) -> None:
    assert renewal(config(tmp_path), {"PIRTRACK_JIRA_TOKEN": "from-environment"}) is None


def test_a_token_that_was_replaced_in_its_file_is_found_and_a_lost_one_is_none(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("old")
    again = renewal(config(tmp_path, 'token_file = "token"'), {})
    assert again is not None

    file.write_text("new")
    assert again() == "new"
    file.unlink()
    assert again() is None
