"""What the configuration says about pushing. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sync.fields import Naming


@dataclass(frozen=True, slots=True)
class PushRules:
    """What the configuration says about pushing.

    `insist`: a person said `--yes`, so that issues made by hand keep no item waiting.
    """

    naming: Naming
    project: str
    priorities: Mapping[str, str]
    grace: dt.timedelta
    required: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    issue_type: str = "Task"
    epic_type: str = "Epic"
    insist: bool = False
