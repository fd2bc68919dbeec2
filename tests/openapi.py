"""Holds an exchange against Atlassian's published contract; what the contract can't say is not checked here."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from openapi_schema_validator import OAS30ReadValidator, OAS30WriteValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4


class Exchange(Protocol):
    """One request and its answer."""

    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def query(self) -> Mapping[str, str]: ...
    @property
    def request_json(self) -> Any: ...  # noqa: ANN401  # JSON
    @property
    def status(self) -> int: ...
    @property
    def response_json(self) -> Any: ...  # noqa: ANN401  # JSON


# Where the published file is known to differ from real answers, by operation: top-level keys that are let through.
# Source: README.md beside the specifications.
KNOWN_EXTRA = {
    ("GET", "/rest/api/3/serverInfo"): {"defaultLocale"},
    ("POST", "/rest/api/3/issue/bulkfetch"): {"expand"},
}


class SpecChecker:
    """The contract of one flavour; `check` answers what does not conform, nothing when all does."""

    def __init__(self, folder: Path, flavour: str) -> None:
        name = "cloud-v3.json" if flavour == "cloud" else "dc-v2.json"
        text = (folder / name).read_text(encoding="utf-8")
        self._spec: dict[str, Any] = json.loads(text)
        self._text = text

    @cached_property
    def _registry(self) -> Registry[Any]:
        spec: Resource[Any] = Resource.from_contents(self._spec, default_specification=DRAFT4)
        empty: Registry[Any] = Registry()
        full: Registry[Any] = empty.with_resource("urn:spec", spec)
        return full

    def check(self, exchange: Exchange) -> list[str]:
        """Everything about an exchange that the contract forbids."""
        where = self._operation(exchange)
        if where is None:
            return [f"{exchange.method} {exchange.path}: no such operation"]
        template, operation = where
        name = f"{exchange.method} {template}"
        faults = self._query(exchange, operation, template)
        faults += self._body(exchange.request_json, operation.get("requestBody"), OAS30WriteValidator)
        faults += self._answer(exchange, operation, template)
        return [f"{name}: {fault}" for fault in faults]

    def _operation(self, exchange: Exchange) -> tuple[str, dict[str, Any]] | None:
        found = []
        # The site's version is asked for before the flavour is known: both versions serve it alike.
        path = exchange.path.replace("/rest/api/2/", "/rest/api/3/") if '"/rest/api/3/' in self._text else exchange.path
        for template, methods in self._spec["paths"].items():
            pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template))
            if re.fullmatch(pattern, path) and exchange.method.lower() in methods:
                found.append((template.count("{"), template, methods[exchange.method.lower()] | {"_shared": methods}))
        return min(found, key=lambda f: f[0])[1:] if found else None

    def _query(self, exchange: Exchange, operation: Mapping[str, Any], template: str) -> list[str]:
        declared = [*operation.get("parameters", ()), *operation["_shared"].get("parameters", ())]
        known = {p["name"]: p for p in (self._resolved(p) for p in declared) if p["in"] == "query"}
        faults = [f"query parameter {n} is not in the contract" for n in exchange.query if n not in known]
        faults += [
            f"query parameter {n} is missing" for n, p in known.items() if p.get("required") and n not in exchange.query
        ]
        for name, value in exchange.query.items():
            kind = self._resolved(known.get(name, {}).get("schema", {})).get("type")
            if kind == "integer" and not value.lstrip("-").isdigit():
                faults.append(f"query parameter {name} of {template} is no integer: {value}")
        return faults

    def _resolved(self, value: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in value:
            found: Any = self._spec
            for part in value["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            value = found
        return value

    def _body(self, body: object, declared: dict[str, Any] | None, validator: Any) -> list[str]:  # noqa: ANN401  # a class
        if declared is None:
            return [] if body is None else ["the contract knows no body here"]
        schema = declared.get("content", {}).get("application/json", {}).get("schema")
        if schema is None:
            return []
        local = json.loads(json.dumps(schema).replace('"#/components', '"urn:spec#/components'))
        errors = validator(local, registry=self._registry).iter_errors(body)
        return [f"{'/'.join(map(str, e.absolute_path)) or 'body'}: {e.message[:200]}" for e in errors]

    def _answer(self, exchange: Exchange, operation: Mapping[str, Any], template: str) -> list[str]:
        declared = operation["responses"].get(str(exchange.status), operation["responses"].get("default"))
        if declared is None:
            return (
                [] if exchange.status >= 400 else [f"answers {exchange.status}, which the contract does not know"]
            )  # HTTP
        if exchange.status == 204:  # HTTP
            return [] if exchange.response_json is None else ["a 204 with a body"]
        body = exchange.response_json
        extra = KNOWN_EXTRA.get((exchange.method, template), set())
        if isinstance(body, dict) and extra:
            body = {k: v for k, v in body.items() if k not in extra}
        return [
            f"answer {exchange.status}: {f}" for f in self._body(body, self._resolved(declared), OAS30ReadValidator)
        ]
