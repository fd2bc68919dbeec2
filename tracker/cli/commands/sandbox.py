"""`pirtrack sandbox`: the embedded Jira alone, at a URL."""

from __future__ import annotations

import shlex

import click

from sync.sandbox import SandboxServer
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.errors import UsageError


@click.command(
    cls=Command, epilog=examples("pirtrack sandbox", "pirtrack sandbox --flavour dc --port 8080 --project OPS")
)
@click.option(
    "--flavour",
    type=click.Choice(["cloud", "dc"]),
    default="cloud",
    show_default=True,
    help="Jira Cloud or Data Center.",
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST", help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port to listen on; without it any free one."
)
@click.option("--project", default="ENG", show_default=True, metavar="KEY", help="The project that it holds.")
@click.pass_obj
def sandbox(face: Face, *, flavour: str, host: str, port: int, project: str) -> None:
    """Runs an embedded Jira, at a URL.

    A strict stand-in for Jira, to rehearse a configuration on. It keeps nothing; Ctrl-C ends it.
    """
    server = _listening(flavour, host, port, project)
    face.answer("\n".join(_welcome(server, flavour, project)) + "\n")
    server.serve_forever()


def _listening(flavour: str, host: str, port: int, project: str) -> SandboxServer:
    """The server, bound. Raises: UsageError when the address can't be had."""
    try:
        return SandboxServer(flavour, project=project, host=host, port=port)
    except (OSError, SystemExit) as error:  # werkzeug exits where a port is taken
        raise UsageError(f"{host}:{port} can't be listened on", hint="choose another --host or --port") from error


def _welcome(server: SandboxServer, flavour: str, project: str) -> list[str]:
    told = {"--url": server.url, "--email": server.email, "--project": project}
    options = shlex.join(word for flag, value in told.items() if value for word in (flag, value))
    kind = "Jira Cloud" if flavour == "cloud" else "Jira Data Center"
    return [
        f"{kind} to try things on: {server.url}",
        f"token: {server.token}",
        "",
        "In another terminal, where your reports are:",
        f"  export PIRTRACK_JIRA_TOKEN={shlex.quote(server.token)}",
        f"  pirtrack init {options}",
        "  pirtrack sync",
        "",
        f"Issues are shown at {server.url}/browse/{project}-1 and so on. Ctrl-C ends it; nothing is kept.",
    ]
