"""What only a person can settle: conflicts, issues made by hand, an item that is to stay out."""

from __future__ import annotations

import json
from typing import Any

from tests.e2e.team import Done, Team, report

ROWS = [
    "Watch the index | @devops | 2026-03-08 | P1 | Open",
    "Page the owner of storage | @devops | 2026-03-20 | P2 | Open",
]
FIRST, SECOND = "2026-03-01-001/1", "2026-03-01-001/2"


def items(team: Team, *words: str) -> dict[str, dict[str, Any]]:
    shown = team.run("status", "--all", "--format", "json", *words)
    return {i["ref"]: i for i in json.loads(shown.out)["data"]["items"]}


def changes(done: Done) -> list[tuple[str, str, str | None]]:
    return [(c["action"], c["ref"], c["outcome"]) for c in json.loads(done.out)["data"]["changes"]]


def conflict(team: Team) -> str:
    """The first item's due date is moved on both sides; its key."""
    epic = team.epic()
    team.write("one.md", report(*ROWS, epic=epic))
    assert team.run("sync").code == 0
    key = str(items(team)[FIRST]["jira_key"])
    team.server.jira.edit(key, due="2026-05-01", summary="Watch the index, hourly")
    team.write("one.md", report(ROWS[0].replace("03-08", "04-01"), ROWS[1], epic=epic))
    assert team.run("sync").code == 1, "a conflict needs a person"
    return key


def test_a_conflict_is_shown_and_ended_for_jira(team: Team) -> None:
    key = conflict(team)
    before = items(team)[FIRST]

    settled = team.run("settle", FIRST, "--take", "jira", "--by", "Lee", "--format", "json")

    assert before["conflicts"] == [{"base": "2026-03-08", "field": "due", "jira": "2026-05-01", "report": "2026-04-01"}]
    assert settled.code == 0, settled.err
    assert changes(settled) == [("settle", FIRST, "done")]
    again = team.run("sync")
    assert (again.code, again.writes, len(again.requests)) == (0, [], 2)
    after = items(team)[FIRST]
    assert (after["due"], after["conflicts"]) == ("2026-05-01", [])
    assert "due as in Jira" in json.dumps(team.server.jira.get(key).comments)


def test_a_conflict_is_ended_for_the_report_and_the_rest_stays(team: Team) -> None:
    key = conflict(team)

    settled = team.run("settle", key, "--take", "report", "--by", "Lee")

    assert settled.code == 0, settled.err
    issue = team.server.jira.get(key)
    assert (issue.due, issue.summary) == ("2026-04-01", "Watch the index, hourly")
    assert team.run("sync").writes == []
    assert items(team)[FIRST]["conflicts"] == []


def test_what_jira_alone_moved_is_taken_back_only_by_name(team: Team) -> None:
    key = conflict(team)

    refused = team.run("settle", SECOND, "--take", "report")
    done = team.run("settle", FIRST, "--take", "report", "--field", "title")

    assert (refused.code, refused.writes) == (2, [])
    assert "has no conflict" in refused.err
    assert done.code == 0, done.err
    assert team.server.jira.get(key).summary == "Watch the index"
    assert team.server.jira.get(key).due == "2026-05-01", "the conflict about the due date is still open"


def test_a_settled_conflict_outlives_the_store(team: Team) -> None:
    conflict(team)
    team.run("settle", FIRST, "--take", "jira", "--by", "Lee")
    for file in team.folder.glob("pirtrack.db*"):
        file.unlink()

    rebuilt = team.run("sync")

    assert rebuilt.writes == []
    assert items(team)[FIRST]["conflicts"] == []
    assert items(team)[FIRST]["original_due"] == "2026-03-08"


def by_hand(team: Team, epic: str, summary: str) -> str:
    jira = team.server.jira
    kind = jira.kind("Task")
    assert kind is not None
    made = jira.add("ENG", kind, summary)
    made.parent = jira.get(epic).id
    jira.touch(made)
    return made.key


