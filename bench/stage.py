"""Where benchmarks play: real servers in a temporary folder, and studios of any size."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from production_tool.domain.actor import Actor, Role
from production_tool.domain.ids import new_id
from production_tool.infra import db, migrate
from production_tool.infra.embedded import DATABASE, Embedded, embedded, use
from production_tool.infra.settings import Settings, libpq

_HERE = Path(__file__).parent
_FOUND = (_HERE / "found.sql").read_text("utf-8")
_FURNISH = (_HERE / "furnish.sql").read_text("utf-8")
START = "2027-03-01T00:00:00Z"


@dataclass(frozen=True)
class Stage:
    """Running servers; ``environment`` is what a process of the program needs to find them."""

    folder: Path
    admin_url: str
    environment: dict[str, str]

    def studio(self, *, artists: int = 200, bookings: int = 2_000) -> Actor:
        """A studio whose bookings lie in the 60 days from ``START``, and its owner."""
        return self.studios(1, artists=artists, bookings=bookings)[0]

    def studios(self, number: int, *, artists: int, bookings: int) -> list[Actor]:
        """Many alike."""
        owners: list[Actor] = []
        with psycopg.connect(self.admin_url) as admin:
            for _ in range(number):
                owner = Actor(new_id(), new_id(), Role.STUDIO_OWNER, "Alice")
                _run(admin, _FOUND, owner)
                _run(admin, _FURNISH, owner, artists, bookings)
                owners.append(owner)
            admin.commit()
            admin.autocommit = True
            admin.execute("VACUUM ANALYZE")
        return owners

    def furnish(self, owner: Actor, *, artists: int, bookings: int, start: str = START) -> None:
        """Fill a studio that is there, with bookings from ``start`` on."""
        with psycopg.connect(self.admin_url) as admin:
            _run(admin, _FURNISH, owner, artists, bookings, start)
            admin.commit()
            admin.autocommit = True
            admin.execute("VACUUM ANALYZE")

    def copy(self, name: str) -> str:
        """A copy of the database as it is now; where the program's role finds it."""
        db.dispose()
        with psycopg.connect(self.admin_url.replace(f"/{DATABASE}?", "/postgres?")) as admin:
            admin.autocommit = True
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {DATABASE}".encode())
        return libpq(self.environment["DATABASE_URL"]).replace(f"/{DATABASE}?", f"/{name}?")


@contextmanager
def stage() -> Iterator[Stage]:
    """Durable servers, a migrated database; everything is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pt-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        servers = embedded(Settings(data=Path(folder) / "data", database_url=None, redis_url=None))
        try:
            servers.start()
            environment = servers.environment()
            migrate.upgrade(environment["PRODUCTION_TOOL_DATABASE_OWNER_URL"])
            use(environment)
            yield Stage(Path(folder), _admin_url(servers), environment)
        finally:
            db.dispose()
            servers.stop()


def _admin_url(servers: Embedded) -> str:
    if servers.postgres is None:
        raise RuntimeError("the stage has no PostgreSQL of its own")
    return servers.postgres.url(database=DATABASE)


def _run(
    admin: psycopg.Connection,
    script: str,
    owner: Actor,
    artists: int = 0,
    bookings: int = 0,
    start: str = START,
) -> None:
    values = {
        "tenant": owner.tenant_id,
        "owner": owner.user_id,
        "slug": f"bench-{owner.tenant_id.hex[-12:]}",
        "artists": artists,
        "bookings": bookings,
        "start": start,
    }
    admin.execute("SELECT set_config('app.current_tenant', %s, true)", [str(owner.tenant_id)])
    for statement in script.strip().removesuffix(";").split(";\n"):
        admin.execute(statement.encode(), values)
