"""The table of channels: what may be said of one, how it is read, and what has to fit together."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.config import kinds
from tracker.config.delivery import (
    Apprise,
    Channel,
    ChannelFilter,
    FromCommand,
    FromFile,
    FromVariable,
    Mail,
    SecretSource,
    Security,
    Slack,
    SmtpSettings,
)
from tracker.config.faults import Fault, Faults
from tracker.config.kinds import Kind, Place
from tracker.config.tables import each
from tracker.config.urls import is_loopback
from tracker.model import Priority

WAYS = ("slack", "mail", "apprise")
PORTS: Mapping[Security, int] = {"none": 25, "starttls": 587, "tls": 465}
KEEP_IT = "name where it is kept: {0}_env, {0}_file or {0}_command"


@dataclass(frozen=True, slots=True)
class ChannelKey:
    """One key of a channel; `ways` are the kinds of channel that have it. `default` None: nothing."""

    name: str
    kind: Kind[Any]
    default: object
    means: str
    ways: tuple[str, ...] = WAYS
    needed: bool = False


_TRUTH = Kind("true or false", kinds.truth)
_URL = ("slack", "apprise")
KEYS: Mapping[str, ChannelKey] = {
    key.name: key
    for key in (
        ChannelKey(
            "kind",
            Kind("slack, mail or apprise", kinds.choice({way: way for way in WAYS})),
            None,
            "How it is reached.",
            needed=True,
        ),
        ChannelKey("url_env", Kind("name of a variable", kinds.variable), None, "The variable with its URL.", _URL),
        ChannelKey("url_file", Kind("path", kinds.path), None, "The file that holds its URL and nothing else.", _URL),
        ChannelKey(
            "url_command",
            Kind("list of text", kinds.listed(kinds.text, least=1)),
            None,
            "A program and its arguments, run without a shell, that prints its URL.",
            _URL,
        ),
        ChannelKey(
            "to",
            Kind("list of mail addresses", kinds.listed(kinds.plain_address, least=1)),
            None,
            "Who gets the mail.",
            ("mail",),
            needed=True,
        ),
        ChannelKey(
            "from", Kind("mail address", kinds.plain_address), None, "Whose mail it is.", ("mail",), needed=True
        ),
        ChannelKey("digest", _TRUTH, default=True, means="Whether the digest is sent there."),
        ChannelKey("reviews", _TRUTH, default=False, means="Whether reminders of reviews are sent there."),
        ChannelKey(
            "escalate",
            _TRUTH,
            default=False,
            means="Whether an overdue P0 item is escalated by mail, to its owner and to `to`.",
            ways=("mail",),
        ),
        ChannelKey(
            "priority",
            Kind("list of P0 to P4", kinds.listed(kinds.choice({p.value: p.value for p in Priority}))),
            [],
            "Only items of these priorities; all unless set.",
        ),
        ChannelKey(
            "owner",
            Kind("list of text", kinds.listed(kinds.text)),
            [],
            "Only items of these owners or assignees; all unless set.",
        ),
        ChannelKey(
            "section",
            Kind("list of sections", kinds.listed(kinds.section)),
            [],
            "Only these sections of the digest; all unless set.",
        ),
    )
}


def channels(value: object, place: Place) -> dict[str, Channel]:
    """Every channel by its name; what is wrong with several is said at once."""
    return each(value, lambda name, said: _channel(name, said, place), place)


def _channel(name: str, value: object, place: Place) -> Channel:
    kinds.word(name)
    if not isinstance(value, dict):
        raise Fault(f"should be a table, is {kinds.shown(value)}", hint='write kind = "mail" and the rest below it')
    found, faults = _read(value, place)
    if "kind" in found:
        faults += _misplaced(value, found["kind"])
        faults += _incomplete(value, found)
    if faults:
        raise Faults(tuple(faults))
    return _made(name, found)


def _read(table: Mapping[str, object], place: Place) -> tuple[dict[str, Any], list[Fault]]:
    """Every key that could be read, and what is wrong with the others."""
    found: dict[str, Any] = {}
    faults = [_stranger(name).inside(name) for name in table if name not in KEYS]
    for key in KEYS.values():
        try:
            if key.name in table:
                found[key.name] = key.kind.read(table[key.name], place)
            elif key.name == "kind":
                raise Fault("is missing", hint=f"one of {', '.join(WAYS)}", code="CFG-MISSING")  # noqa: TRY301  # gathered
            elif key.default is not None:
                found[key.name] = key.kind.read(key.default, place)
        except Fault as fault:
            faults.append(fault.inside(key.name))
    return found, faults


def _stranger(name: str) -> Fault:
    if name.casefold() in ("url", "webhook", "webhook_url", "token", "password"):
        return Fault("is a secret, and none belongs into this file", hint=KEEP_IT.format("url"), code="CFG-SECRET")
    near = difflib.get_close_matches(name, KEYS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(KEYS)}"
    return Fault("is no key of a channel", hint=hint, code="CFG-UNKNOWN")


def _misplaced(table: Mapping[str, object], way: str) -> Iterator[Fault]:
    """Keys that only other kinds of channel have."""
    for key in KEYS.values():
        off = table.get(key.name) is False
        if key.name in table and way not in key.ways and not off:
            yield Fault(f"is of {' and '.join(key.ways)} channels, and this is {way}", hint="take it out").inside(
                key.name
            )


def _incomplete(table: Mapping[str, object], found: Mapping[str, Any]) -> Iterator[Fault]:
    """What a channel of this kind can't do without."""
    way = found["kind"]
    for key in KEYS.values():
        if key.needed and way in key.ways and key.name not in table:
            yield Fault("is missing", hint=key.means, code="CFG-MISSING").inside(key.name)
    misread = [name for name in table if name.startswith("url") and name not in found]
    if way in _URL and not misread:
        try:
            secret_source(found, "url")
        except Fault as fault:
            yield fault.inside("url_env")
    if not any(found.get(what, True) for what in ("digest", "reviews", "escalate")):
        yield Fault("is sent nothing", hint="set digest, reviews or escalate to true, or take the channel out")


