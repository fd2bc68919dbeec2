from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tracker.config import (
    ComponentOwner,
    Config,
    LabelOwner,
    PersonByAccount,
    PersonByEmail,
    find_config,
    load_config,
    user_config_file,
)
from tracker.config.settings import SETTINGS
from tracker.errors import ConfigError
from tracker.model import Flavour, Priority, Problem, Standing, Status

JIRA = '[jira]\nurl = "https://example.atlassian.net"\nproject = "ENG"\n'


def load(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> Config:
    (folder / "pirtrack.toml").write_text(text, encoding="utf-8")
    return load_config(None, environ or {}, folder)


def problems(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        load(folder, text, environ)
    assert caught.value.problems
    return caught.value.problems


def problem(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> Problem:
    (only,) = problems(folder, text, environ)
    return only


def test_nothing_configured_is_all_defaults(tmp_path: Path) -> None:
    config = load_config(None, {}, tmp_path)

    assert config.path is None
    assert config.base == tmp_path
    assert config.jira is None
    assert config.timezone is dt.UTC
    assert config.store.url == f"sqlite:///{tmp_path}/pirtrack.db"
    assert config.reports.paths == (tmp_path / "incidents",)
    assert config.reports.finished == ("FINAL",)
    assert config.reports.without_status is Standing.DRAFT
    assert config.limits.creates == 50
    assert config.limits.vanished == 0.5
    assert config.policy.due == {}
    assert config.review.after == dt.timedelta(days=30)
    assert config.status_names == {"Blocked": Status.BLOCKED}
    assert config.priority_names["P0"] == "Highest"


def test_without_jira_what_needs_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(None, {}, tmp_path).need_jira()

    assert "pirtrack init" in (caught.value.hint or "")


def test_a_jira_has_its_defaults(tmp_path: Path) -> None:
    jira = load(tmp_path, JIRA).need_jira()

    assert jira.namespace == "ENG"
    assert jira.deployment is None
    assert (jira.issue_type, jira.epic_type) == ("Task", "Epic")
    assert jira.timeout == dt.timedelta(seconds=20)
    assert jira.in_doubt_grace == dt.timedelta(minutes=15)
    assert jira.priority == {"P0": "Highest", "P1": "High", "P2": "Medium", "P3": "Low", "P4": "Lowest"}
    assert jira.labels == ()


def test_every_value_arrives(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        """
        timezone = "Europe/Berlin"
        [store]
        url = "postgresql://db/pirtrack"
        [reports]
        paths = ["a", "/b"]
        finished = ["Final", "Published"]
        without_status = "finished"
        since = 2024-01-31
        link = "https://git.example.com/{path}"
        [jira]
        url = "https://jira.example.com/jira/"
        email = "bot@example.com"
        project = "OPS"
        namespace = "ops-team"
        deployment = "dc"
        issue_type = "Bug"
        epic_type = "Initiative"
        timeout = "1m"
        labels = ["pir"]
        in_doubt_grace = "1h"
        token_expires = "2027-05-01"
        token_file = "~/token"
        [jira.priority]
        P0 = "Blocker"
        [jira.status]
        "Waiting for vendor" = "blocked"
        [jira.fields.Task]
        customfield_1 = { value = "Platform" }
        when = 2024-01-31
        [owners]
        "@a" = { email = "a@example.com" }
        "@b" = { account = "b" }
        "@c" = { component = "C c" }
        "@d" = { label = "d" }
        [limits]
        creates = 0
        vanished = 1
        [policy.due]
        P0 = "1w"
        [review]
        after = "60d"
        """,
        {"HOME": "/home/me"},
    )
    jira = config.need_jira()

    assert config.timezone == ZoneInfo("Europe/Berlin")
    assert config.store.url == "postgresql://db/pirtrack"
    assert config.reports.paths == (tmp_path / "a", Path("/b"))
    assert config.reports.finished == ("Final", "Published")
    assert config.reports.without_status is Standing.FINISHED
    assert config.reports.since == dt.date(2024, 1, 31)
    assert config.reports.link == "https://git.example.com/{path}"
    assert (jira.url, jira.email, jira.project) == ("https://jira.example.com/jira", "bot@example.com", "OPS")
    assert (jira.namespace, jira.deployment) == ("ops-team", Flavour.DATA_CENTER)
    assert (jira.issue_type, jira.epic_type) == ("Bug", "Initiative")
    assert (jira.timeout, jira.in_doubt_grace) == (dt.timedelta(minutes=1), dt.timedelta(hours=1))
    assert (jira.labels, jira.token_expires) == (("pir",), dt.date(2027, 5, 1))
    assert jira.token_file == Path("/home/me/token")
    assert config.priority_names == {"P0": "Blocker", "P1": "High", "P2": "Medium", "P3": "Low", "P4": "Lowest"}
    assert config.status_names == {"Blocked": Status.BLOCKED, "Waiting for vendor": Status.BLOCKED}
    assert jira.fields == {"Task": {"customfield_1": {"value": "Platform"}, "when": "2024-01-31"}}
    assert config.owners == {
        "@a": PersonByEmail("a@example.com"),
        "@b": PersonByAccount("b"),
        "@c": ComponentOwner("C c"),
        "@d": LabelOwner("d"),
    }
    assert (config.limits.creates, config.limits.vanished) == (0, 1.0)
    assert config.policy.due == {Priority.P0: dt.timedelta(weeks=1)}
    assert config.review.after == dt.timedelta(days=60)


def test_a_default_status_name_can_be_given_another_meaning(tmp_path: Path) -> None:
    config = load(tmp_path, JIRA + '[jira.status]\nblocked = "in_progress"\n')

    assert config.status_names == {"blocked": Status.IN_PROGRESS}


def test_every_problem_is_named_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        'timezone = "Mars"\n[jria]\nx = 1\n[jira]\nurl = "https://example.atlassian.net"\ntimeout = 20\n'
        '[owners]\n"@a" = { email = "x" }\n"@b" = "me"\n',
    )

    assert [(p.line, p.code) for p in found] == [
        (1, "CFG-VALUE"),
        (2, "CFG-UNKNOWN"),
        (4, "CFG-MISSING"),
        (6, "CFG-VALUE"),
        (8, "CFG-VALUE"),
        (9, "CFG-VALUE"),
    ]
    assert {p.path for p in found} == {str(tmp_path / "pirtrack.toml")}


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("timezoen = 1", "did you mean timezone?"),
        ('[reprots]\npaths = ["x"]', "did you mean reports?"),
        (JIRA + "isue_type = 'Bug'", "did you mean issue_type?"),
        (JIRA + "[jira.prioritys]\nP0 = 'x'", "did you mean priority?"),
        ("project = 'ENG'", "did you mean jira.project?"),
        ("[policy.due]\nP9 = '7d'", "known here: P0, P1, P2, P3, P4"),
        ("[limits]\nzzzz = 3", "known here: creates, vanished"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(tmp_path: Path, text: str, hint: str) -> None:
    found = problem(tmp_path, text)

    assert found.code == "CFG-UNKNOWN"
    assert found.hint == hint


@pytest.mark.parametrize("section", ["schedule", "smtp"])
def test_what_nobody_reads_is_not_accepted(tmp_path: Path, section: str) -> None:
    assert problem(tmp_path, f"[{section}]\nx = 1").code == "CFG-UNKNOWN"


def test_writing_back_is_asked_for_by_true_and_nothing_else(tmp_path: Path) -> None:
    assert not load(tmp_path, "").reports.write_back
    assert load(tmp_path, "[reports]\nwrite_back = true").reports.write_back
    assert load(tmp_path, "", {"PIRTRACK_REPORTS__WRITE_BACK": "True"}).reports.write_back
    assert "true or false" in problem(tmp_path, '[reports]\nwrite_back = "yes"').message
    assert "true or false" in problem(tmp_path, "", {"PIRTRACK_REPORTS__WRITE_BACK": "1"}).message


def test_a_token_in_the_file_is_refused_without_repeating_it(tmp_path: Path) -> None:
    found = problem(tmp_path, JIRA + 'token = "s3cr3t-value"')

    assert found.code == "CFG-SECRET"
    assert "PIRTRACK_JIRA_TOKEN" in (found.hint or "")
    assert "s3cr3t" not in repr(found)


@pytest.mark.parametrize(
    "url",
    [
        "https://me:s3cr3t@example.atlassian.net",
        "me:s3cr3t@example.atlassian.net",
        "ftp://me:s3cr3t@example.atlassian.net",
        "https://me:s3cr3t@example.com:port",
    ],
)
def test_a_password_in_the_url_is_refused_without_repeating_it(tmp_path: Path, url: str) -> None:
    found = problem(tmp_path, f'[jira]\nurl = "{url}"\nproject = "ENG"')

    assert found.code == "CFG-SECRET"
    assert "s3cr3t" not in repr(found)


@pytest.mark.parametrize(
    "line",
    [
        'url = "http://jira.example.com"',
        'url = "http://localhost.example.com"',
        'url = "example.atlassian.net"',
        'url = "https://"',
        'url = "https://example.com:99999"',
        'url = "https://[::1"',
        'url = "https://example.atlassian.net/jira/software/projects/ENG"',
        'url = "https://jira.example.com/browse?x=1"',
        'url = "https://jira.example.com/a b"',
        "url = 3",
        'url = ""',
    ],
)
def test_what_is_no_address_of_a_jira_is_refused(tmp_path: Path, line: str) -> None:
    assert problem(tmp_path, f'[jira]\nproject = "ENG"\n{line}').line == 3


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://example.atlassian.net///", "https://example.atlassian.net"),
        ("http://localhost:8080/jira/", "http://localhost:8080/jira"),
        ("http://127.1.2.3", "http://127.1.2.3"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
        ("https://api.atlassian.com/ex/jira/1-2", "https://api.atlassian.com/ex/jira/1-2"),
    ],
)
def test_an_address_loses_its_trailing_slash(tmp_path: Path, given: str, kept: str) -> None:
    assert load(tmp_path, f'[jira]\nproject = "ENG"\nurl = "{given}"').need_jira().url == kept


@pytest.mark.parametrize(
    "text",
    [
        "timezone = 3",
        'timezone = "../etc/passwd"',
        'timezone = "a\\u0000b"',
        "reports = 3",
        "[reports]\npaths = []",
        "[reports]\npaths = 'x'",
        "[reports]\npaths = ['']",
        "[reports]\nsince = 'yesterday'",
        "[reports]\nsince = 2024-01-01T00:00:00",
        "[reports]\nsince = 3",
        "[reports]\nwithout_status = 'maybe'",
        "[reports]\nlink = 'https://example.com/'",
        "[reports]\nlink = '{path}'",
        "[reports]\nlink = 'https://me:pw@example.com/{path}'",
        "[store]\nurl = 'pirtrack.db'",
        "[store]\nurl = 'sqlite:///:memory:'",
        "[store]\nurl = 'sqlite:///'",
        "[limits]\ncreates = -1",
        "[limits]\ncreates = true",
        "[limits]\ncreates = 1.5",
        "[limits]\nvanished = 0",
        "[limits]\nvanished = 1.1",
        "[limits]\nvanished = nan",
        "[limits]\nvanished = true",
        "[limits]\nvanished = 'half'",
        "[review]\nafter = '0d'",
        "[review]\nafter = '-3d'",
        "[review]\nafter = '30'",
        "[review]\nafter = '999999999w'",
        "[review]\nafter = 30",
        "owners = 3",
        "[owners]\n'@a' = {}",
        "[owners]\n'@a' = { email = 'a@b', label = 'c' }",
        "[owners]\n'@a' = { team = 'c' }",
        "[owners]\n'@a' = { label = 'c d' }",
        "[owners]\n'@a' = { email = 3 }",
        "[owners]\n'' = { label = 'c' }",
        JIRA + "labels = ['a b']",
        JIRA + "email = 'nobody'",
        JIRA + "namespace = 'a b'",
        JIRA + "deployment = 'server'",
        JIRA + "issue_type = 'a\\nb'".replace("'", '"'),
        JIRA + "token_command = []",
        JIRA + "token_file = 'a'\ntoken_command = ['b']",
        JIRA + "status = { X = 'nearly' }",
        JIRA + "fields = { Task = 3 }",
        JIRA + "fields = { Task = { x = [inf] } }",
        JIRA + "priority = { P0 = 1 }",
    ],
)
def test_a_wrong_value_is_one_problem_with_a_line(tmp_path: Path, text: str) -> None:
    found = problem(tmp_path, text)

    assert found.line is not None
    assert found.code in ("CFG-VALUE", "CFG-URL", "CFG-UNKNOWN", "CFG-SECRET")


@pytest.mark.parametrize(("key", "better"), [("eng", '"ENG"'), ("ENG-1", "ENG in ENG-123")])
def test_a_wrong_project_key_is_mended_in_the_hint(tmp_path: Path, key: str, better: str) -> None:
    found = problem(tmp_path, f'[jira]\nurl = "https://example.atlassian.net"\nproject = "{key}"')

    assert better in (found.hint or "")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a = "x"\nb = \n', 2),
        ("x = [1,\n", 1),
        ("[a]\n[a]\n", 2),
        ("x = " + "[" * 5000, 1),
        ("x = " + "9" * 5000, 1),
    ],
)
def test_broken_toml_is_one_problem_with_a_line(tmp_path: Path, text: str, line: int) -> None:
    found = problem(tmp_path, text)

    assert (found.code, found.line) == ("CFG-SYNTAX", line)


