"""One request of the REST API, taken apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sync.sandbox.model import Jira, Refusal

Answer: TypeAlias = tuple[int, Any]


@dataclass(frozen=True)
class Call:
    """One request, taken apart."""

    jira: Jira
    base: str
    query: Mapping[str, str]
    body: Any = None
    at: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str, default: int) -> int:
        """A number of the query."""
        text = self.query.get(name, str(default))
        if not text.isdigit():
            raise Refusal(400, f"'{name}' must be a number")
        return int(text)

    def closed(self, allowed: Collection[str]) -> Mapping[str, Any]:
        """The body, which may hold nothing else."""
        if not isinstance(self.body, Mapping) or set(self.body).difference(allowed):
            raise Refusal(400, "Invalid request payload. Refer to the REST API documentation and try again.")
        return self.body
