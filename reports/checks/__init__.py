"""The rules that a report is checked by, parted by where in it they look: each from a reading to problems. Pure."""