def _made(name: str, found: Mapping[str, Any]) -> Channel:
    way = found["kind"]
    if way == "mail":
        reached: Slack | Apprise | Mail = Mail(found["to"], found["from"])
    else:
        reached = (Slack if way == "slack" else Apprise)(secret_source(found, "url"))
    only = ChannelFilter(found["priority"], found["owner"], found["section"])
    return Channel(name, reached, found["digest"], found["reviews"], found["escalate"], only)


def secret_source(values: Mapping[str, Any], what: str, *, prefix: str = "") -> SecretSource:
    """Where a secret is kept. Raises: Fault unless exactly one place is named."""
    forms: Mapping[str, Callable[[Any], SecretSource]]
    forms = {"env": FromVariable, "file": FromFile, "command": FromCommand}
    named = [(form, value) for form in forms if (value := values.get(f"{prefix}{what}_{form}")) is not None]
    if not named:
        raise Fault("is missing", hint=KEEP_IT.format(what), code="CFG-MISSING")
    if len(named) > 1:
        both = " and ".join(f"{what}_{form}" for form, _ in named)
        raise Fault(f"is one of several: {both} are set", hint="keep the one that holds it")
    ((form, value),) = named
    return forms[form](value)


def smtp(values: Mapping[str, Any]) -> SmtpSettings | None:
    """The mail server, None where none is configured. Raises: Fault about the password."""
    if values["smtp.host"] is None:
        return None
    security: Security = values["smtp.security"]
    user = values["smtp.user"]
    password = secret_source(values, "password", prefix="smtp.") if user is not None else None
    return SmtpSettings(values["smtp.host"], values["smtp.port"] or PORTS[security], security, user, password)


def together(values: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Fault]]:
    """What is right by itself and wrong beside the rest."""
    found: Sequence[Channel] = tuple((values.get("channels") or {}).values())
    host, security, user = (values.get(f"smtp.{name}") for name in ("host", "security", "user"))
    for channel in found:
        if isinstance(channel.way, Mail) and "smtp.host" in values and host is None:
            hint = 'write [smtp] with host = "..." and what it asks for'
            yield ("channels",), Fault("needs a mail server", hint=hint, code="CFG-MISSING").inside(channel.name)
    if host is not None and security == "none" and not is_loopback(host):
        hint = 'use "starttls" or "tls"; "none" is for this very machine (localhost, 127.0.0.1, ::1)'
        yield ("smtp", "security"), Fault("would send mail, and its password, in the clear", hint=hint)
    if host is not None and user is not None:
        try:
            smtp(values)
        except Fault as fault:
            yield ("smtp", "password_env"), fault
    named = [f"password_{form}" for form in ("env", "file", "command") if values.get(f"smtp.password_{form}")]
    if named and user is None and "smtp.user" in values:
        yield ("smtp", named[0]), Fault("is of no use without smtp.user", hint="name the user, or take it out")
