"""How often each kind of finding was right, on documents that others wrote. Pure."""

from __future__ import annotations

from collections.abc import Mapping

DOCUMENTS = 43
# Found, and right by a careful reading of each finding in its document.
PRECISION: Mapping[str, tuple[int, int]] = {
    "DOC-NOT-A-REPORT": (4, 3),
    "DOC-TEMPLATE": (4, 4),
    "HDR-PLACEHOLDER": (6, 6),
    "HDR-DATE-TOLD": (3, 3),
    "HDR-NO-DATE": (1, 1),
    "HDR-SEVERITY": (20, 20),
    "HDR-NO-EPIC": (34, 34),
    "ITM-NONE": (3, 3),
    "ITM-PLACEHOLDER": (1, 1),
    "ITM-OWNER": (78, 78),
    "ITM-OWNER-TEAM": (3, 3),
    "ITM-DUE": (84, 84),
    "ITM-DUE-REVIEW": (2, 2),
    "ITM-DUE-WEEKEND": (9, 9),
    "ITM-PRIORITY": (102, 102),
    "ITM-STATUS": (2, 2),
    "END-STATUS": (33, 33),
    "TXT-PLACEHOLDER": (5, 5),
    "TXT-UNTRACKED": (9, 9),
    "TXT-CAUSE": (17, 8),
    "WRD-ACTION": (8, 8),
    "WRD-SPECIFIC": (6, 6),
    "WRD-BOUNDED": (5, 5),
}
