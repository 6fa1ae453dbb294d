"""The board: everything in a window, and what changed since, as JSON made by PostgreSQL.

Minutes on the board are those of the studio's wall clock since 1970, so that every day has 24
hours on the screen.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import LIVE, Status
from production_tool.domain.inputs import searchable
from production_tool.domain.moments import YEARS
from production_tool.domain.periods import BadPeriod
from production_tool.domain.refusals import NotFound
from production_tool.services.queries.ranks import RANKS
from production_tool.services.work import Work

LONGEST_DAYS = 800
MANY_CHANGES = 500

_LIVE = "(b.status IN ('pencil', 'confirmed') OR (b.status = 'hold' AND b.expires_at > now()))"


def _minutes(instant: str) -> str:
    return f"extract(epoch FROM {instant} AT TIME ZONE studio.zone)::bigint / 60"


_STUDIO = """
studio AS MATERIALIZED (
  SELECT t.zone, c.seq, CAST(:first AS timestamp) AT TIME ZONE t.zone AS start_at,
    CAST(:last AS timestamp) AT TIME ZONE t.zone AS end_at
  FROM app.tenant t JOIN app.tenant_clock c ON c.tenant_id = t.id WHERE t.id = :tenant_id
)"""
_ROW = """json_build_array(a.id, a.name, a.title, a.department, ARRAY(
    SELECT day.n - 1 FROM unnest('{mon,tue,wed,thu,fri,sat,sun}'::text[])
      WITH ORDINALITY day (name, n)
    WHERE coalesce(a.working_hours -> day.name, '[]') = '[]' ORDER BY day.n))"""
_ROWS_ORDER = "lower(a.department), lower(a.name), a.id"
_BARS = f"""(
  SELECT coalesce(json_agg(json_build_array(b.id, b.artist_id,
      {_minutes("b.start_at")}, {_minutes("b.end_at")}, b.status,
      CASE b.status WHEN 'hold' THEN 1 + coalesce(r.ahead, 0) ELSE 0 END,
      concat_ws(' ', p.code, coalesce(nullif(b.title, ''), p.title)), b.version,
      CASE b.status WHEN 'hold' THEN {_minutes("b.expires_at")} END, p.colour, b.project_id,
      (extract(epoch FROM b.queued_at) * 1000)::bigint)
    ORDER BY array_position('{{confirmed,pencil,hold}}', b.status), b.queued_at, b.id), '[]')
  FROM live b CROSS JOIN studio
  LEFT JOIN app.project p ON p.tenant_id = :tenant_id AND p.id = b.project_id
  LEFT JOIN ranks r ON r.id = b.id
)"""  # noqa: S608

_SNAPSHOT = text(f"""
WITH {_STUDIO},
people AS MATERIALIZED (
  SELECT a.* FROM app.artist a
  WHERE a.tenant_id = :tenant_id AND a.archived_at IS NULL
    AND (:department = '' OR a.department = :department)
    AND (:skill = '' OR EXISTS (SELECT FROM app.artist_skill k
      WHERE k.tenant_id = a.tenant_id AND k.artist_id = a.id AND lower(k.skill) = lower(:skill)))
    AND (:search = '' OR concat_ws(' ', a.name, a.title, a.department) ILIKE :search)
),
live AS MATERIALIZED (
  SELECT b.* FROM app.booking b JOIN people ON people.id = b.artist_id
  WHERE b.tenant_id = :tenant_id AND {_LIVE} AND b.status = ANY(:statuses)
    AND b.start_at < (SELECT end_at FROM studio) AND b.end_at > (SELECT start_at FROM studio)
),
holds AS (SELECT * FROM live WHERE status = 'hold'),
{RANKS}
SELECT studio.seq, json_build_object(
  'seq', studio.seq, 'zone', studio.zone, 'from', CAST(:first AS date), 'to', CAST(:last AS date),
  'now', {_minutes("now()")},
  'rows', (SELECT coalesce(json_agg({_ROW} ORDER BY {_ROWS_ORDER}), '[]') FROM people a),
  'bars', {_BARS},
  'shades', (
    SELECT coalesce(json_agg(json_build_array(v.artist_id, {_minutes("v.start_at")},
        {_minutes("v.end_at")}, v.kind, v.title) ORDER BY v.start_at, v.id), '[]')
    FROM app.availability v JOIN people ON people.id = v.artist_id
    WHERE v.tenant_id = :tenant_id AND v.start_at < studio.end_at AND v.end_at > studio.start_at)
)::text AS body FROM studio
""")  # noqa: S608

# A change of one booking can change the rank of whatever overlaps where it was or where it is,
# and nothing else.
_CHANGES = text(f"""
WITH {_STUDIO},
recent AS MATERIALIZED (
  SELECT "table", row_id, op, version, "row" FROM app.change
  WHERE tenant_id = :tenant_id AND seq > :since ORDER BY seq LIMIT :enough
),
places AS MATERIALIZED (
  SELECT DISTINCT (i."row" ->> 'artist_id')::uuid AS artist_id,
    (i."row" ->> 'start_at')::timestamptz AS start_at, (i."row" ->> 'end_at')::timestamptz AS end_at
  FROM (
    SELECT "row" FROM recent WHERE "table" = 'booking'
    UNION ALL
    SELECT c."row" FROM recent r JOIN app.change c
      ON c.tenant_id = :tenant_id AND c.row_id = r.row_id AND c.version = r.version - 1
    WHERE r."table" = 'booking' AND r.op = 'update'
  ) i
),
live AS MATERIALIZED (
  SELECT DISTINCT b.id, b.artist_id, b.project_id, b.status, b.start_at, b.end_at, b.title,
    b.queued_at, b.expires_at, b.version
  FROM places JOIN app.booking b ON b.tenant_id = :tenant_id AND b.artist_id = places.artist_id
    AND b.start_at < places.end_at AND b.end_at > places.start_at
  WHERE {_LIVE}
    AND b.start_at < (SELECT end_at FROM studio) AND b.end_at > (SELECT start_at FROM studio)
),
holds AS (SELECT * FROM live WHERE status = 'hold'),
{RANKS}
SELECT studio.seq,
  studio.seq < :since OR (SELECT count(*) = :enough OR coalesce(bool_or(
      "table" IN ('tenant', 'availability') OR ("table" = 'project' AND op = 'update')
      OR ("table" = 'artist' AND "row" ->> 'archived_at' IS NOT NULL)), false)
    FROM recent) AS reset,
  json_build_object('seq', studio.seq, 'prev', CAST(:since AS bigint),
    'rows', (SELECT coalesce(json_agg({_ROW} ORDER BY {_ROWS_ORDER}), '[]') FROM app.artist a
      WHERE a.tenant_id = :tenant_id AND a.archived_at IS NULL
        AND a.id IN (SELECT row_id FROM recent WHERE "table" = 'artist')),
    'bars', {_BARS},
    'gone', ARRAY(SELECT DISTINCT row_id FROM recent
      WHERE "table" = 'booking' AND row_id NOT IN (SELECT id FROM live))
  )::text AS body FROM studio
