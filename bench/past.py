"""The board at a past instant: 5,000 bookings of six versions each, against the board of now."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import psycopg

from bench.report import Figure, figure, rates
from bench.stage import Stage
from production_tool.domain.actor import Actor
from production_tool.services.queries.board import board_snapshot
from production_tool.services.work import reading

_FIRST, _LAST = date(2027, 3, 1), date(2027, 4, 30)
_SCOPE = "SELECT set_config('app.current_tenant', %s, true)"
_CHANGE = "UPDATE app.booking SET title = title || '.' WHERE tenant_id = %s"


def figures(stage: Stage) -> Iterator[Figure]:
    """Milliseconds for 200 artists and 60 days of 5,000 bookings, in the middle of history."""
    actor = stage.studio(bookings=5_000)
    _change(stage, actor, times=3)
    middle = datetime.now(UTC)
    _change(stage, actor, times=2)
    contestants = [_read(actor, middle), _read(actor, None)]
    past, present = (1000 / rate for rate in rates(contestants, calls=20))
    yield figure("board at a past instant", past, "ms", floor=present, goal="<= 150 ms")


def _read(actor: Actor, at: datetime | None) -> Callable[[], None]:
    def read() -> None:
        with reading(actor) as work:
            board_snapshot(work, first=_FIRST, last=_LAST, at=at)

    return read


def _change(stage: Stage, actor: Actor, *, times: int) -> None:
    with psycopg.connect(stage.admin_url) as admin:
        for _ in range(times):
            admin.execute(_SCOPE, [str(actor.tenant_id)])
            admin.execute(_CHANGE, [actor.tenant_id])
            admin.commit()
        admin.autocommit = True
        admin.execute("VACUUM ANALYZE")
