"""The only room that knows the `jira` package: Cloud and Data Center behind one face."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sync.heard import Heard, nobody_hears
from sync.ports import Site
from tracker.errors import ConfigError, JiraMisread
from tracker.model import Flavour

if TYPE_CHECKING:
    from jira import JIRA

    from sync.gateway.cloud import Cloud
    from sync.gateway.datacenter import DataCenter
    from sync.gateway.patience import Gate, Patience

# How long a create may take to answer: what was sent and not answered is in doubt, and that costs more than time.
CREATE_TIMEOUT = 120.0
CONNECT_TIMEOUT = 10.0
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Connection:
    """Where Jira is and who asks; `timeout` in seconds, `flavour` None: what the server says of itself.

    With `email` the token is sent as Basic (Cloud), without as Bearer (Data Center). `renew` reads the token again
    from where it is kept, for when Jira no longer takes it; None where it can't have changed. `heard` is told of each
    request.
    """

    url: str
    token: str = field(repr=False)
    email: str | None = None
    timeout: float = 20.0
    create_timeout: float = CREATE_TIMEOUT
    flavour: Flavour | None = None
    renew: Callable[[], str | None] | None = None
    heard: Heard = nobody_hears


def open_jira(
    connection: Connection, *, site: Site | None = None, patience: Patience | None = None
) -> Cloud | DataCenter:
    """A gateway; with `site` known from before nothing is asked, else one `serverInfo` decides the flavour.

    Raises: ConfigError, JiraError.
    """
    from sync.gateway.base import Lines  # noqa: PLC0415  # imports jira and requests: slow, and only syncs need them
    from sync.gateway.cloud import Cloud  # noqa: PLC0415  # the same
    from sync.gateway.datacenter import DataCenter  # noqa: PLC0415  # the same
    from sync.gateway.keys import Keys  # noqa: PLC0415  # the same
    from sync.gateway.patience import Gate  # noqa: PLC0415  # the same
    from sync.gateway.punctual import Punctual  # noqa: PLC0415  # the same
    from sync.gateway.transport import Transport  # noqa: PLC0415  # the same

    _guard_token(connection)
    patience = patience or patience_of_a_run()
    gate, keys = Gate(patience), Keys(connection.token, connection.renew)
    known = site or _ask_site(connection, gate)
    api = "3" if known.flavour is Flavour.CLOUD else "2"
    dial = partial(_client, connection, api)

    def lines() -> Lines:
        return Lines(
            Transport(dial, keys, (CONNECT_TIMEOUT, connection.timeout), gate, heard=connection.heard),
            Transport(
                dial,
                keys,
                (CONNECT_TIMEOUT, connection.create_timeout),
                gate,
                punctual=Punctual(patience.clock),
                heard=connection.heard,
            ),
        )

    return (Cloud if known.flavour is Flavour.CLOUD else DataCenter)(known, lines)


def _guard_token(connection: Connection) -> None:
    parts = urlsplit(connection.url)
    if parts.scheme != "https" and (parts.hostname or "") not in LOOPBACK:
        raise ConfigError("the token would travel over plain http", hint="write jira.url with https://")


def patience_of_a_run(
    stop: Callable[[], bool] = lambda: False,
    clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> Patience:
    """The patience of a run; `stop` tells whether a signal came, `clock` is the one that its deadlines were set by."""
    from sync.gateway.patience import Patience  # noqa: PLC0415  # the same

    return Patience(
        clock=clock,
        sleep=time.sleep,
        jitter=lambda: random.uniform(0.7, 1.3),  # noqa: S311  # keeps many clients apart, guards no secret
        ticks=time.monotonic,
        stop=stop,
    )


def _ask_site(connection: Connection, gate: Gate) -> Site:
    """`serverInfo` answers to everybody: it says which Jira this is, and nothing about the token."""
    from sync.gateway.keys import Keys  # noqa: PLC0415  # the same
    from sync.gateway.transport import Request, Transport  # noqa: PLC0415  # the same

    dial = partial(_client, connection, "2")
    line = Transport(dial, Keys(connection.token), (CONNECT_TIMEOUT, connection.timeout), gate, heard=connection.heard)
    info = line.send(Request("GET", "serverInfo")).body
    if not isinstance(info, dict) or "version" not in info:
        raise JiraMisread("what answers at jira.url is no Jira", hint="check jira.url")
    cloud = str(info.get("deploymentType", "")).casefold() == "cloud"
    flavour = connection.flavour or (Flavour.CLOUD if cloud else Flavour.DATA_CENTER)
    return Site(flavour, str(info["version"]), str(info.get("serverTitle") or ""))


def _client(connection: Connection, api: str, token: str) -> JIRA:
    from jira import JIRA  # noqa: PLC0415  # the same

    if connection.email:
        return JIRA(
            connection.url, basic_auth=(connection.email, token), options={"rest_api_version": api},
            get_server_info=False, max_retries=0, timeout=connection.timeout, logging=False,
        )  # fmt: skip  # set by hand, as a table
    return JIRA(
        connection.url, token_auth=token, options={"rest_api_version": api},
        get_server_info=False, max_retries=0, timeout=connection.timeout, logging=False,
    )  # fmt: skip  # set by hand, as a table
