"""Opens Jira for a use case: the token, the gateway, and what is remembered of the site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import msgspec

from sync import look
from sync.fields import Owner
from sync.ports import Jira, Site
from sync.preflight import Desk
from tracker.app.context import Context
from tracker.config import ComponentOwner, LabelOwner, PersonByAccount, PersonByEmail
from tracker.config.secret import renewal, resolve_token
from tracker.model import Flavour, Person, TrackedIncident
from tracker.store import Store

if TYPE_CHECKING:
    from sync.gateway import Connection
    from sync.gateway.patience import Patience

# How long what Jira says of itself is believed without asking again.
ONE_DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Office:
    """One run's Jira, with what was asked before kept in the store: site, create screens, people."""

    context: Context
    store: Store
    jira: Jira
    site: Site
    people: dict[str, tuple[Person, ...]] = field(default_factory=dict)

    @property
    def flavour(self) -> Flavour:
        """Which of the two kinds of Jira answers."""
        return self.site.flavour

    def _key(self, kind: str, *parts: str) -> str:
        return "/".join((kind, self.context.jira.url, *parts))

    def epic_link(self) -> str | None:
        """The Epic Link field of a Data Center; asked once and remembered."""
        if self.flavour is Flavour.CLOUD:
            return None
        key = self._key("epic-link")
        known = self.store.cached(key)
        if known is None:
            known = self.jira.epic_link_field() or ""
            self.store.cache(key, known)
        return known or None

    def desk(self, project: str, *, epics: bool = False) -> Desk:
        """What a project takes, read once and remembered until Jira refuses something or a day has passed.

        `epics`: an epic is to be made there, so its screen is asked for too.
        """
        known = self._known_desk(project, epics=epics)
        if known is not None:
            return known
        jira = self.context.jira
        epic_type = jira.epic_type if epics else None
        desk = look.desk_of(self.jira, self.flavour, project, item_type=jira.issue_type, epic_type=epic_type)
        self.store.cache(self._desk_key(project, epics=epics), msgspec.json.encode(desk).decode())
        return desk

    def known_desks(self, projects: Collection[str]) -> Mapping[str, Desk]:
        """Those of the projects' desks that are remembered; nothing is asked."""
        found = {p: self._known_desk(p, epics=True) or self._known_desk(p, epics=False) for p in sorted(projects)}
        return {project: desk for project, desk in found.items() if desk is not None}

    def _known_desk(self, project: str, *, epics: bool) -> Desk | None:
        known = self.store.cached(self._desk_key(project, epics=epics), newer_than=self.context.clock() - ONE_DAY)
        return None if known is None else msgspec.json.decode(known, type=Desk)

    def _desk_key(self, project: str, *, epics: bool) -> str:
        jira = self.context.jira
        return self._key("desk", project, jira.issue_type, jira.epic_type if epics else "")

    def project_of(self, incident: TrackedIncident) -> str:
        """Where an incident's issues go, as far as that is known: to the project of its epic."""
        key = incident.incident.epic or incident.epic_key
        return key.rpartition("-")[0].upper() if key else self.context.jira.project

    def forget_desks(self) -> None:
        """Jira refused something: its screens are read again next time."""
        self.store.forget(self._key("desk"))

    def owners(self, handles: Sequence[str], *, ask: bool = True) -> Mapping[str, Owner]:
        """What each handle stands for; a person is asked for once and remembered."""
        return {handle: self._owner(handle, ask=ask) for handle in handles if ask or self._is_known(handle)}

    def _is_known(self, handle: str) -> bool:
        entry = self.context.config.owners.get(handle)
        return not isinstance(entry, PersonByEmail) or self.store.cached(self._person_key(entry)) is not None

    def _owner(self, handle: str, *, ask: bool) -> Owner:
        match self.context.config.owners.get(handle):
            case None:
                return Owner(problem="not in the [owners] map")
            case PersonByAccount(account=account):
                return Owner(account=account)
            case ComponentOwner(component=component):
                return Owner(component=component)
            case LabelOwner(label=label):
                return Owner(label=label)
            case PersonByEmail() as entry:
                return self._person(entry, ask=ask)

    def _person_key(self, entry: PersonByEmail) -> str:
        return self._key("person", self.context.jira.project, entry.email.casefold())

    def _person(self, entry: PersonByEmail, *, ask: bool) -> Owner:
        key = self._person_key(entry)
        known = self.store.cached(key, newer_than=self.context.clock() - ONE_DAY if ask else None)
        if known is not None:
            return Owner(account=known)
        owner = sole(entry.email, self.jira.people(entry.email, self.context.jira.project))
        if owner.account is not None:
            self.store.cache(key, owner.account)
        return owner


def sole(email: str, hits: Sequence[Person]) -> Owner:
    """The one active account that an address means; never the first of several."""
    active = [p for p in hits if p.active]
    exact = [p for p in active if p.email and p.email.casefold() == email.casefold()]
    chosen = exact or active
    if len(chosen) == 1:
        return Owner(account=chosen[0].account)
    if len(chosen) > 1:
        return Owner(problem=f"{email} fits {len(chosen)} accounts; name one by account")
    if hits:
        return Owner(problem=f"the account of {email} is not active")
    return Owner(problem=f"no assignable account answers to {email} (its address may be hidden: name it by account)")


class Dial(Protocol):
    """How a gateway is had: `open_jira`, or that with another patience."""

    def __call__(self, connection: Connection, *, site: Site | None, patience: Patience) -> Jira:
        """A gateway. Raises: ConfigError, JiraError."""
        ...


def open_office(
    context: Context, store: Store, *, stop: Callable[[], bool] = lambda: False, dial: Dial | None = None
) -> Office:
    """A gateway to the configured Jira; `stop` ends its pauses. Raises: ConfigError, JiraError."""
    from sync.gateway import Connection, open_jira, patience_of_a_run  # noqa: PLC0415  # the jira package is slow to import

    jira = context.jira
    token = resolve_token(context.config, context.environ)
    connection = Connection(
        url=jira.url,
        email=jira.email,
        token=token,
        timeout=jira.timeout.total_seconds(),
        flavour=jira.deployment,
        renew=renewal(context.config, context.environ),
        heard=context.heard,
    )
    key = f"site/{jira.url}/{jira.deployment}"
    cached = store.cached(key, newer_than=context.clock() - ONE_DAY)
    known = msgspec.json.decode(cached, type=Site) if cached else None
    gateway = (dial or open_jira)(connection, site=known, patience=patience_of_a_run(stop, context.clock))
    site = gateway.site()
    if known is None:
        store.cache(key, msgspec.json.encode(site).decode())
    return Office(context, store, gateway, site)
