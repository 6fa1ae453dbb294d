"""The doctor says what is wrong and what to do about it."""

from pathlib import Path

from production_tool.infra.doctor import Finding, look_over
from production_tool.infra.settings import Settings
from tests.servers import Database


def findings(database: Database, **changed: str | Path) -> dict[str, Finding]:
    given = {"database_url": database.url, "redis_url": database.redis_url, "data": Path("data")}
    return {each.name: each for each in look_over(Settings.model_validate(given | changed))}


class TestLookOver:
    def test_a_sound_installation(self, fresh_database: Database) -> None:
        found = findings(fresh_database)
        assert [name for name, each in found.items() if not each.fine and name != "pages"] == []

    def test_a_role_that_row_security_does_not_bind(self, fresh_database: Database) -> None:
        found = findings(fresh_database, database_url=fresh_database.admin_url)
        assert not found["role"].fine
        assert "without SUPERUSER" in found["role"].advice

    def test_a_database_without_migrations(self, empty_database: Database) -> None:
        found = findings(empty_database)
        assert found["migrations"].said.startswith("at nothing, newest is ")
        assert found["migrations"].advice == "Run `production-tool migrate`."

    def test_servers_that_are_away(self, fresh_database: Database, tmp_path: Path) -> None:
        nowhere = f"postgresql://app_rw@/tool?host={tmp_path}"
        redis = f"unix://{tmp_path}/valkey.sock"
        found = findings(fresh_database, database_url=nowhere, redis_url=redis)
        assert not found["database"].fine
        assert not found["redis"].fine
