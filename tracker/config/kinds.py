"""The kinds of setting: each reads a TOML value, or says what it should have been."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from tracker.config.faults import Fault

T = TypeVar("T")

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
DURATION_FORM = re.compile(r"(\d{1,9})([smhdw])")
LONGEST = dt.timedelta(days=3660)
PORTS_END = 65_536


@dataclass(frozen=True, slots=True)
class KnownCodes:
    """The names that a selection of findings may hold, None where they are not known; those that `stops` a push.

    `sections` are the names of the digest's, None where they are not known.
    """

    names: frozenset[str] | None = None
    stops: frozenset[str] = frozenset()
    sections: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """What a setting is read against: relative paths are relative to `base`, `home` stands for a leading `~`."""

    base: Path
    home: Path | None = None
    codes: KnownCodes = field(default_factory=KnownCodes)


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """One kind of setting: its name for people, how a value is read, how an environment variable's text is taken.

    `read` takes what TOML holds. Raises: Fault, or Faults where several things inside are wrong.
    """

    name: str
    read: Callable[[object, Place], T]
    from_text: Callable[[str], object] = str


def shown(value: object) -> str:
    """A value's TOML type, for the sentence that refuses it."""
    names: dict[type, str] = {
        bool: "a boolean",
        int: "a number",
        float: "a number",
        str: "text",
        list: "a list",
        dict: "a table",
    }
    return names.get(type(value), "a date or time")


def text(value: object, _: Place | None = None) -> str:
    """One line of text with something in it."""
    if not isinstance(value, str):
        raise Fault(f"should be text, is {shown(value)}", hint="put it in quotes")
    if not value.strip():
        raise Fault("is empty", hint="give it a value, or leave it out")
    if not value.isprintable():
        raise Fault("holds a line break or another control character")
    return value.strip()


def word(value: object, _: Place | None = None) -> str:
    """Text without white space, as a Jira label has to be."""
    found = text(value)
    if any(c.isspace() for c in found):
        raise Fault(f"{found!r} holds white space", hint=f'Jira takes no spaces there: "{"-".join(found.split())}"')
    return found


def project_key(value: object, _: Place) -> str:
    """A project's key as Jira writes it."""
    found = text(value)
    if re.fullmatch(r"[A-Z][A-Z0-9_]*", found):
        return found
    upper = found.upper()
    looks_right = re.fullmatch(r"[A-Z][A-Z0-9_]*", upper)
    hint = f'write "{upper}"' if looks_right else "the key is the part before the dash: ENG in ENG-123"
    raise Fault(f"{found!r} is not a project key", hint=hint)


def address(value: object, _: Place | None = None) -> str:
    """A mail address, as far as one can tell."""
    found = word(value)
    name, _at, host = found.rpartition("@")
    if not name or not host:
        raise Fault(f"{found!r} is not a mail address")
    return found


def plain_address(value: object, _: Place | None = None) -> str:
    """A mail address in plain letters and without a name, as every mail server takes it."""
    found = address(value)
    if not found.isascii() or re.search(r"[<>(),;:\\\"\[\]]", found):
        hint = 'write it bare: "lead@example.com"; a domain in other letters has a plain form (xn--...)'
        raise Fault(f"{found!r} is not a plain mail address", hint=hint)
    return found


def variable(value: object, _: Place) -> str:
    """The name of an environment variable; what is none may be the secret itself, and is not repeated."""
    found = text(value)
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", found):
        raise Fault("is not the name of an environment variable", hint="write the name; the secret stays outside")
    return found


def section(value: object, place: Place) -> str:
    """The name of one of the digest's sections."""
    found = text(value)
    known = place.codes.sections
    if known is not None and found not in known:
        near = difflib.get_close_matches(found, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
        raise Fault(f"{found!r} is no section of the digest", hint=hint, code="CFG-UNKNOWN")
    return found


def host(value: object, _: Place) -> str:
    """The name or address of a machine, and nothing else."""
    found = text(value)
    if not re.fullmatch(r"[A-Za-z0-9._:-]+", found):
        raise Fault(f"{found!r} is not the name of a host", hint='write "mail.example.com", without scheme and port')
    return found


def port(value: object, _: Place) -> int:
    """The number of a port."""
    found = count(value, _)
    if not 0 < found < PORTS_END:
        raise Fault(f"{found} is no port", hint="from 1 to 65535")
    return found


def day(value: object, _: Place) -> dt.date:
    """A calendar day, as TOML's own date or as text."""
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value.strip())
        except ValueError:
            raise Fault(f"{value!r} is not a date", hint='write year, month and day: "2024-01-31"') from None
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    raise Fault(f"should be a date, is {shown(value)}", hint='write year, month and day: "2024-01-31"')


