"""Who has room for something: in the whole of a range, or for so long somewhere within it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from production_tool.domain.actor import Permission
from production_tool.domain.inputs import searchable
from production_tool.domain.moments import Moment
from production_tool.domain.periods import BadPeriod, Period
from production_tool.domain.zones import to_local, zone_named
from production_tool.services.queries.availability import TAKEN, find_free_artists
from production_tool.services.queries.desk import instants
from production_tool.services.work import Work

MANY = 1000

# Lengths are of the wall clock, as everything on the board: a day is a day when clocks change.
# For whole days a gap counts from the first midnight in it to the last.
_GAPS = text(f"""
WITH studio AS MATERIALIZED (SELECT zone FROM app.tenant WHERE id = :tenant_id),
busy AS MATERIALIZED (
  SELECT artist_id, range_agg(tstzrange(start_at, end_at)) AS times FROM ({TAKEN}) taken
  GROUP BY artist_id
), gaps AS (
  SELECT a.id, a.name, a.title, a.department, s.skills, s.shared, s.level,
    lower(gap) AT TIME ZONE studio.zone AS start_at, upper(gap) AT TIME ZONE studio.zone AS end_at
  FROM studio CROSS JOIN app.artist a
  LEFT JOIN LATERAL (
    SELECT array_agg(k.skill ORDER BY k.level DESC, k.skill) AS skills,
      count(*) FILTER (WHERE lower(k.skill) = ANY(:skills)) AS shared,
      coalesce(sum(k.level) FILTER (WHERE lower(k.skill) = ANY(:skills)), 0) AS level
    FROM app.artist_skill k WHERE k.tenant_id = a.tenant_id AND k.artist_id = a.id
  ) s ON true
  LEFT JOIN busy ON busy.artist_id = a.id
  CROSS JOIN LATERAL unnest(
    tstzmultirange(tstzrange(:start, :end)) - coalesce(busy.times, '{{}}')) gap
  WHERE a.tenant_id = :tenant_id AND a.archived_at IS NULL AND s.shared >= :at_least
), fitting AS (
  SELECT id, name, title, department, skills, shared, level,
    CASE WHEN :whole THEN date_trunc('day', start_at + interval '1 day' - interval '1 microsecond')
      ELSE start_at END AS start_at,
    CASE WHEN :whole THEN date_trunc('day', end_at) ELSE end_at END AS end_at
  FROM gaps
), first AS (
  SELECT DISTINCT ON (id) * FROM fitting WHERE end_at - start_at >= :length ORDER BY id, start_at
)
SELECT * FROM first ORDER BY shared DESC, level DESC, start_at, name, id LIMIT :at_most
""")  # noqa: S608


@dataclass(frozen=True, slots=True)
class FreePerson:
    """Somebody with room, and when: naive local times of the studio's zone."""

    id: UUID
    name: str
    title: str
    department: str
    skills: tuple[str, ...]
    start: datetime
    end: datetime


def find_free_people(
    work: Work,
    *,
    start: Moment,
    end: Moment,
    skills: tuple[str, ...] = (),
    length: timedelta | None = None,
) -> list[FreePerson]:
    """Those with all of the skills and no firm booking and no leave, best matches first.

    With a ``length`` they need to be free for just so long within the range; each one's
    earliest such time is told. Raises NotAllowed, BadPeriod or NoSuchLocalTime.
    """
    work.actor.must(Permission.SEE_BOARD)
    period = Period.checked(*instants(work, startTime=start, endTime=end))
    if length is not None:
        return _somewhere_in(work, period, skills, length)
    zone = zone_named(_zone(work))
    first, last = to_local(period.start, zone), to_local(period.end, zone)
    return [
        FreePerson(each.id, each.name, each.title, each.department, each.skills, first, last)
        for each in find_free_artists(work, start=start, end=end, skills=skills, limit=MANY)
    ]


def _somewhere_in(
    work: Work, period: Period, skills: tuple[str, ...], length: timedelta
) -> list[FreePerson]:
    if length <= timedelta(0) or length > period.end - period.start + timedelta(hours=2):
        raise BadPeriod(
            "That is longer than the time it should fit into; choose a shorter length.",
            fields={"length": "does not fit"},
        )
    wanted = sorted({skill.lower() for each in skills if (skill := searchable(each))})
    asked = {
        "tenant_id": work.actor.tenant_id,
        "start": period.start,
        "end": period.end,
        "skills": wanted,
        "at_least": len(wanted),
        "holds_count": False,
        "length": length,
        "whole": length % timedelta(days=1) == timedelta(0),
        "at_most": MANY,
    }
    return [
        FreePerson(
            row.id,
            row.name,
            row.title,
            row.department,
            tuple(row.skills or ()),
            row.start_at,
            row.start_at + length,
        )
        for row in work.connection.execute(_GAPS, asked)
    ]


def _zone(work: Work) -> str:
    return work.connection.execute(text("SELECT zone FROM app.tenant")).scalar_one()
