"""Reading a secret from where it is kept: a variable, a file, a program. It is shown to nobody."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker.config.delivery import FromCommand, FromFile, FromVariable, SecretSource
from tracker.errors import ConfigError

COMMAND_SECONDS = 30
LARGEST = 65_536  # bytes; no secret is near it, and a wrong file may be endless


class Secret(str):
    """A secret: text for the request that carries it, hidden wherever values are shown for inspection."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(hidden)"


@dataclass(frozen=True, slots=True)
class Keeper:
    """Where secrets are read: programs are run in `folder`, with this environment, for so many seconds."""

    folder: Path
    environ: Mapping[str, str]
    patience: float = COMMAND_SECONDS

    def secret(self, source: SecretSource, *, what: str, key: str, spaces: bool = False) -> Secret:
        """The secret; `what` names it for people, `key` is where the configuration speaks of it.

        Raises: ConfigError with a remedy when there is none, or when its source fails.
        """
        match source:
            case FromVariable(name):
                return checked(self.environ.get(name, ""), f"the variable {name}", what, spaces=spaces)
            case FromFile(path):
                where = f"{key}_file {path}"
                return checked(from_file(path, what, f"correct {key}_file"), where, what, spaces=spaces)
            case FromCommand(command):
                where = f"{key}_command"
                return checked(self.said_by(command, where), where, what, spaces=spaces)

    def said_by(self, command: tuple[str, ...], key: str) -> str:
        """What a program prints; its own complaints go to stderr as they are. Raises: ConfigError."""
        try:
            done = subprocess.run(  # noqa: S603  # the command is the user's own configuration, run without a shell
                command,
                cwd=self.folder,
                env=dict(self.environ),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                timeout=self.patience,
                check=False,
            )
        except subprocess.TimeoutExpired:
            hint = "run it by hand to see what it waits for"
            raise ConfigError(f"{key} did not end within {self.patience:g} s", hint=hint) from None
        except (OSError, ValueError) as error:  # ValueError: an argument with a NUL
            reason = error.strerror if isinstance(error, OSError) else "not a command"
            hint = "name a program on the PATH, or by its full path"
            raise ConfigError(f"{key} cannot be run: {reason}", hint=hint) from None
        if done.returncode != 0:
            raise ConfigError(f"{key} failed with exit code {done.returncode}", hint="run it by hand")
        return done.stdout[:LARGEST].decode("utf-8", errors="replace")


def checked(raw: str, source: str, what: str, *, spaces: bool = False) -> Secret:
    """What a source holds, when it can be a secret. Raises: ConfigError."""
    found = raw.strip()
    if not found:
        raise ConfigError(f"{source} holds no {what}", hint=f"put the {what} in it, and nothing else")
    if not (found.isascii() and found.isprintable()) or (" " in found and not spaces):
        without = "" if spaces else " without spaces"
        message = f"what {source} holds is not a {what}: a {what} is one line of plain letters{without}"
        raise ConfigError(message, hint=f"put the {what} in it, and nothing else")
    return Secret(found)


def from_file(file: Path, what: str, remedy: str) -> str:
    """What a file holds. Raises: ConfigError."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"the {what} file {file} cannot be read: {error.strerror}", hint=remedy) from None
    except UnicodeDecodeError:
        raise ConfigError(
            f"the {what} file {file} is not text", hint=f"put the {what} in it, and nothing else"
        ) from None
