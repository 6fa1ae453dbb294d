"""20,000 bookings of a table: through the import, against the bare statements in bulk."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from uuid import UUID

import psycopg
from sqlalchemy import text

from bench.report import Figure, figure
from bench.stage import Stage
from production_tool.domain.actor import Actor
from production_tool.domain.ids import new_id
from production_tool.infra.settings import libpq
from production_tool.services.imports import ImportOptions, SourceFile, import_files
from production_tool.services.work import reading

_ARTISTS, _EACH = 200, 100
_FIRST_DAY = date(2028, 1, 1)
_STATUSES = ("hold", "pencil", "confirmed")
_INSERT = """
INSERT INTO app.booking
  (tenant_id, id, artist_id, title, status, start_at, end_at, queued_at, expires_at)
SELECT %(studio)s, i.id, i.artist_id, '', i.status, i.start_at, i.start_at + interval '3 days',
  now(), now() + interval '14 days'
FROM unnest(%(ids)s::uuid[], %(artists)s::uuid[], %(statuses)s::text[], %(starts)s::timestamptz[])
  AS i (id, artist_id, status, start_at)
"""


def figures(stage: Stage) -> Iterator[Figure]:
    """How long the whole import takes, from bytes to the report."""
    floor = _bare_insert(stage, stage.studio(artists=_ARTISTS, bookings=0))
    seconds = _import(stage.studio(artists=_ARTISTS, bookings=0))
    yield figure("20,000 bookings imported", seconds, "s", floor=floor, goal="under 60 s")


def _import(actor: Actor) -> float:
    names = _artists(actor)
    lines = [
        f"{names[artist]},{day},{day + timedelta(days=2)},{status}"
        for artist, day, status in _plan()
    ]
    table = "\n".join(["Artist,From,To,Status", *lines, ""])
    begun = perf_counter()
    report = import_files(
        actor, files=[SourceFile("year.csv", table.encode())], options=ImportOptions()
    )
    if not report.written:
        raise RuntimeError(report.sentence())
    return perf_counter() - begun


def _bare_insert(stage: Stage, actor: Actor) -> float:
    """The floor: the same rows in statements of a thousand, with the same triggers."""
    ids = _ids(actor)
    rows = [
        (new_id(), ids[artist], status, datetime(day.year, day.month, day.day, tzinfo=UTC))
        for artist, day, status in _plan()
    ]
    with psycopg.connect(libpq(stage.environment["DATABASE_URL"])) as bare:
        begun = perf_counter()
        bare.execute("SELECT set_config('app.current_tenant', %s, true)", [str(actor.tenant_id)])
        for first in range(0, len(rows), 1000):
            made, artists, statuses, starts = zip(*rows[first : first + 1000], strict=True)
            bare.execute(
                _INSERT,
                {
                    "studio": actor.tenant_id,
                    "ids": list(made),
                    "artists": list(artists),
                    "statuses": list(statuses),
                    "starts": list(starts),
                },
            )
        bare.commit()
        return perf_counter() - begun


def _plan() -> Iterator[tuple[int, date, str]]:
    for artist in range(_ARTISTS):
        for turn in range(_EACH):
            yield artist, _FIRST_DAY + timedelta(days=4 * turn), _STATUSES[turn % 3]


def _artists(actor: Actor) -> list[str]:
    with reading(actor) as work:
        return list(work.connection.execute(text("SELECT name FROM app.artist")).scalars())


def _ids(actor: Actor) -> list[UUID]:
    with reading(actor) as work:
        return list(work.connection.execute(text("SELECT id FROM app.artist")).scalars())