def test_lines_are_right_below_texts_and_lists_of_several_lines(tmp_path: Path) -> None:
    text = '# first\n[reports]\npaths = [\n  "[jira]",\n  "x",\n]\nfinished = ["""\n[x]\ny = 1\n"""]\nwrong = 1\n'

    assert [p.line for p in problems(tmp_path, text)] == [7, 11]


def test_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    assert load(tmp_path, "\ufeff" + JIRA).need_jira().project == "ENG"


class TestTheFile:
    def test_named_by_option_then_variable_then_folder_then_user(self, tmp_path: Path) -> None:
        option, variable, user = (tmp_path / name for name in ("o.toml", "v.toml", "u.toml"))
        user.touch()
        environ = {"PIRTRACK_CONFIG": "v.toml"}

        assert find_config(Path("o.toml"), environ, tmp_path, user_file=user) == option
        assert find_config(None, environ, tmp_path, user_file=user) == variable
        assert find_config(None, {}, tmp_path, user_file=user) == user
        (tmp_path / "pirtrack.toml").touch()
        assert find_config(None, {}, tmp_path, user_file=user) == tmp_path / "pirtrack.toml"

    def test_its_own_folder_is_what_paths_are_relative_to(self, tmp_path: Path) -> None:
        (tmp_path / "etc").mkdir()
        (tmp_path / "etc" / "p.toml").write_text('[store]\nurl = "sqlite:///x.db?timeout=3"\n')

        config = load_config(None, {"PIRTRACK_CONFIG": "etc/p.toml"}, tmp_path)

        assert config.base == tmp_path / "etc"
        assert config.path == tmp_path / "etc" / "p.toml"
        assert config.store.url == f"sqlite:///{tmp_path}/etc/x.db?timeout=3"

    def test_one_that_was_named_and_is_not_there_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match="there is no configuration file"):
            load_config(Path("missing.toml"), {}, tmp_path)

    def test_a_folder_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match="cannot be read"):
            load_config(tmp_path, {}, tmp_path)

    def test_bytes_that_are_no_text_are_an_error(self, tmp_path: Path) -> None:
        (tmp_path / "pirtrack.toml").write_bytes(b"x = '\xff'")

        with pytest.raises(ConfigError, match="not UTF-8"):
            load_config(None, {}, tmp_path)

    def test_the_user_has_a_place_for_it(self) -> None:
        assert user_config_file().parts[-2:] == ("pirtrack", "pirtrack.toml")


