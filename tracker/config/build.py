"""Values by key, made into a `Config`. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tracker.config import channels
from tracker.config.values import (
    PRIORITY_NAMES,
    CheckSettings,
    Config,
    DigestSettings,
    JiraSettings,
    Limits,
    Policy,
    ReportSettings,
    ReviewSettings,
    Schedule,
    StoreSettings,
)
from tracker.model import Priority


def build(values: Mapping[str, Any], *, base: Path, path: Path | None) -> Config:
    """The configuration, from values that were found right."""
    return Config(
        base=base,
        path=path,
        timezone=values["timezone"],
        store=StoreSettings(**_section(values, "store")),
        reports=ReportSettings(**_section(values, "reports")),
        jira=_jira(values) if values["jira.url"] is not None else None,
        owners=values["owners"],
        limits=Limits(**_section(values, "limits")),
        policy=Policy(_by_priority(values, "policy.due"), _by_priority(values, "policy.finalise")),
        review=ReviewSettings(**_section(values, "review")),
        digest=DigestSettings(_by_priority(values, "digest.due_soon"), **_section(values, "digest")),
        check=CheckSettings(**_section(values, "check")),
        schedule=Schedule(**_section(values, "schedule")),
        channels=values["channels"],
        smtp=channels.smtp(values),
    )


def _by_priority(values: Mapping[str, Any], section: str) -> dict[Priority, dt.timedelta]:
    return {p: span for p in Priority if (span := values[f"{section}.{p.value}"]) is not None}


def _jira(values: Mapping[str, Any]) -> JiraSettings:
    section = _section(values, "jira")
    section["priority"] = {ours: values[f"jira.priority.{ours}"] for ours in PRIORITY_NAMES}
    section["namespace"] = section["namespace"] or section["project"]
    return JiraSettings(**section)


def _section(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The settings of one section, by their own names."""
    parts = {key.partition(".")[2]: value for key, value in values.items() if key.partition(".")[0] == name}
    return {key: value for key, value in parts.items() if "." not in key}
