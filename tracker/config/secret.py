"""The token: taken from where the configuration says, and shown to nobody."""

from __future__ import annotations

import importlib.util
import stat
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from tracker.config.environment import TOKEN_VARIABLE
from tracker.config.values import Config, JiraSettings
from tracker.errors import ConfigError
from tracker.model import Problem, Severity

KEYRING_SERVICE = "pirtrack"
COMMAND_SECONDS = 30
LARGEST = 65_536  # bytes; no token is near it, and a wrong file may be endless


class Token(str):
    """A secret: text for the request that carries it, hidden wherever values are shown for inspection."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Token(hidden)"


def resolve_token(config: Config, environ: Mapping[str, str], *, patience: float = COMMAND_SECONDS) -> str:
    """The token for Jira: from the environment, else the file or command that is configured, else the keyring.

    `patience` is how many seconds the command may take.

    Raises: ConfigError with a remedy when there is none, or when its source fails.
    """
    jira = config.need_jira()
    if environ.get(TOKEN_VARIABLE, "").strip():
        return _checked(environ[TOKEN_VARIABLE], TOKEN_VARIABLE)
    if jira.token_file is not None:
        return _checked(_from_file(jira.token_file), f"jira.token_file {jira.token_file}")
    if jira.token_command is not None:
        return _checked(_from_command(jira.token_command, config.base, environ, patience), "jira.token_command")
    return _from_keyring(jira)


def renewal(config: Config, environ: Mapping[str, str]) -> Callable[[], str | None] | None:
    """Reads the token again, for when Jira no longer takes it: None where nothing usable is found any more.

    There is none for a token from the environment, which can't have changed.
    """
    if environ.get(TOKEN_VARIABLE, "").strip():
        return None

    def again() -> str | None:
        try:
            return resolve_token(config, environ)
        except ConfigError:  # that Jira refused the old one is the better answer
            return None

    return again


def token_warning(config: Config) -> Problem | None:
    """What should be mended about the configured token file: others on this machine can read it."""
    file = config.jira.token_file if config.jira else None
    try:
        open_to_all = file is not None and stat.S_IMODE(file.stat().st_mode) & (stat.S_IRGRP | stat.S_IROTH)
    except OSError:
        return None  # a file that is not there is an error when the token is asked for
    if not open_to_all:
        return None
    return Problem(
        "CFG-TOKEN-OPEN",
        Severity.WARNING,
        f"others on this machine can read the token file {file}",
        hint=f"chmod 600 {file}",
    )


def _checked(raw: str, source: str) -> Token:
    found = raw.strip()
    if not found:
        raise ConfigError(f"{source} holds no token", hint="put the token in it, and nothing else")
    if not (found.isascii() and found.isprintable()) or " " in found:
        message = f"what {source} holds is not a token: a token is one line of plain letters without spaces"
        raise ConfigError(message, hint="put the token in it, and nothing else")
    return Token(found)


def _from_file(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST).decode("utf-8-sig")
    except OSError as error:
        hint = f"correct jira.token_file, or set {TOKEN_VARIABLE}"
        raise ConfigError(f"the token file {file} cannot be read: {error.strerror}", hint=hint) from None
    except UnicodeDecodeError:
        raise ConfigError(f"the token file {file} is not text", hint="put the token in it, and nothing else") from None


def _from_command(command: tuple[str, ...], folder: Path, environ: Mapping[str, str], patience: float) -> str:
    """What the command prints; its own complaints go to stderr as they are."""
    try:
        done = subprocess.run(  # noqa: S603  # the command is the user's own configuration, run without a shell
            command,
            cwd=folder,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        hint = "run it by hand to see what it waits for"
        raise ConfigError(f"jira.token_command did not end within {patience:g} s", hint=hint) from None
    except (OSError, ValueError) as error:  # ValueError: an argument with a NUL
        reason = error.strerror if isinstance(error, OSError) else "not a command"
        hint = "name a program on the PATH, or by its full path"
        raise ConfigError(f"jira.token_command cannot be run: {reason}", hint=hint) from None
    if done.returncode != 0:
        raise ConfigError(f"jira.token_command failed with exit code {done.returncode}", hint="run it by hand")
    return done.stdout[:LARGEST].decode("utf-8", errors="replace")


def _from_keyring(jira: JiraSettings) -> Token:
    remedy = f"set {TOKEN_VARIABLE}, or name a jira.token_file or jira.token_command in the configuration"
    if importlib.util.find_spec("keyring") is None:
        raise ConfigError("there is no token for Jira", hint=remedy)
    import keyring  # noqa: PLC0415  # an extra, and slow to import
    from keyring.errors import KeyringError  # noqa: PLC0415  # the same

    hint = f"{remedy}, or run: keyring set {KEYRING_SERVICE} {jira.url}"
    try:
        found = keyring.get_password(KEYRING_SERVICE, jira.url)
    except KeyringError:
        raise ConfigError("there is no token for Jira, and the keyring cannot be used here", hint=remedy) from None
    if found is None:
        raise ConfigError("there is no token for Jira", hint=hint)
    return _checked(found, "the keyring")
