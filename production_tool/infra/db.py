"""The database: one engine a process, and whose rows each transaction may touch."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, cast
from uuid import UUID

import psycopg
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import NullPool

from production_tool.infra.line import MOST_AT_ONCE, Line, Step, step
from production_tool.infra.pool import Pool
from production_tool.infra.settings import get_settings
from production_tool.infra.turns import TurnsByKey

_SCOPE = (
    "SELECT set_config('app.current_tenant', %(tenant)s, true) IS NOT NULL"
    " AND set_config('app.current_user', %(person)s, true) IS NOT NULL"
    " AND set_config('app.request_id', %(request)s, true) IS NOT NULL AS set"
)
_OPEN_WITH_CLOCK = (
    f"WITH scope AS MATERIALIZED ({_SCOPE})"  # noqa: S608
    " SELECT clock.seq, clock.at, now() AS begun"
    " FROM scope, LATERAL app.take_clock(%(skip)s AND scope.set) clock"
)
_CLOCK = "SELECT seq, at, now() AS begun FROM app.take_clock(%(skip)s)"
_PLAN_ONCE = "SELECT set_config('plan_cache_mode', 'force_generic_plan', true)"
_BEGIN, _COMMIT = step("BEGIN"), step("COMMIT")
# How long somebody waits in line, for a connection and for a studio's clock. Longer than 64
# writers need on a busy machine, shorter than browsers and proxies wait for an answer.
_PATIENCE = 30.0
# Of a studio's writers all but two wait here, where they hold no connection: one has the clock
# and one is next, so that the database never has to wait for this process.
_writers = TurnsByKey(2, longest=500, patience=_PATIENCE)


def driver_url(url: str) -> str:
    """The same address, naming the driver that SQLAlchemy shall use."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


@cache
def engine() -> Engine:
    """The application's engine: signs in as the role that row security binds.

    It only makes connections and speaks on them; which are kept is the pool's matter.
    """
    return _engine(get_settings().database_url, poolclass=NullPool)


@cache
def _pool() -> Pool:
    settings = get_settings()

    def make() -> Line:
        return Line(engine().raw_connection(), prepares=not settings.database_behind_pooler)

    return Pool(make, settings.database_pool_size, patience=_PATIENCE)


@cache
def worker_engine() -> Engine:
    """The engine of work across studios: may call the jobs' functions and nothing else."""
    return _engine(get_settings().database_worker_url, pool_size=1, max_overflow=1, pool_timeout=10)


