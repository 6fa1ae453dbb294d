"""The schema is the one on record; it goes down to nothing and up again."""

import os
import re
import subprocess
from pathlib import Path

import psycopg
import pytest

from production_tool.infra import migrate
from production_tool.infra.postgres import find_binaries
from tests.servers import Database

ON_RECORD = Path(__file__).parent / "schema.sql"


@pytest.fixture
def migrated(empty_database: Database) -> Database:
    migrate.upgrade(empty_database.owner_url)
    return empty_database


def schema(database: Database) -> str:
    """What the database says its schema is, without what differs from run to run."""
    dump = subprocess.run(
        [
            *(find_binaries(None, Path()) / "pg_dump", "--schema-only", "--schema=app"),
            f"--dbname={database.admin_url}",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    kept = [
        line
        for line in dump.splitlines()
        if line and not re.match(r"--|SET |SELECT pg_catalog|\\(un)?restrict", line)
    ]
    return "\n".join(kept) + "\n"


def test_the_schema_is_the_one_on_record(migrated: Database):
    found = schema(migrated)
    if "WRITE_SCHEMA" in os.environ:
        ON_RECORD.write_text(found, "utf-8")
    assert found == ON_RECORD.read_text("utf-8"), (
        "The migrations make another schema; if that is meant: make schema, and read the difference"
    )


def test_the_models_say_the_same(migrated: Database):
    migrate.check(migrated.owner_url)


def test_down_to_nothing_and_up_again(migrated: Database):
    before = schema(migrated)
    migrate.downgrade(migrated.owner_url, "base")
    with psycopg.connect(migrated.admin_url) as admin:
        left = admin.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace"
            " UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'app'::regnamespace"
        ).fetchall()
    assert left == []
    migrate.upgrade(migrated.owner_url)
    assert schema(migrated) == before


def test_every_migration_waits_briefly_for_locks():
    migrations = sorted(Path("alembic/versions").glob("*.py"))
    assert migrations
    for migration in migrations[1:]:
        assert "lock_timeout" in migration.read_text("utf-8"), migration.name