def test_an_issue_made_by_hand_holds_its_item_until_it_is_linked(team: Team) -> None:
    epic = team.epic()
    key = by_hand(team, epic, "Watch the index!")
    team.write("one.md", report(*ROWS, epic=epic))

    held = team.run("sync", "--format", "json")
    quiet = team.run("sync")
    shown = items(team)[FIRST]
    linked = team.run("link", FIRST, key)

    assert (held.code, ("hold", FIRST, "done") in changes(held)) == (1, True)
    assert (quiet.code, quiet.writes, len(quiet.requests)) == (1, [], 2)
    assert shown["link"] == "held"
    assert len(team.items()) == 2, "the other item has its issue"
    assert linked.code == 0, linked.err
    issue = team.server.jira.get(key)
    assert (issue.summary, issue.due) == ("Watch the index!", "2026-03-08")
    assert f"pir-{FIRST.replace('/', '-')}" in issue.labels
    assert team.run("sync").writes == []
    assert items(team)[FIRST]["jira_key"] == key


def test_yes_makes_another_beside_it(team: Team) -> None:
    epic = team.epic()
    by_hand(team, epic, "Watch the index!")
    team.write("one.md", report(*ROWS, epic=epic))
    team.run("sync")

    made = team.run("sync", "--yes")

    assert made.code == 0, made.err
    assert len(team.items()) == 3
    assert items(team)[FIRST]["link"] == "linked"


def test_an_unlinked_item_stays_out_even_of_a_rebuilt_store(team: Team) -> None:
    team.write("one.md", report(*ROWS, epic=team.epic()))
    team.run("sync")
    key = str(items(team)[FIRST]["jira_key"])

    parted = team.run("unlink", FIRST, "--reason", "another team has it", "--by", "Lee")
    quiet = team.run("sync", "--yes")

    assert parted.code == 0, parted.err
    assert (quiet.code, quiet.writes) == (0, [])
    assert len(team.items()) == 2
    assert "another team has it" in json.dumps(team.server.jira.get(key).comments)
    for file in team.folder.glob("pirtrack.db*"):
        file.unlink()
    team.run("sync", "--yes")
    assert len(team.items()) == 2
    assert items(team)[FIRST]["link"] == "held"
    back = team.run("link", FIRST, key)
    assert back.code == 0, back.err
    assert items(team)[FIRST]["link"] == "linked"
    assert items(team)[FIRST]["original_due"] == "2026-03-08"


def test_a_row_that_goes_is_told_once_and_told_again_when_it_is_back(team: Team) -> None:
    epic = team.epic()
    team.write("one.md", report(*ROWS, epic=epic))
    team.run("sync")
    key = str(items(team)[SECOND]["jira_key"])
    comments = team.server.jira.get(key).comments

    team.write("one.md", report(ROWS[0], epic=epic))
    gone = team.run("sync", "--format", "json")
    quiet = team.run("sync")
    said = len(comments)
    team.write("one.md", report(*ROWS, epic=epic))
    back = team.run("sync")

    assert ("comment", SECOND, "done") in changes(gone)
    assert (gone.code, quiet.writes, said) == (0, [], 1)
    assert "no longer holds" in json.dumps(comments[0])
    assert back.code == 0
    assert len(comments) == 2
    assert len(team.items()) == 2
    assert items(team)[SECOND]["withdrawn"] is False


def test_a_table_that_cannot_be_read_any_more_withdraws_nothing(team: Team) -> None:
    epic = team.epic()
    rows = [f"Step {n} | @devops | 2026-03-08 | P1 | Open" for n in range(1, 7)]
    team.write("one.md", report(*rows, epic=epic))
    team.run("sync")

    team.write("one.md", report(epic=epic))
    stopped = team.run("sync")

    assert (stopped.code, stopped.writes) == (6, [])
    assert "6 of 6 rows are gone from their reports at once" in stopped.err
    assert not any(i["withdrawn"] for i in items(team).values())
    team.write("one.md", report(*rows[:4], epic=epic))
    assert team.run("sync").code == 0, "some rows may be removed at any time"
    assert sum(i["withdrawn"] for i in items(team).values()) == 2


def test_nothing_is_decided_about_what_is_not_one_item(team: Team) -> None:
    team.write("one.md", report(*ROWS, epic=team.epic()))
    team.run("sync")
    key = str(items(team)[FIRST]["jira_key"])

    for words, said in (
        (("settle", "2026-03-01-001", "--take", "jira"), "is 2 items"),
        (("unlink", "2020-01-01-001/1"), "is no item that is known"),
        (("link", FIRST, "ENG-999"), "has its issue already"),
        (("link", SECOND, key), "has its issue already"),
    ):
        done = team.run(*words)
        assert (done.code, done.writes) == (2, [])
        assert said in done.err
