"""Every way in which pirtrack gives up, each with the exit code that it ends a command with.

::

    PirtrackError                    70  a bug, unless a subclass says otherwise
    ├── UsageError                    2  the command line asks for something impossible
    ├── ConfigError                   2  the configuration is wrong; carries every problem at once
    ├── JiraError
    │   ├── JiraRefused               3  Jira refused us: credentials or permission
    │   │   └── JiraForbidden         3  the token is good, and this is not allowed to it (403)
    │   ├── JiraUnavailable           4  Jira could not be had; nothing was lost
    │   │   ├── NotSent               4  the request surely never left this machine
    │   │   ├── Throttled             4  Jira asked us to wait (429, or 503 with Retry-After)
    │   │   ├── OutcomeUnknown        4  the request may or may not have been carried out
    │   │   └── JiraConflict          4  somebody else changed the same issue in the same instant (409)
    │   ├── JiraInvalid               1  Jira understood the request and will not do it (400, 413, 422)
    │   ├── JiraMissing               1  404: gone, hidden from us, or the wrong host
    │   └── JiraMisread               4  the answer is not one that Jira gives (a proxy's page, cut JSON)
    ├── LockHeld                      4  somebody else is writing to this store
    ├── StoreError                    5  the store is missing, damaged, full, read-only or too new
    ├── UnsafePlan                    6  the run was stopped before its first write
    └── Interrupted                 130  stopped by a signal, between two steps
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from tracker.model import Problem


class PirtrackError(Exception):
    """Something that ends a command, told in one sentence, with a remedy where there is one."""

    exit_code: ClassVar[int] = 70

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(PirtrackError):
    """The command line asks for something impossible."""

    exit_code = 2


class ConfigError(PirtrackError):
    """The configuration is wrong; `problems` names every fault, not only the first."""

    exit_code = 2

    def __init__(self, message: str, *, hint: str | None = None, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.problems = problems


class JiraError(PirtrackError):
    """Jira did not do what was asked; never carries the text of another library's exception."""


class JiraRefused(JiraError):
    """Jira refused the credentials or the permission (401, 403)."""

    exit_code = 3


class JiraForbidden(JiraRefused):
    """Jira knows the token and does not let it do this (403)."""


class JiraUnavailable(JiraError):
    """Jira could not be had now; trying again later is safe."""

    exit_code = 4


class NotSent(JiraUnavailable):
    """The request surely never left: refused connection, unknown host, or its time had run out."""


class Throttled(JiraUnavailable):
    """Jira asked us to wait; `retry_after` is in seconds, None when Jira did not say how long.

    `quota`: a limit by the hour is used up, which waiting a little does not mend.
    """

    def __init__(
        self, message: str, *, hint: str | None = None, retry_after: float | None = None, quota: bool = False
    ) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after
        self.quota = quota


class OutcomeUnknown(JiraUnavailable):
    """The request left and no readable answer came: it may have been carried out."""


class JiraInvalid(JiraError):
    """Jira understood the request and will not do it; `body` is its answer, None where that was no object."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None, body: Mapping[str, Any] | None = None) -> None:
        super().__init__(message, hint=hint)
        self.body = body

    @property
    def fields(self) -> frozenset[str]:
        """Names of the fields that it is about, as far as Jira names them."""
        errors = self.body.get("errors") if self.body else None
        return frozenset(errors) if isinstance(errors, Mapping) else frozenset()


class JiraConflict(JiraUnavailable):
    """Somebody else changed the issue in the same instant (409); what is to be done is decided anew."""


class JiraMissing(JiraError):
    """404: the thing is gone, hidden from this token, or never was on this host."""

    exit_code = 1


class JiraMisread(JiraUnavailable):
    """The answer to a read is not one that Jira gives: a proxy's page, cut JSON, a foreign server."""


class LockHeld(PirtrackError):
    """Somebody else is writing to this store; the message names them."""

    exit_code = 4


class StoreError(PirtrackError):
    """The store is missing, damaged, full, read-only, locked or newer than this pirtrack."""

    exit_code = 5


class UnsafePlan(PirtrackError):
    """The run was stopped before its first write, until a person says `--yes`."""

    exit_code = 6


class Interrupted(PirtrackError):
    """A signal ended the run between two steps; what was begun is journalled."""

    exit_code = 130
