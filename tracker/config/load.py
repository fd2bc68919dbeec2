"""From a file and an environment to a `Config`, or to every problem at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tracker.config.build import build
from tracker.config.environment import CONFIG_VARIABLE, Overrides, overlaid, overrides
from tracker.config.faults import Fault
from tracker.config.kinds import KnownCodes, Place
from tracker.config.lines import positions
from tracker.config.read import Reading, read
from tracker.config.settings import SETTINGS
from tracker.config.values import Config
from tracker.errors import ConfigError
from tracker.model import Problem, Severity

FILE_NAME = "pirtrack.toml"
_PLACE_IN_MESSAGE = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")


def user_config_file() -> Path:
    """Where this user's configuration would be; asks the process's own environment."""
    import platformdirs  # noqa: PLC0415  # only the doors ask for it

    return platformdirs.user_config_path("pirtrack", appauthor=False) / FILE_NAME


def find_config(
    path: Path | None, environ: Mapping[str, str], cwd: Path, *, user_file: Path | None = None
) -> Path | None:
    """The file that counts: the one named, else `$PIRTRACK_CONFIG`, else the folder's, else the user's.

    None where none is there. One that was named counts whether it is there or not.
    """
    if path is not None:
        return cwd / path
    named = environ.get(CONFIG_VARIABLE, "").strip()
    if named:
        return cwd / named
    usual = [cwd / FILE_NAME, *([user_file] if user_file else [])]
    return next((file for file in usual if file.exists()), None)


def load_config(
    path: Path | None,
    environ: Mapping[str, str],
    cwd: Path,
    *,
    user_file: Path | None = None,
    codes: KnownCodes | None = None,
) -> Config:
    """The configuration as file and environment say it; all defaults where there is neither.

    `path` is what `--config` named. `user_file` is the last place looked at: the doors pass `user_config_file()`, and
    the `codes` that the checks know.

    Raises: ConfigError that names every problem.
    """
    file = find_config(path, environ, cwd, user_file=user_file)
    source = _Source(file, _content(file) if file else "")
    from_environment = overrides(environ)
    tree = overlaid(source.tree(), from_environment.values)
    home = environ.get("HOME", "").strip()
    place = Place(file.parent if file else cwd, Path(home) if home else None, codes or KnownCodes())
    reading = read(tree, place)
    problems = tuple(_problems(source, from_environment, reading))
    if problems:
        raise _error(file, problems)
    return build(reading.values, base=place.base, path=file)


def _content(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        hint = "check the name, or run `pirtrack init` to make one"
        raise ConfigError(f"there is no configuration file {file}", hint=hint) from None
    except OSError as error:
        raise ConfigError(f"the configuration file {file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:
        raise ConfigError(f"the configuration file {file} is not UTF-8 text", hint="save it as UTF-8") from None


@dataclass(slots=True)
class _Source:
    """The file that was read: its text, and where in it each key stands."""

    file: Path | None
    text: str
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    def tree(self) -> dict[str, object]:
        try:
            return tomllib.loads(self.text)
        except ValueError as error:  # TOMLDecodeError, and what a number of 5,000 digits raises
            raise _error(self.file, (self._syntax(str(error)),)) from None
        except RecursionError:
            raise _error(self.file, (self._syntax("nested too deeply"),)) from None

    def _syntax(self, said: str) -> Problem:
        found = _PLACE_IN_MESSAGE.fullmatch(said)
        what = found["what"] if found else said
        line = int(found["line"]) if found and found["line"] else len(self.text.splitlines()) or 1
        column = int(found["column"]) if found and found["column"] else None
        hint = 'text needs quotes: name = "value"'
        return Problem("CFG-SYNTAX", Severity.ERROR, f"not TOML: {what}", str(self.file), line, column, hint)

    def problem(self, path: tuple[str, ...], fault: Fault) -> Problem:
        if not self.lines:
            self.lines = positions(self.text)
        whole = (*path, *fault.at)
        line = next((self.lines[whole[:end]] for end in range(len(whole), 0, -1) if whole[:end] in self.lines), None)
        message = f"{written(whole)} {fault.message}"
        return Problem(
            fault.code, Severity.ERROR, message, str(self.file) if self.file else None, line, hint=fault.hint
        )


def written(path: tuple[str, ...]) -> str:
    """A key as TOML writes it."""
    return ".".join(name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else f'"{name}"' for name in path)


def _problems(source: _Source, environment: Overrides, reading: Reading) -> Iterator[Problem]:
    for variable, fault in environment.faults:
        yield Problem(fault.code, Severity.ERROR, f"{variable} {fault.message}", hint=fault.hint)
    placed = []
    for path, fault in reading.faults:
        if path in environment.values:
            inside = f" ({written(fault.at)})" if fault.at else ""
            message = f"{SETTINGS[path].variable}{inside} {fault.message}"
            yield Problem(fault.code, Severity.ERROR, message, hint=fault.hint)
        else:
            placed.append(source.problem(path, fault))
    yield from sorted(placed, key=lambda p: (p.line or 0, p.message))


def _error(file: Path | None, problems: tuple[Problem, ...]) -> ConfigError:
    number = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
    return ConfigError(f"{file or 'the environment'} has {number}", problems=problems)
