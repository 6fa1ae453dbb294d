"""Looks an installation over and says what to do about what it finds."""

import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import cast

import psycopg
import redis

from production_tool.infra import frontend, schema
from production_tool.infra.postgres import OLDEST
from production_tool.infra.settings import Settings, libpq

_LEAST_DISK = 1_000_000_000
_LARGEST_SKEW = 2.0
_SOME_ZONES = ("Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo")


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `advice` says what to do when it is not as it should be."""

    name: str
    fine: bool
    said: str
    advice: str = ""


def look_over(settings: Settings) -> Iterator[Finding]:
    """Everything worth a look, in the order in which to mend it."""
    yield _program()
    yield _disk(settings.data)
    yield from _database(settings)
    yield _redis(settings)
    yield _pages()


def _program() -> Finding:
    said = f"{version('production-tool')} on Python {sys.version.split()[0]}"
    return Finding("program", fine=sys.version_info >= (3, 11), said=said)


def _disk(data: Path) -> Finding:
    folder = next(each for each in [data.absolute(), *data.absolute().parents] if each.exists())
    free = shutil.disk_usage(folder).free
    return Finding(
        "disk",
        fine=free > _LEAST_DISK,
        said=f"{free / 1e9:.1f} GB free for {data.absolute()}",
        advice="Make room: PostgreSQL stops when its disk is full.",
    )


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        with psycopg.connect(libpq(settings.database_url or ""), connect_timeout=5) as connection:
            yield _version(connection)
            yield _role(connection)
            yield _migrations(settings)
            yield _zones(connection)
            yield _clock(connection)
    except psycopg.Error as error:
        said = str(error).strip().splitlines()[0]
        yield Finding(
            "database", fine=False, said=said, advice="Check DATABASE_URL and its server."
        )


def _version(connection: psycopg.Connection) -> Finding:
    number = connection.info.server_version
    return Finding(
        "database",
        fine=number >= OLDEST * 10_000,
        said=f"PostgreSQL {number // 10_000}.{number % 10_000}",
        advice=f"Use PostgreSQL {OLDEST} or newer.",
    )


def _role(connection: psycopg.Connection) -> Finding:
    row = connection.execute(
        "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    name, mighty = row or ("nobody", True)
    return Finding(
        "role",
        fine=not mighty,
        said=f"signs in as {name}" + (", whom row security does not bind" if mighty else ""),
        advice="Use a role without SUPERUSER and BYPASSRLS; see docs/operations.md.",
    )


def _migrations(settings: Settings) -> Finding:
    found, newest = schema.current(settings.database_url or ""), schema.newest()
    return Finding(
        "migrations",
        fine=found == newest,
        said=f"at {found or 'nothing'}, newest is {newest}",
        advice="Run `production-tool migrate`.",
    )


def _zones(connection: psycopg.Connection) -> Finding:
    rows = connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE name = ANY(%s)) FROM pg_timezone_names",
        [list(_SOME_ZONES)],
    ).fetchone()
    total, wanted = rows or (0, 0)
    return Finding(
        "time zones",
        fine=wanted == len(_SOME_ZONES),
        said=f"the database knows {total}",
        advice="Install the database machine's time zone data (Debian: apt-get install tzdata).",
    )


def _clock(connection: psycopg.Connection) -> Finding:
    before = time.time()
    row = connection.execute("SELECT clock_timestamp()").fetchone()
    middle = datetime.fromtimestamp((before + time.time()) / 2, UTC)
    skew = abs((cast("datetime", row[0]) - middle).total_seconds()) if row else 0.0
    return Finding(
        "clock",
        fine=skew < _LARGEST_SKEW,
        said=f"differs from the database's by {skew:.2f} s",
        advice="Set both machines' clocks by NTP: holds expire by the database's.",
    )


def _redis(settings: Settings) -> Finding:
    client = redis.Redis.from_url(settings.redis_url or "", socket_connect_timeout=3)  # pyright: ignore[reportUnknownMemberType]
    try:
        info = cast("dict[str, str]", client.info("server"))  # pyright: ignore[reportUnknownMemberType]
    except redis.RedisError as error:
        advice = "Check REDIS_URL and its server; until then screens are not live."
        return Finding("redis", fine=False, said=str(error), advice=advice)
    finally:
        client.close()
    name = "valkey" if "valkey_version" in info else "redis"
    return Finding("redis", fine=True, said=f"{name} {info[f'{name}_version']}")


def _pages() -> Finding:
    built = frontend.is_built()
    said = "built from these sources" if built else "not built, or from other sources"
    advice = "Run `make build`; `serve` builds them as well."
    return Finding("pages", fine=built, said=said, advice=advice)
