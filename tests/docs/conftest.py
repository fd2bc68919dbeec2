from __future__ import annotations

from tests.unit.app.conftest import place

__all__ = ["place"]
