"""The database: one engine a process, and whose rows each transaction may touch."""

from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from uuid import UUID

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from production_tool.infra.settings import get_settings

_SCOPE = text(
    "SELECT set_config('app.current_tenant', :tenant, true),"
    " set_config('app.current_user', :person, true), set_config('app.request_id', :request, true)"
)


def driver_url(url: str) -> str:
    """The same address, naming the driver that SQLAlchemy shall use."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


@cache
def engine() -> Engine:
    """The application's engine: signs in as the role that row security binds."""
    settings = get_settings()
    return _engine(settings.database_url, settings.database_pool_size)


@cache
def worker_engine() -> Engine:
    """The engine of work across studios: may call the jobs' functions and nothing else."""
    return _engine(get_settings().database_worker_url, 1)


@contextmanager
def transaction(
    *, tenant_id: UUID | None, user_id: UUID | None, request_id: str = ""
) -> Generator[Connection]:
    """A transaction that sees one studio's rows and one user's; rolled back unless committed.

    The caller commits. What is not set is nobody's: row security then shows nothing.
    """
    scope = {
        "tenant": str(tenant_id or ""),
        "person": str(user_id or ""),
        "request": request_id[:200],
    }
    connection = _connected(scope)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def worker_transaction() -> Generator[Connection]:
    """A committed transaction of the worker's role."""
    with worker_engine().begin() as connection:
        yield connection


def dispose() -> None:
    """Close every pooled connection and forget the engines (tests, and after a fork)."""
    for made in (engine, worker_engine):
        if made.cache_info().currsize:
            made().dispose()
        made.cache_clear()


def _connected(scope: dict[str, str]) -> Connection:
    """A connection whose transaction has its scope; a pooled one may be dead, so try twice.

    That costs nothing while all is well, unlike a ping before each use.
    """
    for last_try in (False, True):
        connection = engine().connect()
        try:
            connection.execute(_SCOPE, scope)
        except DBAPIError as failure:
            connection.close()
            if last_try or not failure.connection_invalidated:
                raise
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise AssertionError("unreachable")


def _engine(url: str | None, size: int) -> Engine:
    return create_engine(
        driver_url(url or ""),
        pool_size=size,
        max_overflow=size,
        pool_recycle=1800,
        pool_timeout=10,
        # Transaction-mode poolers cannot keep prepared statements.
        connect_args={"connect_timeout": 5, "prepare_threshold": None},
    )
