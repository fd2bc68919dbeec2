"""The token: taken from where the configuration says, and shown to nobody."""

from __future__ import annotations

import importlib.util
import stat
from collections.abc import Callable, Mapping

from tracker.config.environment import TOKEN_VARIABLE
from tracker.config.kept import COMMAND_SECONDS, Keeper, Secret, checked, from_file
from tracker.config.values import Config, JiraSettings
from tracker.errors import ConfigError
from tracker.model import Problem, Severity

KEYRING_SERVICE = "pirtrack"
WHAT = "token"


def resolve_token(config: Config, environ: Mapping[str, str], *, patience: float = COMMAND_SECONDS) -> str:
    """The token for Jira: from the environment, else the file or command that is configured, else the keyring.

    `patience` is how many seconds the command may take.

    Raises: ConfigError with a remedy when there is none, or when its source fails.
    """
    jira = config.need_jira()
    if environ.get(TOKEN_VARIABLE, "").strip():
        return checked(environ[TOKEN_VARIABLE], TOKEN_VARIABLE, WHAT)
    if jira.token_file is not None:
        remedy = f"correct jira.token_file, or set {TOKEN_VARIABLE}"
        return checked(from_file(jira.token_file, WHAT, remedy), f"jira.token_file {jira.token_file}", WHAT)
    if jira.token_command is not None:
        said = Keeper(config.base, environ, patience).said_by(jira.token_command, "jira.token_command")
        return checked(said, "jira.token_command", WHAT)
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


def _from_keyring(jira: JiraSettings) -> Secret:
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
    return checked(found, "the keyring", WHAT)