def duration(value: object, _: Place) -> dt.timedelta:
    """A length of time above zero: a whole number and one of s, m, h, d, w."""
    hint = 'write a whole number and a unit: "20s", "15m", "1h", "7d"'
    if not isinstance(value, str):
        raise Fault(f"should be a duration, is {shown(value)}", hint=hint)
    found = DURATION_FORM.fullmatch(value.strip())
    if found is None:
        raise Fault(f"{value!r} is not a duration", hint=hint)
    seconds = int(found[1]) * SECONDS[found[2]]
    if not 0 < seconds <= LONGEST.total_seconds():
        raise Fault(f"{value!r} is out of range", hint="more than zero, at most ten years")
    return dt.timedelta(seconds=seconds)


def truth(value: object, _: Place) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    raise Fault(f"should be true or false, is {shown(value)}", hint="write true or false, without quotes")


def count(value: object, _: Place) -> int:
    """A whole number, zero or more."""
    if type(value) is not int:
        raise Fault(f"should be a whole number, is {shown(value)}")
    if value < 0:
        raise Fault(f"{value} is below zero")
    return value


def share(value: object, _: Place) -> float:
    """A share of a whole: above 0, at most 1."""
    if type(value) not in (int, float) or not isinstance(value, int | float):
        raise Fault(f"should be a number, is {shown(value)}")
    if not 0 < value <= 1:
        raise Fault(f"{value} is not a share", hint="more than 0, at most 1: 0.5 is half")
    return float(value)


def path(value: object, place: Place) -> Path:
    """A file or folder; relative ones are taken from the configuration's own folder."""
    found = text(value)
    if place.home is not None and (found == "~" or found.startswith("~/")):
        return place.home / found[2:]
    return place.base / found


def zone(value: object, _: Place) -> dt.tzinfo:
    """A time zone by its IANA name."""
    found = text(value)
    if found.upper() == "UTC":
        return dt.UTC
    try:
        return zoneinfo.ZoneInfo(found)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise Fault(f"{found!r} is not a time zone", hint='use a name such as "UTC" or "Europe/Berlin"') from None


def listed(one: Callable[[object, Place], T], *, least: int = 0) -> Callable[[object, Place], tuple[T, ...]]:
    """A list of such values."""

    def read(value: object, place: Place) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise Fault(f"should be a list, is {shown(value)}", hint="put it in brackets: [ ... ]")
        if len(value) < least:
            raise Fault("is empty", hint="name at least one")
        return tuple(one(entry, place) for entry in value)

    return read


def choice(options: dict[str, T]) -> Callable[[object, Place], T]:
    """One of a few words."""

    def read(value: object, _: Place) -> T:
        found = text(value)
        if found not in options:
            raise Fault(f"{found!r} is none of {', '.join(options)}")
        return options[found]

    return read


def number_text(raw: str) -> object:
    """A number as an environment variable holds it."""
    for read in (int, float):
        try:
            return read(raw.strip())
        except ValueError:
            continue
    return raw


def truth_text(raw: str) -> object:
    """True or false as an environment variable holds it."""
    return {"true": True, "false": False}.get(raw.strip().casefold(), raw)


def list_text(raw: str) -> object:
    """A list as an environment variable holds it: in TOML's brackets, or with commas."""
    if raw.lstrip().startswith("["):
        return toml_text(raw)
    return [part.strip() for part in raw.split(",") if part.strip()]


def toml_text(raw: str) -> object:
    """A table or list in TOML's inline form."""
    try:
        return tomllib.loads(f"it = {raw}")["it"]
    except (ValueError, RecursionError):  # ValueError is also what a number of 5,000 digits raises
        raise Fault("is not TOML", hint='write it inline, as on one line of the file: { name = "value" }') from None