class TestTheEnvironment:
    def test_wins_over_the_file(self, tmp_path: Path) -> None:
        config = load(
            tmp_path,
            JIRA + "[limits]\ncreates = 1\n",
            {
                "PIRTRACK_TIMEZONE": "Asia/Tokyo",
                "PIRTRACK_JIRA__PROJECT": "OPS",
                "PIRTRACK_JIRA__PRIORITY__P0": "Blocker",
                "PIRTRACK_JIRA__LABELS": "a, b,",
                "PIRTRACK_JIRA__TOKEN_COMMAND": '["pass", "show", "a, b"]',
                "PIRTRACK_LIMITS__CREATES": " 7 ",
                "PIRTRACK_LIMITS__VANISHED": "0.25",
                "PIRTRACK_OWNERS": '{ "@x" = { label = "y" } }',
                "PIRTRACK_POLICY__DUE__P1": "2w",
                "PIRTRACK_REPORTS__SINCE": "2024-02-29",
            },
        )
        jira = config.need_jira()

        assert config.timezone == ZoneInfo("Asia/Tokyo")
        assert (jira.url, jira.project) == ("https://example.atlassian.net", "OPS")
        assert jira.priority["P0"] == "Blocker"
        assert jira.labels == ("a", "b")
        assert jira.token_command == ("pass", "show", "a, b")
        assert (config.limits.creates, config.limits.vanished) == (7, 0.25)
        assert config.owners == {"@x": LabelOwner("y")}
        assert config.policy.due == {Priority.P1: dt.timedelta(weeks=2)}
        assert config.reports.since == dt.date(2024, 2, 29)

    def test_cannot_hide_that_the_file_has_a_value_for_a_section(self, tmp_path: Path) -> None:
        found = problems(tmp_path, "jira = 3", {"PIRTRACK_JIRA__PROJECT": "ENG"})

        assert "is a section" in found[0].message

    def test_alone_is_enough(self, tmp_path: Path) -> None:
        environ = {"PIRTRACK_JIRA__URL": "https://example.atlassian.net", "PIRTRACK_JIRA__PROJECT": "ENG"}

        assert load_config(None, environ, tmp_path).need_jira().project == "ENG"

    def test_an_empty_variable_counts_as_not_set(self, tmp_path: Path) -> None:
        assert load(tmp_path, JIRA, {"PIRTRACK_JIRA__PROJECT": " "}).need_jira().project == "ENG"

    def test_every_setting_has_a_variable_of_its_own(self) -> None:
        assert len({setting.variable for setting in SETTINGS.values()}) == len(SETTINGS)

    @pytest.mark.parametrize(
        ("name", "value", "message"),
        [
            ("PIRTRACK_JIRA__ULR", "x", "PIRTRACK_JIRA__URL"),
            ("PIRTRACK_JIRA_URL", "x", "PIRTRACK_JIRA__URL"),
            ("PIRTRACK_JIRA_TOKEN_FILE", "x", "PIRTRACK_JIRA__TOKEN_FILE"),
            ("PIRTRACK_JIRA__TOKEN", "s3cr3t", "PIRTRACK_JIRA_TOKEN"),
            ("PIRTRACK_QQ__ZZ", "x", "docs/configuration.md"),
            ("PIRTRACK_LIMITS__CREATES", "many", "PIRTRACK_LIMITS__CREATES"),
            ("PIRTRACK_LIMITS__CREATES", "9" * 5000, "PIRTRACK_LIMITS__CREATES"),
            ("PIRTRACK_OWNERS", "@a=b", "PIRTRACK_OWNERS"),
            ("PIRTRACK_OWNERS", "{ a = " + "[" * 5000, "PIRTRACK_OWNERS"),
            ("PIRTRACK_OWNERS", '{ "@a" = { label = "b c" } }', '"@a"'),
        ],
    )
    def test_what_is_wrong_names_the_variable(self, tmp_path: Path, name: str, value: str, message: str) -> None:
        found = problem(tmp_path, JIRA, {name: value})

        assert name in found.message
        assert message in f"{found.message} {found.hint}"
        assert found.path is None
        assert "s3cr3t" not in repr(found)

    @pytest.mark.parametrize("name", ["PIRTRACK_SLACK_URL", "PIRTRACK_JIRA_TOKEN", "PIRTRACK_CONFIG_X", "JIRA__URL"])
    def test_other_variables_are_left_alone(self, tmp_path: Path, name: str) -> None:
        assert load(tmp_path, JIRA, {name: "x"}).need_jira().project == "ENG"


def test_the_store_is_not_shown(tmp_path: Path) -> None:
    config = load(tmp_path, '[store]\nurl = "postgresql://me:s3cr3t@db/x"')

    assert "s3cr3t" not in repr(config)
