"""Whatever is wrong, a person reads a sentence with a remedy, a script reads an exit code, and nothing is half done."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from sync.sandbox import Fault
from tests.e2e.team import Team, report

ROW = "Watch it | @devops | 2026-03-08 | P0 | Not Started"


def a_report(team: Team) -> None:
    team.write("one.md", report(ROW, epic=team.epic()))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda _: None, "no such file"),
        (lambda p: p.write_bytes(b""), "empty"),
        (lambda p: p.write_bytes(b"\x7fELF\x00\x01\x02" * 100), "not text"),
        (lambda p: p.mkdir(), "no report in"),
        (lambda p: p.symlink_to("nowhere.md"), "no such file"),
        (lambda p: _sparse(p, 50 * 1024 * 1024), "50 MB"),
    ],
)
@pytest.mark.parametrize("command", ["check", "read", "sync"])
def test_a_file_that_is_no_report(cloud_team: Team, make: object, words: str, command: str) -> None:
    path = cloud_team.folder / "incidents" / "odd.md"
    make(path)  # type: ignore[operator]  # one of the lambdas above

    done = cloud_team.run(command, str(path))

    assert words in done.out + done.err
    assert done.code == (0 if words == "no report in" else 1)
    assert done.writes == []


def _sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ("[jira\n", "pirtrack.toml"),
        ('[jira]\nurl = "https://x.atlassian.net"\nprojekt = "ENG"\n', "project"),
        ('[jira]\nurl = "not a url"\nproject = "ENG"\n', "jira.url"),
        ('[jira]\nurl = "http://jira.example.com"\nproject = "ENG"\n', "https"),
        ('[jira]\nurl = "https://x.atlassian.net"\nproject = "ENG"\ntimeout = "soon"\n', "jira.timeout"),
        ("[limits]\ncreates = -3\n", "limits.creates"),
    ],
)
def test_a_wrong_configuration_is_told_by_key(cloud_team: Team, config: str, words: str) -> None:
    (cloud_team.folder / "pirtrack.toml").write_text(config, encoding="utf-8")

    done = cloud_team.run("sync")

    assert done.code == 2
    assert words in done.err
    assert not (cloud_team.folder / "pirtrack.db").exists()


def test_a_wrong_token_is_refused_with_a_remedy(team: Team) -> None:
    a_report(team)

    done = team.run("sync", environ={"PIRTRACK_JIRA_TOKEN": "wrong-token-1234"})

    assert done.code == 3
    assert "token" in done.err
    assert "wrong-token-1234" not in done.out + done.err
    assert done.writes == []


def test_no_token_at_all(team: Team) -> None:
    a_report(team)

    done = team.run("sync", environ={"PIRTRACK_JIRA_TOKEN": ""})

    assert done.code == 2
    assert "PIRTRACK_JIRA_TOKEN" in done.err


def test_no_permission_is_said_before_the_first_write(team: Team) -> None:
    a_report(team)
    team.server.jira.may.discard("CREATE_ISSUES")

    done = team.run("sync")

    assert done.code == 1
    assert "PRJ-" in done.err
    assert done.writes == []


def test_an_unknown_project_and_an_unknown_type_are_told(team: Team) -> None:
    team.write("one.md", report(ROW))
    team.configure(jira='issue_type = "Chore"\n')
    wrong_type = team.run("sync")
    (team.folder / "pirtrack.toml").write_text(
        (team.folder / "pirtrack.toml").read_text().replace('"ENG"', '"NOPE"').replace('issue_type = "Chore"\n', "")
    )
    wrong_project = team.run("sync")

    assert (wrong_type.code, wrong_project.code) == (1, 1)
    assert "TYP-UNKNOWN" in wrong_type.err
    assert "Task" in wrong_type.err, "what there is is said"
    assert "PRJ-UNKNOWN" in wrong_project.err
    assert wrong_type.writes + wrong_project.writes == []


def test_jira_down_is_not_now_and_loses_nothing(team: Team) -> None:
    a_report(team)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    team.configure(url=url)

    done = team.run("sync")

    assert done.code == 4
    assert "reached" in done.err
    team.configure()
    assert team.run("sync").code == 0
    assert len(team.items()) == 1


def test_a_server_that_is_no_jira_is_told(cloud_team: Team) -> None:
    a_report(cloud_team)
    cloud_team.configure(url=f"{cloud_team.server.url}/somewhere")

    done = cloud_team.run("sync")

    assert done.code in (1, 4)
    assert "jira.url" in done.err


@pytest.mark.parametrize("status", [200, 502])
def test_a_login_page_in_between_is_no_answer(team: Team, status: int) -> None:
    a_report(team)
    team.server.faults.arm(Fault("html", path="/search", times=10, status=status))

    done = team.run("sync")

    assert done.code == 4
    assert "Sign in" not in done.out + done.err
    assert done.writes == []


def test_an_element_that_jira_refuses_is_told_and_not_tried_again(team: Team) -> None:
    team.write("one.md", report(ROW, "Rehearse | @devops | 2026-03-09 | P1 | Open", epic=team.epic()))
    rejected = {"status": 400, "elementErrors": {"errorMessages": [], "errors": {"summary": "not that word"}}}
    team.server.faults.arm(
        Fault(
            "status",
            path="/issue/bulk$",
            status=400,
            body=json.dumps({"issues": [], "errors": [rejected | {"failedElementNumber": n} for n in (0, 1)]}),
        )
    )

    first = team.run("sync")
    second = team.run("sync")

    assert (first.code, second.code) == (1, 1)
    assert "not that word" in first.out + first.err
    assert second.writes == [], "what was refused is not sent again unchanged"
    assert team.items() == []


def test_as_json_an_error_is_an_envelope_too(cloud_team: Team) -> None:
    a_report(cloud_team)

    done = cloud_team.run("sync", "--format", "json", environ={"PIRTRACK_JIRA_TOKEN": "wrong"})

    envelope = json.loads(done.out)
    assert (envelope["schema"], envelope["command"], done.code) == ("pirtrack/1", "sync", 3)
    assert envelope["problems"][0]["severity"] == "error"


def test_an_answer_without_a_store_says_how_to_make_one(cloud_team: Team) -> None:
    done = cloud_team.run("status")

    assert done.code == 5
    assert "sync" in done.err


def test_hostile_text_is_harmless_on_its_way_out(team: Team) -> None:
    nasty = "=HYPERLINK(1) \x1b[31mred <b>{color}[~admin] *x* h1. \u202eevil"
    team.write(
        "one.md", report(f"{nasty} | @devops | 2026-03-08 | P0 | Open", epic=team.epic(), title="<script>x</script>")
    )
    team.run("sync")
    (made,) = team.items()

    shown = team.run("status").out
    as_csv = team.run("status", "--format", "csv").out

    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert ",=HYPERLINK" not in as_csv
    if team.server.jira.cloud:
        text = json.dumps(made.description)
        assert "[~admin]" in text, "ADF can't be misread"
    else:
        assert r"\{color\}" in made.description
        assert r"\[\~admin\]" in made.description
