from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.words import mended, one_line, plain, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Action  Items: ", "action items"),
        ("**Échéance**", "echeance"),
        ("Due Date (UTC)", "due date utc"),
        (":ballot_box: Follow-up", "follow-up"),
        ("☑️ Owner(s)", "owner s"),
        ("ステータス", plain("ステータス")),
        ("#", "#"),
        ("Won't do", "won't do"),
    ],
)
def test_words_are_compared_bare(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text())
def test_bare_words_stay_as_they_are(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert "  " not in plain(text)


@pytest.mark.parametrize("text", ["✅ Done", "don\u2019t – \u201cstop\u201d", "é ü ñ", "日本", "🔴 down", "50 °C"])
def test_what_was_encoded_twice_is_mended(text: str) -> None:
    garbled = "".join(
        bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b) for b in text.encode()
    )
    assert garbled != text
    assert mended(garbled) == text


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P"))))
def test_mending_twice_is_mending_once_for_plain_letters(text: str) -> None:
    if text.isascii():
        assert mended(text) == text


@pytest.mark.parametrize("text", ["Ça va", "São Paulo", "âge", "naïve", "Ångström", "Köln – Bonn"])
def test_what_was_not_is_left_alone(text: str) -> None:
    assert mended(text) == text


def test_a_slug_is_short_and_bare() -> None:
    assert slug("Search was DOWN: twice!") == "search-was-down-twice"
    assert len(slug("word " * 50)) <= 60
    assert slug("!!!") == "untitled"


def test_one_line() -> None:
    assert one_line(" a\n  b\t c ") == "a b c"
