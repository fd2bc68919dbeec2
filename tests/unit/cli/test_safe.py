from __future__ import annotations

import pytest

from tracker.safe import safe_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, 100 % ASCII", "plain text, 100 % ASCII"),
        ("漢字, é, ✅ and 👍", "漢字, é, ✅ and 👍"),
        ("\x1b[31mred\x1b[0m", "�[31mred�[0m"),
        ("\x1b]0;title\x07", "�]0;title�"),
        ("\x9b31m", "�31m"),
        ("a\tb\r\nc\u2028d\x85e", "a b  c d e"),
        ("\x7f\x00", "��"),
        ("invoice\u202egnp.exe", "invoice�gnp.exe"),
        ("\u2066x\u2069", "�x�"),
        ("pay\u200bload\ufeff\u00ad", "payload"),
        ("\U000e0041\u3164", ""),
        ("\udc80name", "�name"),
    ],
)
def test_what_moves_hides_or_reorders_is_neutralised(text: str, shown: str) -> None:
    assert safe_text(text) == shown