""")  # noqa: S608
_SEQ = text("SELECT seq FROM app.tenant_clock WHERE tenant_id = :tenant_id")


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Which artists are rows, and which of their bookings are bars; every part narrows."""

    department: str = ""
    skill: str = ""
    statuses: tuple[Status, ...] = ()
    search: str = ""


@dataclass(frozen=True, slots=True)
class BoardSnapshot:
    """The board as it stood at ``seq``; ``body`` is a JSON object."""

    seq: int
    body: bytes


@dataclass(frozen=True, slots=True)
class BoardPatch:
    """What takes a board from ``prev`` to ``seq``; on ``reset`` it is to be read anew."""

    seq: int
    prev: int
    reset: bool
    body: bytes


def board_snapshot(
    work: Work, *, first: date, last: date, narrowed: BoardFilter | None = None
) -> BoardSnapshot:
    """Rows, bars and shades from one local day up to, not including, another.

    Raises NotAllowed or BadPeriod.
    """
    work.actor.must(Permission.SEE_BOARD)
    _check_window(first, last)
    wanted = narrowed or BoardFilter()
    search = searchable(wanted.search)
    asked = _window(work, first, last) | {
        "department": searchable(wanted.department),
        "skill": searchable(wanted.skill),
        "search": f"%{_literally(search)}%" if search else "",
        "statuses": sorted(status.value for status in wanted.statuses or LIVE),
    }
    found = work.connection.execute(_SNAPSHOT, asked).one_or_none()
    if found is None:
        raise NotFound("There is no such studio.")
    return BoardSnapshot(found.seq, found.body.encode())


def board_changes(
    work: Work, *, since: int, first: date | None = None, last: date | None = None
) -> BoardPatch:
    """What changed after the clock stood at ``since``: whole bars to put, and ids to take away.

    Without a window all bars concerned are told, wherever they are. Raises NotAllowed or
    BadPeriod.
    """
    work.actor.must(Permission.SEE_BOARD)
    if first is not None and last is not None:
        _check_window(first, last)
    asked = _window(work, first, last) | {
        "since": max(0, min(since, 2**62)),
        "enough": MANY_CHANGES,
    }
    found = work.connection.execute(_CHANGES, asked).one_or_none()
    if found is None:
        raise NotFound("There is no such studio.")
    body = found.body
    if found.reset:
        body = f'{{"reset":true,"seq":{found.seq}}}'
    return BoardPatch(found.seq, since, found.reset, body.encode())


def board_seq(work: Work) -> int:
    """The number of the studio's latest write. Raises NotAllowed."""
    work.actor.must(Permission.SEE_BOARD)
    return work.connection.scalar(_SEQ, {"tenant_id": work.actor.tenant_id}) or 0


def _window(work: Work, first: date | None, last: date | None) -> dict[str, Any]:
    return {
        "tenant_id": work.actor.tenant_id,
        "first": (first or date(YEARS.start - 1, 1, 1)).isoformat(),
        "last": (last or date(YEARS.stop + 1, 1, 1)).isoformat(),
    }


def _check_window(first: date, last: date) -> None:
    if first.year not in YEARS or last.year not in YEARS:
        raise BadPeriod(
            f"Choose days from {YEARS.start} to {YEARS.stop - 1}.", fields={"from": "out of range"}
        )
    if not first < last:
        raise BadPeriod("The window must end after it begins.", fields={"to": "is not after from"})
    if (last - first).days > LONGEST_DAYS:
        raise BadPeriod(
            f"The board shows {LONGEST_DAYS} days at most; choose a shorter window.",
            fields={"to": f"is more than {LONGEST_DAYS} days after from"},
        )


def _literally(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
