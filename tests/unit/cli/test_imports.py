"""What a command loads: start-up is part of the face."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from subprocess import run

ROOT = Path(__file__).resolve().parents[3]
LISTED = """
import json, sys
sys.argv = ["pirtrack", *{args!r}]
from tracker.cli import main
try:
    main()
except SystemExit as end:
    print(json.dumps([end.code, sorted(sys.modules)]), file=sys.stderr)
"""
HEAVY = {"sqlalchemy", "alembic", "jira", "requests", "apscheduler", "tabulate", "werkzeug", "pyromark", "msgspec"}


def loaded(*args: str) -> set[str]:
    done = run([sys.executable, "-c", LISTED.format(args=args)], capture_output=True, cwd=ROOT, text=True, check=True)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    return {name for module in modules for name in (module, module.partition(".")[0])}


def test_help_loads_nothing_heavy() -> None:
    found = loaded("--help")
    assert "click" in found
    assert not found & HEAVY


def test_status_loads_no_client_of_jira(installation: Path) -> None:
    found = loaded("--config", str(installation / "pirtrack.toml"), "status")
    assert "sqlalchemy" in found
    assert not found & {"jira", "requests", "apscheduler", "alembic", "werkzeug", "pyromark"}
    assert "sqlalchemy.dialects.postgresql" not in found  # the store is a file


def test_json_needs_no_tables(installation: Path) -> None:
    found = loaded("--config", str(installation / "pirtrack.toml"), "status", "--format", "json")
    assert "tabulate" not in found


def test_a_digest_that_is_only_read_needs_no_mail(installation: Path) -> None:
    found = loaded("--config", str(installation / "pirtrack.toml"), "digest")
    assert "sqlalchemy" in found
    assert not found & {"jira", "requests", "apscheduler", "smtplib", "apprise"}
