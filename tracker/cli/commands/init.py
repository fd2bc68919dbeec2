"""`pirtrack init`: a first configuration."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import click

from tracker.app import setup
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, working_folder
from tracker.cli.params import ANSWERS, DAY, format_option

REPORTS = "incidents/"


@click.command(
    cls=Command,
    epilog=examples(
        "pirtrack init",
        "pirtrack init --url https://example.atlassian.net --email bot@example.com --project ENG --reports incidents/",
    ),
)
@click.option("--url", metavar="URL", help="Where Jira is.")
@click.option("--email", metavar="ADDRESS", help="Whose API token it is, on Jira Cloud; left out on Data Center.")
@click.option("--project", metavar="KEY", help="The project that issues go to.")
@click.option("--reports", multiple=True, metavar="PATH", help="Where reports are; may be repeated.")
@click.option("--since", type=DAY, help="Older reports are recorded, never pushed; proposed from the reports.")
@click.option(
    "--target",
    type=click.Path(path_type=Path),
    help="The file to write; without it that of --config, else pirtrack.toml.",
)
@click.option("--force", is_flag=True, help="Overwrites that file.")
@click.option("--test/--no-test", default=True, help="Whether the connection is tested at the end.")
@format_option(*ANSWERS)
@click.pass_obj
def init(
    face: Face,
    *,
    url: str | None,
    email: str | None,
    project: str | None,
    reports: tuple[str, ...],
    since: dt.date | None,
    target: Path | None,
    force: bool,
    test: bool,
) -> int:
    """Writes pirtrack.toml from a few answers and the reports at hand.

    What no option tells is asked for on a terminal. The token is not asked for: it belongs into the environment,
    as PIRTRACK_JIRA_TOKEN.
    """
    if url is None or project is None:
        url, email, project, reports = _ask(url, email, project, reports)
    options = setup.InitOptions(
        url=url,
        project=project,
        email=email,
        reports=reports or (REPORTS,),
        since=since,
        target=target or face.config or Path("pirtrack.toml"),
        force=force,
        test_connection=test,
    )
    return deliver(face, setup.init(os.environ, working_folder(), options))


def _ask(
    url: str | None, email: str | None, project: str | None, reports: tuple[str, ...]
) -> tuple[str, str | None, str, tuple[str, ...]]:
    """What is missing, asked for on stderr. Raises: UsageError when nobody sits there to answer."""
    missing = [flag for flag, value in (("--url", url), ("--project", project)) if value is None]
    if not sys.stdin.isatty():
        raise click.UsageError(f"nobody is there to be asked: give {' and '.join(missing)}")
    return (
        url or click.prompt("URL of Jira", type=str, err=True),
        email
        or click.prompt("E-mail of the token (empty on Data Center)", default="", show_default=False, err=True)
        or None,
        project or click.prompt("Key of the project", type=str, err=True),
        reports or (click.prompt("Folder of the reports", default=REPORTS, err=True),),
    )
