"""The configuration as the rest of pirtrack sees it: frozen values, every default filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from tracker.config.delivery import Channel, FromVariable, Mail, SmtpSettings
from tracker.errors import ConfigError
from tracker.model import Flavour, Priority, Severity, Standing, Status
from tracker.slots import Rhythm

PRIORITY_NAMES: Mapping[str, str] = {"P0": "Highest", "P1": "High", "P2": "Medium", "P3": "Low", "P4": "Lowest"}
STATUS_NAMES: Mapping[str, Status] = {"Blocked": Status.BLOCKED}


@dataclass(frozen=True, slots=True)
class PersonByEmail:
    """An owner's handle stands for the Jira account with this address."""

    email: str


@dataclass(frozen=True, slots=True)
class PersonByAccount:
    """An owner's handle stands for this accountId (Cloud) or user name (Data Center)."""

    account: str


@dataclass(frozen=True, slots=True)
class ComponentOwner:
    """An owner's handle stands for a component of the project."""

    component: str


@dataclass(frozen=True, slots=True)
class LabelOwner:
    """An owner's handle stands for a label."""

    label: str


Owner: TypeAlias = PersonByEmail | PersonByAccount | ComponentOwner | LabelOwner


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Where what we know is kept; the URL may hold a password and is not shown. `keep` copies in `backups`."""

    url: str = field(repr=False)
    backups: Path
    keep: int


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """Which reports are read, and what counts as finished; `link` holds `{path}`.

    `dates` is the order of day and month, "dmy" or "mdy". `inferred` and `elsewhere`: such items are pushed. The rest are
    words that reports use, by what they mean.
    """

    paths: tuple[Path, ...]
    finished: tuple[str, ...]
    without_status: Standing
    since: dt.date | None
    write_back: bool
    link: str | None
    dates: str | None = None
    inferred: bool = False
    elsewhere: bool = False
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    statuses: Mapping[Status, tuple[str, ...]] = field(default_factory=dict)
    priorities: Mapping[Priority, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JiraSettings:
    """Which Jira, and how items become issues there.

    `url` is without a trailing slash. `deployment` None: what the server says of itself. `priority` maps P0 to
    P4 to Jira's names, `status` Jira's status names to ours, `fields` an issue type to what its create screen
    demands, by field id or name.
    """

    url: str
    project: str
    namespace: str
    email: str | None
    deployment: Flavour | None
    issue_type: str
    epic_type: str
    timeout: dt.timedelta
    labels: tuple[str, ...]
    in_doubt_grace: dt.timedelta
    token_expires: dt.date | None
    token_file: Path | None
    token_command: tuple[str, ...] | None
    priority: Mapping[str, str]
    status: Mapping[str, Status]
    fields: Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one run may do before it stops and asks: a number of creates, a share of issues that vanish."""

    creates: int
    vanished: float


@dataclass(frozen=True, slots=True)
class Policy:
    """What a report leaves out is taken from here, and what it says is held against it; counted from the incident's date.

    `due` is by an item's priority, `finalise` by the incident's severity.
    """

    due: Mapping[Priority, dt.timedelta]
    finalise: Mapping[Priority, dt.timedelta]


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Which findings are told, by code or family; None as a severity is off."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    severity: Mapping[str, Severity | None]


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """When an incident is looked back on, counted from its date."""

    after: dt.timedelta


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the scheduler does what; None for never. `before_reports` is run before the reports are read."""

    pull: Rhythm | None
    reports: Rhythm | None
    before_reports: tuple[str, ...] | None
    reconcile: Rhythm | None
    digest: Rhythm | None
    reviews: Rhythm | None
    escalation: Rhythm | None
    backup: Rhythm | None


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """What the digest holds to be soon, or for long; `lines` of a section are shown, 0: all of them."""

    due_soon: Mapping[Priority, dt.timedelta]
    blocked_after: dt.timedelta
    lines: int


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that was configured; valid without a Jira.

    `path` is the file that was read, None where there was none; `base` the folder that paths are relative to.
    """

    base: Path
    path: Path | None
    timezone: dt.tzinfo
    store: StoreSettings
    reports: ReportSettings
    jira: JiraSettings | None
    owners: Mapping[str, Owner]
    limits: Limits
    policy: Policy
    review: ReviewSettings
    digest: DigestSettings
    check: CheckSettings
    schedule: Schedule
    channels: Mapping[str, Channel]
    smtp: SmtpSettings | None

    def need_jira(self) -> JiraSettings:
        """The Jira that is configured. Raises: ConfigError when none is."""
        if self.jira is None:
            where = f"{self.path} has no [jira]" if self.path else "no configuration was found"
            raise ConfigError(
                f"no Jira is configured: {where}", hint="run `pirtrack init`, or set jira.url and jira.project"
            )
        return self.jira

    @property
    def secret_variables(self) -> frozenset[str]:
        """The environment variables that hold a channel's URL or a password."""
        urls = [c.way.url for c in self.channels.values() if not isinstance(c.way, Mail)]
        sources = [*urls, *([self.smtp.password] if self.smtp else [])]
        return frozenset(source.name for source in sources if isinstance(source, FromVariable))

    @property
    def priority_names(self) -> Mapping[str, str]:
        """P0 to P4 as Jira calls them, also where no Jira is configured."""
        return self.jira.priority if self.jira else PRIORITY_NAMES

    @property
    def status_names(self) -> Mapping[str, Status]:
        """Jira's status names that carry meaning, also where no Jira is configured."""
        return self.jira.status if self.jira else STATUS_NAMES
