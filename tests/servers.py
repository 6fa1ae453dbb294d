"""The real PostgreSQL and Valkey that a test run uses, and databases made in an instant."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from production_tool.infra import migrate
from production_tool.infra.embedded import Embedded, embedded
from production_tool.infra.roles import ensure_database
from production_tool.infra.settings import Settings

TEMPLATE = "template_migrated"


@dataclass(frozen=True)
class Database:
    """Addresses of one database for each role, and of a Redis database that goes with it."""

    name: str
    url: str
    owner_url: str
    worker_url: str
    admin_url: str
    redis_url: str
    environment: dict[str, str]


@dataclass(frozen=True)
class Servers:
    """A running pair of servers; plain text, so that it can be handed to other processes."""

    admin_url: str
    redis_url: str
    environment: dict[str, str]

    def clone(self, name: str, *, redis: int = 0) -> Database:
        """A migrated database of that name, replacing one that is there."""
        self._make(name, template=TEMPLATE)
        return self.addresses(name, redis=redis)

    def empty(self, name: str, *, redis: int = 0) -> Database:
        """A database without any migration."""
        self._make(name, template="template0")
        return self.addresses(name, redis=redis)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is connected."""
        with psycopg.connect(self.admin_url, autocommit=True) as admin:
            admin.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def addresses(self, name: str, *, redis: int = 0) -> Database:
        """Where the database of that name is found."""
        found = {k: v.replace("@/NAME?", f"@/{name}?") for k, v in self.environment.items()}
        found["REDIS_URL"] = f"{self.redis_url}?db={redis}"
        return Database(
            name=name,
            url=found["DATABASE_URL"],
            owner_url=found["PRODUCTION_TOOL_DATABASE_OWNER_URL"],
            worker_url=found["PRODUCTION_TOOL_DATABASE_WORKER_URL"],
            admin_url=self.admin_url.replace("@/postgres?", f"@/{name}?"),
            redis_url=found["REDIS_URL"],
            environment=found,
        )

    def _make(self, name: str, *, template: str) -> None:
        self.drop(name)
        with psycopg.connect(self.admin_url, autocommit=True) as admin:
            admin.execute(
                sql.SQL("CREATE DATABASE {} OWNER app_owner TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )


class ServersForRun:
    """Starts the servers in a temporary folder, and takes everything away at the end."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="pt-"))
        self._folder.chmod(0o711)
        self._embedded = self._make()
        self.servers = self._started()

    def stop(self) -> None:
        self._embedded.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _make(self) -> Embedded:
        # Given in full, so that no server of the person who runs the tests is ever used.
        settings = Settings(data=self._folder / "data", database_url=None, redis_url=None)
        return embedded(settings, durable=False)

    def _started(self) -> Servers:
        postgres, valkey = self._embedded.postgres, self._embedded.valkey
        assert postgres is not None
        assert valkey is not None
        try:
            self._embedded.start()
            with psycopg.connect(postgres.url(), autocommit=True) as admin:
                ensure_database(admin, TEMPLATE)
            owner = self._embedded.environment(TEMPLATE)["PRODUCTION_TOOL_DATABASE_OWNER_URL"]
            migrate.upgrade(owner)
        except BaseException:
            self.stop()
            raise
        return Servers(postgres.url(), valkey.url, self._embedded.environment("NAME"))
