"""What was told of personal views before history kept silent about them is taken out of it."""

import psycopg
import pytest
from psycopg.types.json import Jsonb

from production_tool.domain.ids import new_id
from production_tool.infra import migrate
from tests.servers import Database


@pytest.mark.parametrize(("shared", "kept"), [(False, False), (True, True)])
def test_only_what_was_shared_stays(empty_database: Database, shared: bool, kept: bool):
    migrate.upgrade(empty_database.owner_url, "0004")
    view = {"id": str(new_id()), "version": 3, "shared": shared, "name": "Merger", "query": "q=x"}
    with psycopg.connect(empty_database.admin_url, autocommit=True) as admin:
        admin.execute(
            'INSERT INTO app.change (tenant_id, seq, at, actor, request_id, "table", row_id, op,'
            " version, \"row\") VALUES (%s, 1, now(), '', '', %s, %s, %s, 3, %s)",
            [new_id(), "saved_view", view["id"], "insert", Jsonb(view)],
        )
        migrate.upgrade(empty_database.owner_url)
        (told,) = admin.execute('SELECT "row" FROM app.change').fetchone() or ({},)
        assert ("name" in told, "query" in told) == (kept, kept)
        assert (told["id"], told["version"], told["shared"]) == (view["id"], 3, shared)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            admin.execute("UPDATE app.change SET version = 1")
