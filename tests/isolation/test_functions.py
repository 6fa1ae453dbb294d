"""What views and functions of the schema show and do, and that history only grows."""

import psycopg
import pytest

from production_tool.domain.ids import new_id
from production_tool.infra.settings import libpq
from tests.isolation.studios import GLOBAL, OWNED, REFUSED, Studio, act_as
from tests.servers import Database


class TestViewsAndFunctions:
    @pytest.mark.parametrize(
        "query",
        [
            "SELECT tenant_id FROM app.booking_effective",
            "SELECT user_id FROM app.members()",
            "SELECT tenant_id FROM app.my_studios()",
        ],
    )
    def test_they_show_what_the_tables_show(
        self, program: psycopg.Connection, alice: Studio, query: str
    ):
        assert program.execute(query.encode()).fetchall() == []
        act_as(program, new_id(), new_id())
        assert program.execute(query.encode()).fetchall() == []
        act_as(program, alice.tenant_id, alice.user_id)
        found = set(program.execute(query.encode()).fetchall())
        assert found in ({(alice.tenant_id,)}, {(alice.user_id,)})

    def test_the_clock_of_another_studio_does_not_move(
        self, admin: psycopg.Connection, program: psycopg.Connection, alice: Studio, charlie: Studio
    ):
        act_as(program, alice.tenant_id)
        program.execute("SELECT app.take_clock()")
        act_as(program, None)
        with pytest.raises(REFUSED, match="no studio is set"):
            program.execute("SELECT app.take_clock()")

    def test_the_program_cannot_do_the_jobs_work(self, program: psycopg.Connection):
        for call in (
            "due_tenants(1)",
            "next_expiry()",
            "due_challenges(1)",
            "next_challenge_end()",
            "studios_short_of_holidays(2028)",
            "forget_ended_sessions()",
            "find_studio('x')",
        ):
            with pytest.raises(REFUSED):
                program.execute(f"SELECT app.{call}".encode())
            program.rollback()

    def test_the_jobs_role_sees_no_row(self, database: Database, alice: Studio):
        with psycopg.connect(libpq(database.worker_url)) as jobs:
            for table in OWNED + GLOBAL:
                with pytest.raises(REFUSED):
                    jobs.execute(f"SELECT 1 FROM app.{table}".encode())
                jobs.rollback()
            # Other tests may have left holds that lapsed; alice's studio has none.
            due = jobs.execute("SELECT * FROM app.due_tenants(10000)").fetchall()
            assert (alice.tenant_id,) not in due


class TestHistory:
    @pytest.mark.parametrize("table", ["change", "booking_event", "role_event"])
    @pytest.mark.parametrize(
        "verb", ["UPDATE app.{} SET actor = 'x'", "DELETE FROM app.{}", "TRUNCATE app.{}"]
    )
    def test_it_can_only_grow_even_for_the_owner_of_the_tables(
        self, database: Database, alice: Studio, table: str, verb: str
    ):
        for url in (database.url, database.owner_url, database.admin_url):
            with psycopg.connect(libpq(url)) as connection:
                act_as(connection, alice.tenant_id)
                with pytest.raises(REFUSED):
                    connection.execute(verb.format(table).encode())
                connection.rollback()
