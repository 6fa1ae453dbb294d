"""Journeys of several statements on one connection, and what lasts of those that fail."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import NullPool, create_engine

from production_tool.infra import db
from production_tool.infra.line import Line, step
from tests.servers import Database


@pytest.fixture
def line(database: Database) -> Iterator[Line]:
    engine = create_engine(db.driver_url(database.admin_url), poolclass=NullPool)
    made = Line(engine.raw_connection(), prepares=True)
    yield made
    made.end()


class TestJourney:
    def test_each_step_has_its_rows(self, line: Line) -> None:
        (one,), none, (again,) = line.journey(
            [
                step(
                    "SELECT %(a)s::int AS x, %(b)s::text AS y, %(a)s::int + 1 AS z",
                    {"a": 1, "b": "é"},
                ),
                step("SELECT 1 WHERE false"),
                step("SELECT %s::int AS x", [5]),
            ]
        )
        assert (one.x, one.y, one.z) == (1, "é", 2)
        assert none == []
        assert again.x == 5

    def test_what_is_prepared_once_serves_other_values(self, line: Line) -> None:
        for value in range(3):
            ((row,),) = line.journey([step("SELECT %s::int AS x", [value])])
            assert row.x == value
        ((row,),) = line.journey([step("SELECT count(*) AS n FROM pg_prepared_statements")])
        assert row.n == 2

    def test_nothing_is_prepared_behind_a_pooler(self, database: Database) -> None:
        engine = create_engine(db.driver_url(database.admin_url), poolclass=NullPool)
        line = Line(engine.raw_connection(), prepares=False)
        ((row,),) = line.journey([step("SELECT count(*) AS n FROM pg_prepared_statements")])
        line.end()
        assert row.n == 0

    def test_a_refusal_aborts_what_follows_and_the_line_goes_on(self, line: Line) -> None:
        steps = [
            step("CREATE TEMP TABLE left_over (x int)"),
            step("SELECT 1 / 0"),
            step("SELECT 2"),
        ]
        with pytest.raises(psycopg.errors.DivisionByZero):
            line.journey([step("BEGIN"), *steps])
        assert line.rests()
        ((row,),) = line.journey([step("SELECT to_regclass('left_over') AS found")])
        assert row.found is None

    def test_a_value_that_cannot_be_sent_harms_nobody(self, line: Line) -> None:
        with pytest.raises(psycopg.DataError):
            line.journey([step("SELECT %s::text AS x", ["\0"])])
        assert line.journey([step("SELECT 1 AS x")])[0][0].x == 1

    def test_many_large_values_at_once(self, line: Line) -> None:
        words = ["x" * 100_000] * 60
        rows = line.journey([step("SELECT %s::text AS said", [word]) for word in words])
        assert [found.said for (found,) in rows] == words

    def test_a_changed_table_is_an_end_that_may_be_tried_again(
        self, line: Line, database: Database
    ) -> None:
        line.journey([step("CREATE TEMP TABLE changing (x int)")])
        line.journey([step("SELECT * FROM changing")])
        line.journey([step("ALTER TABLE changing ADD COLUMN y int")])
        with pytest.raises(psycopg.OperationalError):
            line.journey([step("SELECT * FROM changing")])
        assert line.dead


class TestLostConnections:
    def test_a_killed_one_is_replaced_unseen(self, database: Database) -> None:
        (before,) = db.ask("SELECT pg_backend_pid() AS pid", {})
        with psycopg.connect(database.admin_url, autocommit=True) as admin:
            admin.execute("SELECT pg_terminate_backend(%s, 5000)", [before.pid])
        (after,) = db.ask("SELECT pg_backend_pid() AS pid", {})
        assert after.pid != before.pid
