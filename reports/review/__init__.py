"""The sheet to hold a 30-day review with."""
