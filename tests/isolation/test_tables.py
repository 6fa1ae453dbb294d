"""Another studio's rows are not there: for every table, view and function of the schema."""

from uuid import UUID

import psycopg
import pytest
from psycopg import errors, sql
from psycopg.types.json import Jsonb

from production_tool.domain.ids import new_id
from tests.isolation.studios import GLOBAL, OWNED, REFUSED, Studio, act_as


def count(connection: psycopg.Connection, table: str, **where: UUID) -> int:
    column, value = next(iter(where.items()), ("true", True))
    row = connection.execute(
        sql.SQL("SELECT count({}) FROM app.{} WHERE {} = %s").format(
            sql.Identifier("tenant_id" if table in OWNED else "id"),
            sql.Identifier(table),
            sql.Identifier(column) if where else sql.SQL("true"),
        ),
        [value],
    ).fetchone()
    assert row is not None
    return row[0]


def columns(admin: psycopg.Connection, table: str) -> list[str]:
    return [
        name
        for (name,) in admin.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND NOT attisdropped AND attgenerated = '' AND attidentity = ''",
            [f"app.{table}"],
        )
    ]


def test_no_table_is_left_out(admin: psycopg.Connection):
    tables = admin.execute(
        "SELECT relname FROM pg_class"
        " WHERE relnamespace = 'app'::regnamespace AND relkind IN ('r', 'p')"
    ).fetchall()
    assert sorted(name for (name,) in tables) == sorted(OWNED + GLOBAL)


@pytest.mark.parametrize("table", OWNED)
class TestOwnedTables:
    def test_without_a_studio_nothing_is_there(
        self, admin: psycopg.Connection, program: psycopg.Connection, alice: Studio, table: str
    ):
        assert count(admin, table, tenant_id=alice.tenant_id) > 0
        assert count(program, table) == 0
        act_as(program, None)
        assert count(program, table) == 0

    def test_in_the_own_studio_only_the_own_rows_are_there(
        self, program: psycopg.Connection, alice: Studio, charlie: Studio, table: str
    ):
        act_as(program, alice.tenant_id, alice.user_id)
        assert count(program, table, tenant_id=alice.tenant_id) > 0
        assert count(program, table) == count(program, table, tenant_id=alice.tenant_id)
        assert count(program, table, tenant_id=charlie.tenant_id) == 0

    def test_in_a_studio_that_does_not_exist_nothing_is_there(
        self, program: psycopg.Connection, alice: Studio, table: str
    ):
        act_as(program, new_id())
        assert count(program, table) == 0

    def test_a_row_cannot_be_written_into_another_studio(
        self,
        admin: psycopg.Connection,
        program: psycopg.Connection,
        alice: Studio,
        charlie: Studio,
        table: str,
    ):
        names = sql.SQL(", ").join(map(sql.Identifier, columns(admin, table)))
        act_as(program, alice.tenant_id)
        # A copy of Charlie's own row, so that nothing but row security is in the way.
        row = admin.execute(
            sql.SQL("SELECT to_jsonb(t) FROM app.{} t WHERE tenant_id = %s").format(
                sql.Identifier(table)
            ),
            [charlie.tenant_id],
        ).fetchone()
        assert row is not None
        with pytest.raises(REFUSED):
            program.execute(
                sql.SQL(
                    "INSERT INTO app.{} ({}) SELECT {} FROM jsonb_populate_record(NULL::app.{}, %s)"
                ).format(sql.Identifier(table), names, names, sql.Identifier(table)),
                [Jsonb(row[0])],
            )

    def test_another_studios_row_cannot_be_changed_or_deleted(
        self, program: psycopg.Connection, alice: Studio, charlie: Studio, table: str
    ):
        for verb in ("UPDATE app.{} SET tenant_id = tenant_id", "DELETE FROM app.{}"):
            act_as(program, alice.tenant_id)
            statement = sql.SQL(verb + " WHERE tenant_id = %s").format(sql.Identifier(table))
            try:
                assert program.execute(statement, [charlie.tenant_id]).rowcount == 0
            except REFUSED:
                program.rollback()

    def test_a_row_cannot_be_given_away(
        self, program: psycopg.Connection, alice: Studio, charlie: Studio, table: str
    ):
        act_as(program, alice.tenant_id, alice.user_id)
        with pytest.raises((*REFUSED, errors.ForeignKeyViolation)):
            program.execute(
                sql.SQL("UPDATE app.{} SET tenant_id = %s").format(sql.Identifier(table)),
                [charlie.tenant_id],
            )


class TestWhatIsPersonal:
    @pytest.mark.parametrize("table", ["idempotency"])
    def test_a_colleague_does_not_even_see_it(
        self, program: psycopg.Connection, alice: Studio, charlie: Studio, table: str
    ):
        for user, seen in ((alice.user_id, 1), (charlie.user_id, 0), (None, 0)):
            act_as(program, alice.tenant_id, user)
            assert count(program, table) == seen


class TestGlobalTables:
    def test_of_the_studios_only_the_own_is_there(
        self, program: psycopg.Connection, alice: Studio, charlie: Studio
    ):
        assert count(program, "tenant") == 0
        act_as(program, alice.tenant_id)
        assert count(program, "tenant") == 1
        assert count(program, "tenant", id=charlie.tenant_id) == 0

    @pytest.mark.parametrize("table", ["session", "user_account"])
    def test_of_people_only_oneself_is_there(
        self, program: psycopg.Connection, alice: Studio, charlie: Studio, table: str
    ):
        key = "user_id" if table == "session" else "id"
        act_as(program, alice.tenant_id)
        assert count(program, table) == 0
        act_as(program, alice.tenant_id, alice.user_id)
        assert count(program, table) == 1
        assert count(program, table, **{key: charlie.user_id}) == 0

    @pytest.mark.parametrize(
        "query",
        ["SELECT password_hash FROM app.user_account", "SELECT token_hash FROM app.session"],
    )
    def test_no_secret_can_be_read(self, program: psycopg.Connection, alice: Studio, query: str):
        act_as(program, alice.tenant_id, alice.user_id)
        with pytest.raises(REFUSED):
            program.execute(query.encode())


class TestReferences:
    @pytest.mark.parametrize("column", ["artist_id", "project_id"])
    def test_a_booking_cannot_point_into_another_studio(
        self, program: psycopg.Connection, alice: Studio, charlie: Studio, column: str
    ):
        act_as(program, alice.tenant_id)
        with pytest.raises(errors.ForeignKeyViolation):
            program.execute(
                sql.SQL("UPDATE app.booking SET {} = %s").format(sql.Identifier(column)),
                [charlie.row_id],
            )

    def test_an_artist_cannot_be_linked_to_somebody_who_is_no_member(
        self, program: psycopg.Connection, alice: Studio, charlie: Studio
    ):
        act_as(program, alice.tenant_id)
        with pytest.raises(errors.ForeignKeyViolation):
            program.execute("UPDATE app.artist SET user_id = %s", [charlie.user_id])
