"""How wide a terminal draws a text, and what of it fits. Pure."""

from __future__ import annotations

from wcwidth import wcswidth, wcwidth

ELLIPSIS = "…"


def cells_wide(text: str) -> int:
    """How many columns a terminal gives to a text."""
    return len(text) if text.isascii() else max(0, wcswidth(text))


def cut(text: str, width: int) -> str:
    """The text in at most so many columns, its end an ellipsis where something was cut."""
    if cells_wide(text) <= width:
        return text
    kept, used = "", 0
    for character in text:
        used += max(0, wcwidth(character))
        if used > width - 1:
            break
        kept += character
    return kept.rstrip() + ELLIPSIS


def padded(text: str, width: int) -> str:
    """The text with blanks behind it, up to so many columns."""
    return text + " " * (width - cells_wide(text))
