"""Channels as they are configured: everything that is wrong is said at once, and no secret is repeated."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tracker.config import Config, KnownCodes, load_config
from tracker.config.delivery import (
    Apprise,
    Channel,
    ChannelFilter,
    FromCommand,
    FromFile,
    FromVariable,
    Mail,
    SecretSource,
    Slack,
    SmtpSettings,
)
from tracker.config.kept import Keeper
from tracker.errors import ConfigError

CODES = KnownCodes(sections=("overdue_p0", "overdue", "left"))
SMTP = '[smtp]\nhost = "localhost"\nsecurity = "none"\n'
TEAM = '[channels.team]\nkind = "slack"\nurl_env = "TEAM_URL"\n'


def load(folder: Path, text: str) -> Config:
    (folder / "pirtrack.toml").write_text(text, encoding="utf-8")
    return load_config(None, {}, folder, codes=CODES)


def refused(folder: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(ConfigError) as caught:
        load(folder, text)
    return [(p.code, f"{p.message} | {p.hint}") for p in caught.value.problems]


def test_none_is_configured_by_itself(tmp_path: Path) -> None:
    config = load(tmp_path, "")

    assert config.channels == {}
    assert config.smtp is None


def test_each_kind_of_channel(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        f"""{SMTP}{TEAM}reviews = true
[channels.leads]
kind = "mail"
to = ["a@example.com", "b@example.com"]
from = "pirtrack@example.com"
digest = false
escalate = true
priority = ["P0", "P1"]
owner = ["@dba"]
section = ["overdue_p0", "left"]
[channels.rest]
kind = "apprise"
url_command = ["pass", "show", "x"]
""",
    )

    assert config.channels == {
        "team": Channel("team", Slack(FromVariable("TEAM_URL")), reviews=True),
        "leads": Channel(
            "leads",
            Mail(("a@example.com", "b@example.com"), "pirtrack@example.com"),
            digest=False,
            escalate=True,
            only=ChannelFilter(("P0", "P1"), ("@dba",), ("overdue_p0", "left")),
        ),
        "rest": Channel("rest", Apprise(FromCommand(("pass", "show", "x")))),
    }
    assert config.smtp == SmtpSettings("localhost", 25, "none", None, None)


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465)])
def test_the_port_follows_the_way_it_is_secured(security: str, port: int, tmp_path: Path) -> None:
    text = f'[smtp]\nhost = "mail.example.com"\nsecurity = "{security}"\nuser = "me"\npassword_file = "pw"\n'

    assert load(tmp_path, text).smtp == SmtpSettings(
        "mail.example.com",
        port,
        security,  # type: ignore[arg-type]  # one of the three
        "me",
        FromFile(tmp_path / "pw"),
    )


def test_everything_that_is_wrong_is_said_at_once_with_the_nearest_name(tmp_path: Path) -> None:
    found = refused(
        tmp_path,
        """
