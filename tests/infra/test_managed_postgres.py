"""The roles as docs/operations.md has an administrator make them, who is no superuser."""

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from production_tool.infra import migrate, schema
from production_tool.infra.datadir import open_data_dir
from production_tool.infra.postgres import Postgres

PAPER = Path(__file__).parents[2] / "docs" / "operations.md"


@pytest.fixture
def managed(tmp_path: Path) -> Iterator[Postgres]:
    """A new server on which nobody has prepared anything but an administrator."""
    server = Postgres(open_data_dir(tmp_path / "managed"), "superuser-password", durable=False)
    server.start()
    with psycopg.connect(server.url(), autocommit=True) as superuser:
        superuser.execute("CREATE ROLE boss LOGIN CREATEROLE CREATEDB PASSWORD 'boss-password'")
    yield server
    server.stop()


class TestManagedPostgres:
    def test_the_written_steps_lead_to_a_migrated_database(self, managed: Postgres) -> None:
        steps = re.findall(r"```sql\n(.*?)```", PAPER.read_text("utf-8"), re.DOTALL)
        boss = managed.url("boss", "boss-password", "postgres")
        with psycopg.connect(boss, autocommit=True) as administrator:
            for statement in steps[0].split(";\n"):
                administrator.execute(statement.encode())
        migrate.upgrade(managed.url("app_owner", "owner-password", "production_tool"))
        application = managed.url("app_rw", "rw-password", "production_tool")
        assert schema.is_current(application)
        with psycopg.connect(
            managed.url("app_worker", "worker-password", "production_tool")
        ) as job:
            assert job.execute("SELECT count(*) FROM app.due_tenants(10)").fetchone() == (0,)
