"""The tables of the manual that are made from the code. `python -m tests.docs.reference` writes them anew."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tracker.config.settings import SETTINGS, Setting

DOCS = Path(__file__).resolve().parents[2] / "docs"


def settings_table() -> str:
    head = "| key | kind | default | meaning | variable |\n|---|---|---|---|---|\n"
    return head + "".join(f"{_row(setting)}\n" for setting in SETTINGS.values())


def _row(setting: Setting) -> str:
    default = "none" if setting.default in (None, {}, []) else f"`{json.dumps(setting.default)}`"
    return f"| `{setting.key}` | {setting.kind.name} | {default} | {setting.means} | `{setting.variable}` |"


def between(text: str, mark: str) -> str:
    """What stands between `<!-- mark: ... -->` and `<!-- /mark -->`."""
    found = re.search(rf"<!-- {mark}:[^\n]*-->\n(.*?)<!-- /{mark} -->", text, re.DOTALL)
    assert found is not None
    return found[1]


def main() -> None:
    page = DOCS / "configuration.md"
    text = page.read_text()
    start = text.index("-->\n", text.index("<!-- settings:")) + len("-->\n")
    end = text.index("<!-- /settings -->")
    page.write_text(text[:start] + settings_table() + text[end:])


if __name__ == "__main__":
    main()