[channels.a]
kind = "mail"
to = "x@example.com"
dig = true
[channels.b]
kind = "slak"
[channels.c]
kind = "slack"
url_env = "A"
url_file = "b"
section = ["overdu"]
priority = ["P9"]
[channels.d]
digest = true
""",
    )

    said = [message for _, message in found]
    for part in (
        "channels.a.to should be a list, is text",
        "channels.a.dig is no key of a channel | did you mean digest?",
        "channels.a.from is missing",
        "channels.b.kind 'slak' is none of slack, mail, apprise",
        "channels.c.url_env is one of several: url_env and url_file are set",
        "channels.c.section 'overdu' is no section of the digest | did you mean overdue?",
        "channels.c.priority 'P9' is none of P0, P1, P2, P3, P4",
        "channels.d.kind is missing",
    ):
        assert [m for m in said if m.startswith(part)], part
    assert len(found) == 8


@pytest.mark.parametrize(
    "line",
    [
        'url = "https://hooks.example.com/s3cr3t"',
        'webhook = "https://hooks.example.com/s3cr3t"',
        'url_env = "https://hooks.example.com/s3cr3t"',
    ],
)
def test_a_secret_in_the_file_is_refused_without_repeating_it(line: str, tmp_path: Path) -> None:
    found = refused(tmp_path, f'[channels.team]\nkind = "slack"\n{line}\n')

    assert {code for code, _ in found} & {"CFG-SECRET", "CFG-VALUE"}
    assert "s3cr3t" not in str(found)


def test_a_password_in_the_file_is_refused_without_repeating_it(tmp_path: Path) -> None:
    ((code, message),) = refused(tmp_path, f'{SMTP}password = "s3cr3t"\n')

    assert code == "CFG-SECRET"
    assert "password_env" in message
    assert "s3cr3t" not in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{TEAM}digest = false\n", "channels.team is sent nothing"),
        (f"{TEAM}escalate = true\n", "channels.team.escalate is of mail channels, and this is slack"),
        (f'{TEAM}to = ["a@example.com"]\n', "channels.team.to is of mail channels, and this is slack"),
        ('[channels.m]\nkind = "mail"\nto = ["a@b.c"]\nfrom = "d@e.f"\n', "channels.m needs a mail server"),
        (
            f'{SMTP}[channels.m]\nkind = "mail"\nto = ["Lea <a@b.c>"]\nfrom = "d@e.f"\n',
            "channels.m.to 'Lea <a@b.c>' holds",
        ),
        (
            f'{SMTP}[channels.m]\nkind = "mail"\nto = ["lea@münchen.example"]\nfrom = "d@e.f"\n',
            "channels.m.to 'lea@münchen.example' is not a plain mail address",
        ),
        ('[channels."a b"]\nkind = "slack"\nurl_env = "X"\n', 'channels."a b"'),
        ("channels = 3\n", "channels should be a table"),
        ("[channels]\nteam = 3\n", "channels.team should be a table"),
        ('[smtp]\nhost = "mail.example.com"\nsecurity = "none"\n', "smtp.security would send mail"),
        ('[smtp]\nhost = "localhost"\nuser = "me"\n', "smtp.password_env is missing"),
        ('[smtp]\nhost = "localhost"\npassword_env = "X"\n', "smtp.password_env is of no use without smtp.user"),
        ('[smtp]\nhost = "smtp://mail"\n', "smtp.host 'smtp://mail' is not the name of a host"),
        ('[smtp]\nhost = "localhost"\nport = 70000\n', "smtp.port 70000 is no port"),
    ],
)
def test_what_does_not_fit_is_refused(text: str, said: str, tmp_path: Path) -> None:
    ((_, message),) = refused(tmp_path, text)

    assert message.startswith(said)


PRINTS = FromCommand((sys.executable, "-c", "print('from-command')"))


@pytest.mark.parametrize(
    ("source", "found"),
    [(FromVariable("X"), "from-variable"), (FromFile(Path("kept")), "from-file"), (PRINTS, "from-command")],
)
def test_a_secret_is_read_from_where_it_is_kept(source: SecretSource, found: str, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("from-file\n")
    placed = FromFile(tmp_path / "kept") if isinstance(source, FromFile) else source

    secret = Keeper(tmp_path, {"X": " from-variable "}).secret(placed, what="URL", key="channels.team.url")

    assert secret == found
    assert found not in repr(secret)


def test_a_secret_that_is_not_there_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        Keeper(tmp_path, {}).secret(FromVariable("TEAM_URL"), what="URL", key="channels.team.url")

    assert caught.value.message == "the variable TEAM_URL holds no URL"
    assert caught.value.hint


def test_a_password_may_hold_spaces_and_a_url_may_not(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path, {"X": "abcd efgh"})

    assert keeper.secret(FromVariable("X"), what="password", key="smtp.password", spaces=True) == "abcd efgh"
    with pytest.raises(ConfigError) as caught:
        keeper.secret(FromVariable("X"), what="URL", key="channels.team.url")
    assert "abcd" not in caught.value.message
