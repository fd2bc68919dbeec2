"""The document layer: incident reports are read here, digests and pages are written here."""
