"""The tables of the manual that are made from the code. `python -m tests.docs.reference` writes them anew."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from reports.codes.manual import manual
from tracker.config.channels import KEYS, ChannelKey
from tracker.config.settings import SETTINGS, Setting
from tracker.errors import PirtrackError

DOCS = Path(__file__).resolve().parents[2] / "docs"


def settings_table() -> str:
    head = "| key | kind | default | meaning | variable |\n|---|---|---|---|---|\n"
    return head + "".join(f"{_row(setting)}\n" for setting in SETTINGS.values())


def _row(setting: Setting) -> str:
    default = "none" if setting.default in (None, {}, []) else f"`{json.dumps(setting.default)}`"
    return f"| `{setting.key}` | {setting.kind.name} | {default} | {setting.means} | `{setting.variable}` |"


def channels_table() -> str:
    head = "| key | of | kind | default | meaning |\n|---|---|---|---|---|\n"
    return head + "".join(f"{_channel_row(key)}\n" for key in KEYS.values())


def _channel_row(key: ChannelKey) -> str:
    default = "none" if key.default in (None, []) else f"`{json.dumps(key.default)}`"
    needed = "needed" if key.needed else default
    return f"| `{key.name}` | {', '.join(key.ways)} | {key.kind.name} | {needed} | {key.means} |"


def between(text: str, mark: str) -> str:
    """What stands between `<!-- mark: ... -->` and `<!-- /mark -->`."""
    found = re.search(rf"<!-- {mark}:[^\n]*-->\n(.*?)<!-- /{mark} -->", text, re.DOTALL)
    assert found is not None
    return found[1]


def error_table() -> str:
    rows = [f"| `{error.__name__}` | {error.exit_code} | {_first_line(error)} |\n" for error in _tree(PirtrackError)]
    return "| error | code | means |\n|---|---|---|\n" + "".join(rows)


def _tree(error: type[PirtrackError]) -> Iterator[type[PirtrackError]]:
    yield error
    for below in error.__subclasses__():
        if below.__module__ == error.__module__:
            yield from _tree(below)


def _first_line(error: type[PirtrackError]) -> str:
    return (error.__doc__ or "").strip().splitlines()[0]


def main() -> None:
    (DOCS / "checks.md").write_text(manual(), encoding="utf-8")
    for page, mark, table in (
        ("configuration.md", "settings", settings_table()),
        ("configuration.md", "channels", channels_table()),
        ("exit-codes.md", "errors", error_table()),
    ):
        text = (DOCS / page).read_text(encoding="utf-8")
        old = between(text, mark)
        (DOCS / page).write_text(text.replace(f"-->\n{old}<!-- /{mark}", f"-->\n{table}<!-- /{mark}"), encoding="utf-8")


if __name__ == "__main__":
    main()
