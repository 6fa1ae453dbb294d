"""The migrated database keeps what row security promises; broken on purpose, it is noticed."""

from pathlib import Path

import psycopg
import pytest

from production_tool.infra import migrate
from tests.servers import Database

CONTRACT = (Path(__file__).parent / "contract.sql").read_text("utf-8")

BREACHES = [
    ("ALTER TABLE app.booking NO FORCE ROW LEVEL SECURITY", "row security is not forced"),
    ("DROP POLICY tenant_rows ON app.artist", "no policy by tenant"),
    ("CREATE POLICY all_of_it ON app.project TO app_rw USING (true)", "see everything"),
    ("CREATE UNIQUE INDEX leak ON app.project (code)", "a unique key without tenant_id"),
    ("DROP TRIGGER tick ON app.booking", "no clock trigger"),
    ("ALTER TABLE app.artist DISABLE TRIGGER z_log_update", "no history"),
    ("DROP TRIGGER append_only ON app.change", "history can be altered"),
    ("GRANT INSERT ON app.change TO app_rw", "app_rw may forge history"),
    ("GRANT UPDATE (seq) ON app.tenant_clock TO app_rw", "app_rw may set the clock"),
    ("GRANT SELECT ON app.user_account TO app_rw", "app_rw may read a secret"),
    ("GRANT SELECT (id) ON app.booking TO app_worker", "app_worker may touch a table"),
    ("ALTER FUNCTION app.find_login(text) RESET search_path", "search_path is not pinned"),
    ("ALTER FUNCTION app.members() OWNER TO postgres", "a definer function of a strong role"),
    ("GRANT EXECUTE ON FUNCTION app.members() TO PUBLIC", "a function for everybody"),
    ("CREATE VIEW app.peep AS SELECT * FROM app.artist", "a view with its owner's rights"),
    ("GRANT CREATE ON SCHEMA app TO app_rw", "app_rw may make objects"),
    (
        "ALTER TABLE app.booking ADD CONSTRAINT loose FOREIGN KEY (artist_id)"
        " REFERENCES app.artist_id_only (id)",
        "a reference that can leave the studio",
    ),
]


@pytest.fixture
def migrated(empty_database: Database) -> Database:
    """Migrated in place: a clone would not carry the rights on the database itself."""
    migrate.upgrade(empty_database.owner_url)
    return empty_database


def breaches(connection: psycopg.Connection) -> list[str]:
    return [f"{breach}: {what}" for breach, what in connection.execute(CONTRACT.encode())]


def test_the_migrated_database_keeps_the_contract(migrated: Database):
    with psycopg.connect(migrated.admin_url) as admin:
        assert breaches(admin) == []


def test_each_breach_is_noticed(migrated: Database):
    with psycopg.connect(migrated.admin_url) as admin:
        admin.execute(
            "CREATE TABLE app.artist_id_only (tenant_id uuid NOT NULL, id uuid PRIMARY KEY)"
        )
        admin.commit()
        for statement, breach in BREACHES:
            admin.execute(statement.encode())
            found = breaches(admin)
            admin.rollback()
            assert any(breach in line for line in found), f"nobody noticed: {statement}"
