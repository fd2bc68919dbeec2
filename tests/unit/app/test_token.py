from __future__ import annotations

import pytest

from tests.unit.app.onsite import OnSite
from tracker.app.doctor import doctor
from tracker.errors import JiraRefused


@pytest.mark.parametrize(
    ("expires", "said"),
    [
        ("2026-03-16", "expires on 2026-03-16, in 14 days"),
        ("2026-03-03", "in 1 day:"),
        ("2026-03-01", "was to expire on 2026-03-01"),
        ("2026-03-17", None),
    ],
)
def test_every_sync_counts_a_tokens_last_days(cloud: OnSite, expires: str, said: str | None) -> None:
    cloud.configure(jira=f'token_expires = "{expires}"')

    notes = [n for n in cloud.sync().notes if "token" in n]

    assert [said in n for n in notes if said] == ([True] if said else [])
    assert len(notes) == (1 if said else 0)
    (found,) = (c for c in doctor(cloud.context()).data["checks"] if "expire" in getattr(c, "finding", ""))
    assert getattr(found, "state", "") == "warning"


def test_a_token_that_is_refused_in_the_middle_of_a_run_loses_nothing(cloud: OnSite) -> None:
    rows = [f"Step {n} of the plan | @ana | 2026-03-20 | P1 | Open" for n in range(4)]
    cloud.write(*rows)
    cloud.sync()
    cloud.write(*(row.replace("03-20", "03-21") for row in rows))
    edits = 0

    def stop() -> bool:
        nonlocal edits
        edits = sum(r.method == "PUT" for r in cloud.server.requests)
        cloud.server.jira.revoked = edits >= 1
        return False

    ended = cloud.sync(stop=stop)
    cloud.server.jira.revoked = False
    went_on = cloud.sync()

    assert ended.exit_code == JiraRefused.exit_code
    assert "SYN-STOPPED" in [p.code for p in ended.problems]
    assert went_on.exit_code == 0
    cloud.sync()
    assert cloud.writes == []
    assert {r.due for r in cloud.server.jira.records.values() if r.kind.level == 0} == {"2026-03-21"}
