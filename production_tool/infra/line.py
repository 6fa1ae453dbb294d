"""A line to the database: several prepared statements in one journey.

The driver's own pipeline costs more processor time than the journeys it saves; this one speaks
the same protocol through the driver's C layer, and knows only what short statements need.
"""

import re
import time
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple, cast

import psycopg
from psycopg import abc as driver
from psycopg import pq, waiting
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from sqlalchemy.pool import PoolProxiedConnection

# A journey's statements all travel before the first answer is read; their answers wait in the
# connection's buffers, which hold at least this many of them.
MOST_AT_ONCE = 100
_MOST_PREPARED = 100
_OUTDATED = "0A000"
_PLACE = re.compile(r"%(?:\((\w+)\))?s")


class Step(NamedTuple):
    """A statement in the driver's words, and its values in the order of its places."""

    text: bytes
    values: Sequence[Any] = ()


_ROLLBACK = Step(b"ROLLBACK")
_OPEN = {pq.TransactionStatus.INTRANS, pq.TransactionStatus.INERROR}


@lru_cache(maxsize=512)
def _spelled(statement: str) -> tuple[bytes, tuple[str, ...]]:
    """The statement with numbered places, and the names of its values in that order."""
    names: list[str] = []

    def place(found: re.Match[str]) -> str:
        name = found[1] or f"place {len(names)}"
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    return _PLACE.sub(place, statement).encode(), tuple(names)


def step(statement: str, values: Mapping[str, Any] | Sequence[Any] = ()) -> Step:
    """A step from a statement with places such as ``%(name)s``, or ``%s`` and a sequence."""
    text, names = _spelled(statement)
    if isinstance(values, Mapping):
        return Step(text, [values[name] for name in names])
    return Step(text, values)


class _Kind(NamedTuple):
    """What is prepared: a statement, and the types of its values."""

    text: bytes
    types: tuple[int, ...]


@dataclass(slots=True)
class _Memory:
    """What is known about a connection for as long as it lives."""

    transformer: driver.Transformer
    prepared: dict[_Kind, bytes] = field(default_factory=dict[_Kind, bytes])
    rows: dict[bytes, Callable[[Sequence[Any]], Any]] = field(
        default_factory=dict[bytes, Callable[[Sequence[Any]], Any]]
    )
    names: Iterator[int] = field(default_factory=count)


class Line:
    """One connection, for as long as it lives."""

    def __init__(self, pooled: PoolProxiedConnection, *, prepares: bool) -> None:
        self.pooled = pooled
        self.born = time.monotonic()
        self._driver = cast("psycopg.Connection[Any]", pooled.driver_connection)
        self._pg = self._driver.pgconn
        self._prepares = prepares
        made: Any = Transformer
        self._memory = _Memory(made(self._driver))

    @property
    def dead(self) -> bool:
        """Whether the connection is gone."""
        return self._driver.closed

    def rests(self) -> bool:
        """Roll back what is open; whether the line can be used again."""
        try:
            if self._pg.transaction_status in _OPEN:
                self.journey([_ROLLBACK])
        except psycopg.Error:
            return False
        return self._pg.transaction_status == pq.TransactionStatus.IDLE

    def end(self) -> None:
        """Close the connection."""
        if self.dead:
            self.pooled.invalidate()
        self.pooled.close()

    def journey(self, steps: Sequence[Step]) -> list[list[Any]]:
        """The rows of each step, as named tuples. Raises the first step's psycopg.Error.

        What fails aborts the steps after it. Any other end leaves the connection closed.
        """
        messages = [self._dumped(*each) for each in steps]
        try:
            self._pg.enter_pipeline_mode()
            fresh = [self._send(*message) for message in messages]
            self._pg.pipeline_sync()
            found = waiting.wait(_answers(self._pg), self._pg.socket, interval=1.0)
            self._pg.exit_pipeline_mode()
        except BaseException:
            self._driver.close()
            raise
        return self._read(steps, fresh, iter(found))

    def _dumped(
        self, text: bytes, values: Sequence[Any]
    ) -> tuple[_Kind, Sequence[Any], Sequence[pq.Format]]:
        if not values:
            return _Kind(text, ()), (), ()
        with_types = self._memory.transformer
        dumped = with_types.dump_sequence(values, [PyFormat.AUTO] * len(values))
        return _Kind(text, tuple(with_types.types or ())), dumped, with_types.formats or ()

    def _send(
        self, kind: _Kind, dumped: Sequence[Any], formats: Sequence[pq.Format]
    ) -> dict[_Kind, bytes]:
        """Put it on its way; returns what it prepares for the first time, and how it is named."""
        memory, pg = self._memory, self._pg
        name, fresh = memory.prepared.get(kind), dict[_Kind, bytes]()
        if name is None and self._prepares and len(memory.prepared) < _MOST_PREPARED:
            name = b"line_%d" % next(memory.names)
            pg.send_prepare(name, *kind)
            fresh = {kind: name}
        if name is None:
            pg.send_query_params(kind.text, dumped, kind.types, formats)
        else:
            pg.send_query_prepared(name, dumped, formats)
        return fresh

    def _read(
        self,
        steps: Sequence[Step],
        fresh: Sequence[dict[_Kind, bytes]],
        found: Iterator[pq.abc.PGresult],
    ) -> list[list[Any]]:
        rows: list[list[Any]] = []
        for each, prepared in zip(steps, fresh, strict=True):
            if prepared:
                self._check(next(found))
                self._memory.prepared |= prepared
            rows.append(self._rows(each.text, self._check(next(found))))
        return rows

    def _check(self, result: pq.abc.PGresult) -> pq.abc.PGresult:
        if result.status != pq.ExecStatus.FATAL_ERROR:
            return result
        said = error_from_result(result, encoding="utf-8")
        if said.sqlstate == _OUTDATED:  # a migration changed what a prepared statement returns
            self._driver.close()
            raise psycopg.OperationalError("what is prepared is out of date") from said
        raise said

    def _rows(self, text: bytes, result: pq.abc.PGresult) -> list[Any]:
        if not result.nfields or not result.ntuples:
            return []
        memory = self._memory
        make = memory.rows.get(text)
        if make is None:
            names = [(result.fname(n) or b"").decode() for n in range(result.nfields)]
            make = memory.rows[text] = _shape(names)
        memory.transformer.set_pgresult(result)
        return memory.transformer.load_rows(0, result.ntuples, make)


def _shape(names: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    return namedtuple("Row", names, rename=True)._make  # pyright: ignore


def _answers(pg: pq.abc.PGconn) -> driver.PQGen[list[pq.abc.PGresult]]:
    """All results up to the end of the journey."""
    found: list[pq.abc.PGresult] = []
    while pg.flush():
        if (yield waiting.Wait.RW) & waiting.Ready.R:
            pg.consume_input()
    while True:
        if pg.is_busy():
            yield waiting.Wait.R
            pg.consume_input()
            continue
        result = pg.get_result()
        if result is None:
            if pg.status == pq.ConnStatus.BAD:
                raise psycopg.OperationalError("the connection is lost")
        elif result.status == pq.ExecStatus.PIPELINE_SYNC:
            return found
        else:
            found.append(result)