class Transaction:
    """A transaction that sees one studio's rows and one user's; rolled back unless committed.

    The caller commits. What is not set is nobody's: row security then shows nothing. What is
    asked of it waits until an answer is needed, and then travels together: opening, scope,
    clock and the first question are one journey, the last writes and the commit another.
    """

    def __init__(
        self, *, tenant_id: UUID | None, user_id: UUID | None, request_id: str, reads: bool = False
    ) -> None:
        self._scope = {
            "tenant": str(tenant_id or ""),
            "person": str(user_id or ""),
            "request": request_id[:200],
        }
        self._reads = reads
        self._line: Line | None = None
        self._connection: Connection | None = None
        self._waiting: list[Step] = []
        self._clock: Any = None
        self._clock_wanted = False
        self._turn = False

    @property
    def connection(self) -> Connection:
        """The connection, its scope set; what was sent before has arrived."""
        line = self.settle()
        if self._connection is None:
            self._connection = Connection(engine(), connection=line.pooled)
            self._connection.begin()
        return self._connection

    def settle(self) -> Line:
        """Let what waits arrive; the line of the open transaction."""
        if self._line is None or self._waiting or self._clock_wanted:
            self._travel()
        return cast("Line", self._line)

    def send(self, statement: str, values: Sequence[Any]) -> None:
        """A write whose answer nobody needs: it travels with the next question or the commit."""
        self._waiting.append(step(statement, values))
        if len(self._waiting) >= MOST_AT_ONCE:
            self.settle()

    def forget(self, clock: Any | None) -> None:
        """Never send what still waits; a clock taken since then runs free again."""
        self._waiting.clear()
        self._clock, self._clock_wanted = clock, False

    def commit(self) -> None:
        """Commit, in one journey with what waits to be written."""
        if self._line is None:
            self.settle()  # which may be tried twice, unlike a commit
        self._travel(_COMMIT)
        self._leave_turn()
        if self._connection is not None:
            self._connection.commit()

    def ask(
        self, statement: str, values: Mapping[str, Any], *, plan_once: bool = False
    ) -> list[Any]:
        """A hot read in the driver's own words (``%(name)s``): the rows as named tuples.

        With ``plan_once`` a reading's plan does not depend on the values: for a long statement,
        whose planning takes longer than its execution.
        """
        asked = step(statement, values)
        if not self._reads or self._line is not None:
            return self._travel(asked)
        planning = [step(_PLAN_ONCE)] if plan_once else []
        return _asked_alone([step(_SCOPE, self._scope), *planning, asked])

    def take_clock(self) -> None:
        """Take the studio's clock with the next journey, and hold it to the end."""
        self._clock_wanted = self._clock is None

    def clock(self) -> Any | None:
        """The clock (``seq``, ``at``, ``begun``), once it was taken or asked for."""
        if self._clock_wanted:
            self.settle()
        return self._clock

    def take_clock_if_idle(self) -> Any | None:
        """The clock; None while another write holds it."""
        rows = self.ask(_CLOCK, {"skip": True})
        self._clock = rows[0] if rows else None
        return self._clock

    def close(self) -> None:
        """Give the line back; what is not committed never happened."""
        line, self._line = self._line, None
        if line is not None:
            _pool().give_back(line)
        self._leave_turn()

    def _leave_turn(self) -> None:
        if self._turn:
            self._turn = False
            _writers.leave(self._scope["tenant"])

    def _travel(self, *last: Step) -> list[Any]:
        """One journey of all that waits; the rows of its last step."""
        # Taken off the list first: a refusal may be heard at any of them, and what was refused
        # must not be sent again by whoever uses the connection next.
        steps, self._waiting = [*self._waiting, *last], []
        clock, self._clock_wanted = self._clock_wanted, False
        if clock and self._line is None:
            # Not with a line in hand: whoever has the turn may be waiting for one.
            _writers.enter(self._scope["tenant"])
            self._turn = True
        if self._line is None:
            opening = step(_OPEN_WITH_CLOCK if clock else _SCOPE, {**self._scope, "skip": False})
            self._line, found = _opened([_BEGIN, opening, *steps])
            found = found[1:]
        else:
            ticks = [step(_CLOCK, {"skip": False})] if clock else []
            found = self._line.journey([*ticks, *steps])
        if clock:
            self._clock = found[0][0]
        return found[-1]


@contextmanager
def transaction(
    *, tenant_id: UUID | None, user_id: UUID | None, request_id: str = "", reads: bool = False
) -> Generator[Transaction]:
    """A transaction, closed at the end.

    One that only reads is none until its ``connection`` is used: each question is a journey of
    its own, which costs neither a beginning nor an end. They would see each other's time anyway.
    """
    made = Transaction(tenant_id=tenant_id, user_id=user_id, request_id=request_id, reads=reads)
    try:
        yield made
    finally:
        made.close()


def ask(statement: str, values: Mapping[str, Any]) -> list[Any]:
    """One question in one journey, outside any transaction: it sees no rows but the doors'."""
    return _asked_alone([step(statement, values)])


@contextmanager
def worker_transaction() -> Generator[Connection]:
    """A committed transaction of the worker's role."""
    with worker_engine().begin() as connection:
        yield connection


def dispose() -> None:
    """Close every pooled connection and forget the engines (tests, and after a fork)."""
    if _pool.cache_info().currsize:
        _pool().close()
    for made in (engine, worker_engine):
        if made.cache_info().currsize:
            made().dispose()
    for known in (_pool, engine, worker_engine):
        known.cache_clear()


def _asked_alone(steps: Sequence[Step]) -> list[Any]:
    """The last step's rows; a journey without a BEGIN is a transaction that ends with it."""
    line, found = _opened(steps)
    _pool().give_back(line)
    return found[-1]


def _opened(steps: Sequence[Step]) -> tuple[Line, list[list[Any]]]:
    """A line, and what its first journey found.

    A kept one may be dead, so it is tried again until one that lives answers: that costs
    nothing while all is well, unlike a ping before each use. Nothing of a first journey lasts
    unless a second one commits it, so that it may be made twice.
    """
    tries_left = get_settings().database_pool_size
    while True:
        line = _pool().take()
        try:
            return line, line.journey(steps)
        except BaseException as failure:
            lost = line.dead and isinstance(failure, psycopg.OperationalError)
            _pool().give_back(line)
            if not lost or not tries_left:
                raise
            tries_left -= 1


def _engine(url: str | None, **pool: Any) -> Engine:
    return create_engine(
        driver_url(url or ""),
        isolation_level="READ COMMITTED",
        # Lines prepare what is hot; the driver would forget all that is prepared, theirs too, with
        # every rollback.
        connect_args={"connect_timeout": 5, "prepare_threshold": None},
        **pool,
    )
