"""Who does it, where an item says no more than the name of one whom the report names."""

from __future__ import annotations

import pytest

from tests.unit.reports.samples import parse

HEAD = "# Search was down\n\n**Date**: 2026-03-02\n**Commander**: Ana Lima\n**Responders**: Bo, Cy Young (DBA), SRE\n\n## Action items\n\n"


@pytest.mark.parametrize(
    ("bullet", "title", "owners"),
    [
        ("Ana: watch the disk", "watch the disk", ("Ana",)),
        ("SRE: watch the disk", "watch the disk", ("SRE",)),
        ("Watch the disk (Bo)", "Watch the disk", ("Bo",)),
        ("Watch the disk - Cy Young", "Watch the disk", ("Cy Young",)),
        ("Watch the disk — Ana and Bo.", "Watch the disk", ("Ana", "Bo")),
        ("Watch the disk (Ana / Bo)", "Watch the disk", ("Ana / Bo",)),
        ("Disk: watch it", "Disk: watch it", ()),
        ("Watch the queue (Kafka)", "Watch the queue (Kafka)", ()),
        ("Watch it (Ana, Kafka)", "Watch it (Ana, Kafka)", ()),
        ("Ana: watch the disk (Owner: Bo)", "Ana: watch the disk", ("Bo",)),
    ],
)
def test_a_name_that_the_report_knows_owns(bullet: str, title: str, owners: tuple[str, ...]) -> None:
    (item,) = parse(f"{HEAD}- {bullet}\n").items
    assert (item.title, item.owners) == (title, owners)


def test_a_name_that_it_does_not_know_owns_nothing() -> None:
    (item,) = parse(HEAD.replace("Ana Lima", "[name]") + "- Ana: watch the disk\n").items
    assert (item.title, item.owner) == ("Ana: watch the disk", None)
