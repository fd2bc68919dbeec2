"""The digest as a value: what a snapshot of items says on a day, and what of it is new. Pure."""
