"""The embedded servers of one data directory, and the addresses under which they are reached."""

import os
from dataclasses import dataclass
from pathlib import Path

import psycopg

from production_tool.infra.datadir import DataDir, open_data_dir, read_secrets
from production_tool.infra.postgres import Postgres
from production_tool.infra.roles import LOGINS, ensure_database, ensure_roles
from production_tool.infra.settings import Settings, get_settings
from production_tool.infra.valkey import Valkey

DATABASE = "production_tool"
_KEPT = ("secret", "postgres", *LOGINS)


@dataclass(frozen=True)
class Embedded:
    """PostgreSQL and Valkey below a data directory; those configured elsewhere are None."""

    data: DataDir
    secrets: dict[str, str]
    postgres: Postgres | None
    valkey: Valkey | None

    @property
    def servers(self) -> list[Postgres | Valkey]:
        """In the order in which they start."""
        return [server for server in (self.postgres, self.valkey) if server is not None]

    def start(self) -> None:
        """Start what is ours, then make the roles and the database if they are missing."""
        for server in self.servers:
            server.start()
            if isinstance(server, Postgres) and self.valkey is not None:
                self.valkey.identity = server.identity
        if self.postgres is not None:
            with psycopg.connect(self.postgres.url(), autocommit=True) as admin:
                ensure_roles(admin, passwords=self.secrets)
                ensure_database(admin, DATABASE)

    def stop(self) -> None:
        """Stop what is ours, last started first."""
        for server in reversed(self.servers):
            server.stop()

    def environment(self, database: str = DATABASE) -> dict[str, str]:
        """What a process of the program needs to find these servers."""
        found = {
            "PRODUCTION_TOOL_DATA": str(self.data.path),
            "PRODUCTION_TOOL_SECRET": self.secrets["secret"],
        }
        if self.valkey is not None:
            found["REDIS_URL"] = self.valkey.url
        if self.postgres is not None:
            url = self.postgres.url
            found["DATABASE_URL"] = url("app_rw", self.secrets["app_rw"], database)
            for name in ("owner", "worker"):
                role = f"app_{name}"
                found[f"PRODUCTION_TOOL_DATABASE_{name.upper()}_URL"] = url(
                    role, self.secrets[role], database
                )
        return found


def embedded(settings: Settings, *, durable: bool = True) -> Embedded:
    """What has to run here, because no address of it is configured. Starts nothing."""
    data = open_data_dir(settings.data)
    kept = read_secrets(data, _KEPT)
    if settings.secret.get_secret_value():
        kept |= {"secret": settings.secret.get_secret_value()}
    postgres = valkey = None
    if settings.database_url is None:
        postgres = Postgres(data, kept["postgres"], _absolute(settings.postgres_bin), durable)
    if settings.redis_url is None:
        valkey = Valkey(data, _absolute(settings.valkey_bin))
    return Embedded(data, kept, postgres, valkey)


def use(environment: dict[str, str]) -> Settings:
    """Put addresses into the environment of this process and its children; the new settings."""
    for name, value in environment.items():
        os.environ.pop(f"{name}_FILE", None)
        os.environ[name] = value
    get_settings.cache_clear()
    return get_settings()


def _absolute(path: Path | None) -> Path | None:
    return None if path is None else path.expanduser().resolve()
