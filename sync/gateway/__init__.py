"""The only room that knows the `jira` package: Cloud and Data Center behind one face."""

from __future__ import annotations

import datetime as dt
import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sync.ports import Site
from tracker.errors import ConfigError, JiraMisread
from tracker.model import Flavour

if TYPE_CHECKING:
    from jira import JIRA

    from sync.gateway.cloud import Cloud
    from sync.gateway.datacenter import DataCenter
    from sync.gateway.transport import Patience

# How long a create may take to answer: what was sent and not answered is in doubt, and that costs more than time.
CREATE_TIMEOUT = 120.0
CONNECT_TIMEOUT = 10.0
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Connection:
    """Where Jira is and who asks; `timeout` in seconds, `flavour` None: what the server says of itself.

    With `email` the token is sent as Basic (Cloud), without as Bearer (Data Center).
    """

    url: str
    token: str = field(repr=False)
    email: str | None = None
    timeout: float = 20.0
    create_timeout: float = CREATE_TIMEOUT
    flavour: Flavour | None = None


def open_jira(
    connection: Connection, *, site: Site | None = None, patience: Patience | None = None
) -> Cloud | DataCenter:
    """A gateway; with `site` known from before nothing is asked, else one `serverInfo` decides the flavour.

    Raises: ConfigError, JiraError.
    """
    from sync.gateway.base import Lines  # noqa: PLC0415  # imports jira and requests: slow, and only syncs need them
    from sync.gateway.cloud import Cloud  # noqa: PLC0415  # the same
    from sync.gateway.datacenter import DataCenter  # noqa: PLC0415  # the same
    from sync.gateway.transport import Transport  # noqa: PLC0415  # the same

    _guard_token(connection)
    waiting = patience or _patience()
    known = site or _ask_site(connection, waiting)
    api = "3" if known.flavour is Flavour.CLOUD else "2"
    common = Transport(_client(connection, api), (CONNECT_TIMEOUT, connection.timeout), waiting)
    creates = Transport(_client(connection, api), (CONNECT_TIMEOUT, connection.create_timeout), waiting, fresh=True)
    kind = Cloud if known.flavour is Flavour.CLOUD else DataCenter
    return kind(known, Lines(common, creates))


def _guard_token(connection: Connection) -> None:
    parts = urlsplit(connection.url)
    if parts.scheme != "https" and (parts.hostname or "") not in LOOPBACK:
        raise ConfigError("the token would travel over plain http", hint="write jira.url with https://")


def _patience() -> Patience:
    from sync.gateway.transport import Patience  # noqa: PLC0415  # the same

    return Patience(
        clock=lambda: dt.datetime.now(dt.UTC),
        sleep=time.sleep,
        jitter=lambda: random.uniform(0.7, 1.3),  # noqa: S311  # keeps many clients apart, guards no secret
    )


def _ask_site(connection: Connection, patience: Patience) -> Site:
    """`serverInfo` answers to everybody: it says which Jira this is, and nothing about the token."""
    from sync.gateway.transport import Request, Transport  # noqa: PLC0415  # the same

    line = Transport(_client(connection, "2"), (CONNECT_TIMEOUT, connection.timeout), patience)
    info = line.send(Request("GET", "serverInfo")).body
    if not isinstance(info, dict) or "version" not in info:
        raise JiraMisread("what answers at jira.url is no Jira", hint="check jira.url")
    cloud = str(info.get("deploymentType", "")).casefold() == "cloud"
    flavour = connection.flavour or (Flavour.CLOUD if cloud else Flavour.DATA_CENTER)
    return Site(flavour, str(info["version"]), str(info.get("serverTitle") or ""))


def _client(connection: Connection, api: str) -> JIRA:
    from jira import JIRA  # noqa: PLC0415  # the same

    if connection.email:
        return JIRA(
            connection.url, basic_auth=(connection.email, connection.token), options={"rest_api_version": api},
            get_server_info=False, max_retries=0, timeout=connection.timeout, logging=False,
        )  # fmt: skip
    return JIRA(
        connection.url, token_auth=connection.token, options={"rest_api_version": api},
        get_server_info=False, max_retries=0, timeout=connection.timeout, logging=False,
    )  # fmt: skip
