"""`python -m tracker.cli` is `pirtrack`."""

from tracker.cli import main

main()
