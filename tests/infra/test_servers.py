"""The embedded servers, as every other test uses them."""

import psycopg
import redis

from tests.servers import Database, Servers


class TestServers:
    def test_the_application_signs_in_with_its_own_role(self, database: Database) -> None:
        with psycopg.connect(database.url) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("app_rw",)

    def test_redis_answers(self, database: Database) -> None:
        assert redis.Redis.from_url(database.redis_url).ping() is True

    def test_a_fresh_database_is_not_the_shared_one(
        self, database: Database, fresh_database: Database
    ) -> None:
        assert database.name != fresh_database.name

    def test_postgresql_listens_on_no_port(self, servers: Servers) -> None:
        with psycopg.connect(servers.admin_url) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)

    def test_postgresql_knows_the_time_zones(self, servers: Servers) -> None:
        with psycopg.connect(servers.admin_url) as connection:
            found = connection.execute("SELECT count(*) FROM pg_timezone_names").fetchone()
        assert found is not None
        assert found[0] > 300
