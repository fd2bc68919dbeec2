from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from tests.unit.store.values import NOON
from tracker.store import open_store
from tracker.store.schema import metadata
from tracker.store.upgrade import SHIPPED


def test_the_migrations_make_the_schema_that_the_code_speaks(url: str) -> None:
    open_store(url, clock=lambda: NOON).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_newest_revision_is_the_one_that_is_known() -> None:
    assert ScriptDirectory(str(SHIPPED.folder)).get_heads() == [SHIPPED.head]


def test_every_constraint_has_a_name() -> None:
    named = [constraint.name for table in metadata.sorted_tables for constraint in table.constraints]
    assert named
    assert None not in named
