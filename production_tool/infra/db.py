"""The database: one engine a process, and whose rows each transaction may touch."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal, cast
from uuid import UUID

import psycopg
from psycopg.rows import namedtuple_row
from sqlalchemy import Connection, Engine, create_engine

from production_tool.infra.settings import get_settings

_SCOPE = (
    "SELECT set_config('app.current_tenant', %(tenant)s, true) IS NOT NULL"
    " AND set_config('app.current_user', %(person)s, true) IS NOT NULL"
    " AND set_config('app.request_id', %(request)s, true) IS NOT NULL AS set"
)
# Uses of a statement before it is prepared; transaction-mode poolers cannot keep any.
_PREPARE_AFTER = {False: 3, True: None}


_DOOR_LINES = 2
_OPEN_WITH_CLOCK = (
    f"WITH scope AS MATERIALIZED ({_SCOPE})"  # noqa: S608
    " SELECT clock.seq, clock.at FROM scope, LATERAL app.take_clock(%(skip)s AND scope.set) clock"
)
_CLOCK = "SELECT seq, at FROM app.take_clock(%(skip)s)"


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


@cache
def door_engine() -> Engine:
    """The same role, for single questions outside any transaction.

    Each takes well under a millisecond, so a few lines do for everybody; as many again as the
    other engine has would use up the server's connections.
    """
    return _engine(get_settings().database_url, _DOOR_LINES, isolation="AUTOCOMMIT")


class Transaction:
    """A transaction that sees one studio's rows and one user's; rolled back unless committed.

    The caller commits. What is not set is nobody's: row security then shows nothing. It opens
    with its first statement, so that a write can set its scope and take the clock in one.
    """

    def __init__(self, *, tenant_id: UUID | None, user_id: UUID | None, request_id: str) -> None:
        self._scope = {
            "tenant": str(tenant_id or ""),
            "person": str(user_id or ""),
            "request": request_id[:200],
        }
        self._connection: Connection | None = None
        self._waiting: list[tuple[str, Sequence[Any]]] = []

    @property
    def connection(self) -> Connection:
        """The connection, its scope set; what was sent before has arrived."""
        if self._connection is None:
            self._connection, _ = _opened(_SCOPE, self._scope, engine())
        while self._waiting:
            self._connection.exec_driver_sql(*self._waiting.pop(0))
        return self._connection

    def send(self, statement: str, values: Sequence[Any]) -> None:
        """A write whose answer nobody needs: it travels with the next statement or the commit."""
        self._waiting.append((statement, tuple(values)))

    def commit(self) -> None:
        """Commit, in one journey with what waits to be written."""
        if self._connection is None or not self._waiting:
            self.connection.commit()
            return
        # Taken off the list first: a refusal may be heard at any of them, and what was refused
        # must not be sent again by whoever uses the connection next.
        waiting, self._waiting = self._waiting, []
        line: Any = self._connection.connection.driver_connection
        with line.pipeline():
            for statement, values in waiting:
                line.execute(statement, values)
            self._connection.commit()

    def ask(self, statement: str, values: Mapping[str, Any]) -> list[Any]:
        """A hot read in the driver's own words (``%(name)s``): the rows as named tuples."""
        return _rows(self.connection, statement, values)

    def take_clock(self, *, skip_when_busy: bool) -> Any | None:
        """The studio's clock (``seq``, ``at``), held to the end; None if busy and to be skipped."""
        skip = {"skip": skip_when_busy}
        if self._connection is not None:
            rows = self.ask(_CLOCK, skip)
        else:
            self._connection, rows = _opened(_OPEN_WITH_CLOCK, self._scope | skip, engine())
        return rows[0] if rows else None

    def close(self) -> None:
        """Give the connection back; what is not committed never happened."""
        if self._connection is not None:
            self._connection.close()


@contextmanager
def transaction(
    *, tenant_id: UUID | None, user_id: UUID | None, request_id: str = ""
) -> Generator[Transaction]:
    """A transaction, closed at the end."""
    made = Transaction(tenant_id=tenant_id, user_id=user_id, request_id=request_id)
    try:
        yield made
    finally:
        made.close()


def ask(statement: str, values: Mapping[str, Any]) -> list[Any]:
    """One question in one journey, outside any transaction: it sees no rows but the doors'."""
    connection, rows = _opened(statement, values, door_engine())
    connection.close()
    return rows


@contextmanager
def worker_transaction() -> Generator[Connection]:
    """A committed transaction of the worker's role."""
    with worker_engine().begin() as connection:
        yield connection


def dispose() -> None:
    """Close every pooled connection and forget the engines (tests, and after a fork)."""
    for made in (engine, worker_engine, door_engine):
        if made.cache_info().currsize:
            made().dispose()
        made.cache_clear()


def _opened(
    statement: str, values: Mapping[str, Any], pool: Engine
) -> tuple[Connection, list[Any]]:
    """A connection, and what its first statement found.

    A pooled one may be dead, so it is tried twice: that costs nothing while all is well, unlike
    a ping before each use.
    """
    for last_try in (False, True):
        connection = pool.connect()
        try:
            connection.begin()
            return connection, _rows(connection, statement, values)
        except psycopg.OperationalError:
            dead = _is_dead(connection)
            connection.close()
            if last_try or not dead:
                raise
        except BaseException:
            connection.close()
            raise
    raise AssertionError("unreachable")


def _rows(connection: Connection, statement: str, values: Mapping[str, Any]) -> list[Any]:
    # Straight from the driver: learning the shape of an answer anew each time, as a textual
    # statement makes SQLAlchemy do, was a quarter of the processor time of a booking.
    line = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
    with line.cursor(row_factory=namedtuple_row) as cursor:
        return cursor.execute(statement.encode(), values).fetchall()


def _is_dead(connection: Connection) -> bool:
    line = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
    if line.closed:
        connection.invalidate()
    return line.closed


def _engine(
    url: str | None,
    size: int,
    isolation: Literal["READ COMMITTED", "AUTOCOMMIT"] = "READ COMMITTED",
) -> Engine:
    pooled = get_settings().database_behind_pooler
    return create_engine(
        driver_url(url or ""),
        pool_size=size,
        max_overflow=size,
        pool_recycle=1800,
        isolation_level=isolation,
        pool_timeout=10,
        connect_args={"connect_timeout": 5, "prepare_threshold": _PREPARE_AFTER[pooled]},
    )
