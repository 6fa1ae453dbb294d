"""The board's snapshot: against its bare SQL, and with many studios beside."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import psycopg
from sqlalchemy import event

from bench.report import Figure, figure, rates
from bench.stage import Stage
from production_tool.domain.actor import Actor
from production_tool.infra import db
from production_tool.infra.settings import libpq
from production_tool.services.queries.board import board_snapshot
from production_tool.services.work import reading

_FIRST, _LAST = date(2027, 3, 1), date(2027, 4, 30)
_OTHERS = 999


def figures(stage: Stage) -> Iterator[Figure]:
    """Milliseconds for 200 artists and 60 days, 2,000 bookings."""
    actor = stage.studio()
    query = asked_by(actor)
    alone = stage.copy("alone")
    stage.studios(_OTHERS, artists=10, bookings=200)
    among = libpq(stage.environment["DATABASE_URL"])
    with psycopg.connect(alone) as one, psycopg.connect(among) as many:
        contestants = [
            snapshot(actor),
            bare_query(many, actor, query),
            bare_query(one, actor, query),
        ]
        service, floor, single = (1000 / rate for rate in rates(contestants, calls=60))
    yield figure("board snapshot", service, "ms", floor=floor, goal="ratio <= 1.3")
    yield figure(
        "board snapshot among 1,000 studios", floor, "ms", floor=single, goal="ratio <= 1.2"
    )


def snapshot(actor: Actor) -> Callable[[], None]:
    """What the route calls."""

    def read() -> None:
        with reading(actor) as work:
            board_snapshot(work, first=_FIRST, last=_LAST)

    return read


def asked_by(actor: Actor) -> tuple[str, Any]:
    """The statement the service sends, as the driver gets it."""
    heard: list[tuple[str, Any]] = []

    def hear(_c: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        heard.append((statement, values))

    event.listen(db.engine(), "before_cursor_execute", hear)
    snapshot(actor)()
    event.remove(db.engine(), "before_cursor_execute", hear)
    return heard[-1]


def bare_query(
    bare: psycopg.Connection, actor: Actor, query: tuple[str, Any]
) -> Callable[[], None]:
    """The floor: the same statement, the answer only received."""
    statement, values = query
    scope = "SELECT set_config('app.current_tenant', %s, true)"

    def read() -> None:
        bare.execute(scope, [str(actor.tenant_id)])
        bare.execute(statement.encode(), values).fetchall()
        bare.rollback()

    return read
