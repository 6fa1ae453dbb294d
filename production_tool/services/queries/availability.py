"""Who is free: gaps of one artist, and artists for a range."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import EXCLUSIVE, Alternative, Blocking, QueuePolicy
from production_tool.domain.inputs import searchable
from production_tool.domain.moments import Moment
from production_tool.domain.periods import Period
from production_tool.domain.placing import FAR_ENOUGH, next_gap
from production_tool.domain.queue import deepest, place
from production_tool.domain.working_hours import WorkPattern, working_minutes
from production_tool.domain.zones import zone_named
from production_tool.services.queries.desk import Desk, instants, lay_out
from production_tool.services.queries.holidays import holidays_within
from production_tool.services.work import Work

FEW = 5
MANY = 200

# Firm bookings make an artist busy, and so do the days that the artist is away; where holds
# are ranked, a live hold does too, for whoever comes now comes after it.
TAKEN = (
    "SELECT b.id, b.artist_id, b.start_at, b.end_at FROM app.booking b"
    " WHERE b.tenant_id = :tenant_id AND b.start_at < :end AND b.end_at > :start"
    " AND (b.status IN ('pencil', 'confirmed')"
    "   OR (:holds_count AND b.status = 'hold' AND b.expires_at > now()))"
    " UNION ALL SELECT v.id, v.artist_id, v.start_at, v.end_at FROM app.availability v"
    " WHERE v.tenant_id = :tenant_id AND v.start_at < :end AND v.end_at > :start"
    " AND v.kind IN ('leave', 'unavailable')"
)
_TAKEN_OF_ONE = text(
    f"SELECT start_at, end_at FROM ({TAKEN}) taken WHERE artist_id = :artist_id"  # noqa: S608
)
_FREE = text(
    f"WITH busy AS MATERIALIZED (SELECT DISTINCT artist_id FROM ({TAKEN}) taken)"  # noqa: S608
    " SELECT a.id, a.name, a.title, a.department, s.skills, s.level"
    " FROM app.artist a"
    " LEFT JOIN LATERAL ("
    "   SELECT array_agg(k.skill ORDER BY k.level DESC, k.skill) AS skills,"
    "     count(*) FILTER (WHERE lower(k.skill) = ANY(:skills)) AS shared,"
    "     coalesce(sum(k.level) FILTER (WHERE lower(k.skill) = ANY(:skills)), 0) AS level"
    "   FROM app.artist_skill k WHERE k.tenant_id = a.tenant_id AND k.artist_id = a.id"
    " ) s ON true"
    " LEFT JOIN busy ON busy.artist_id = a.id"
    " WHERE a.tenant_id = :tenant_id AND a.archived_at IS NULL AND busy.artist_id IS NULL"
    " AND s.shared >= :at_least AND a.id IS DISTINCT FROM CAST(:except_for AS uuid)"
    " ORDER BY s.shared DESC, s.level DESC, a.name, a.id LIMIT :at_most"
)
_PERSON = text(
    "SELECT a.zone, a.working_hours, ARRAY(SELECT lower(k.skill) FROM app.artist_skill k"
    "   WHERE k.tenant_id = a.tenant_id AND k.artist_id = a.id) AS skills"
    " FROM app.artist a WHERE a.tenant_id = :tenant_id AND a.id = :artist_id"
)


@dataclass(frozen=True, slots=True)
class FreeArtist:
    """An artist with nothing in the way in the whole of a range."""

    id: UUID
    name: str
    title: str
    department: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether an artist can be booked firmly, who is in the way, and what is free instead.

    ``rank`` is the place a hold made now would have at its worst.
    """

    free: bool
    rank: int
    blocking: tuple[Blocking, ...]
    alternatives: tuple[Alternative, ...]


def check_availability(
    work: Work, *, artist_id: UUID, start: Moment, end: Moment, ignoring: UUID | None = None
) -> Availability:
    """How an artist stands in a range, leaving one booking out of account.

    Raises NotAllowed, NotFound, ArtistArchived, BadPeriod or NoSuchLocalTime.
    """
    work.actor.must(Permission.SEE_BOARD)
    period = Period.checked(*instants(work, startTime=start, endTime=end))
    desk = lay_out(work, artist_id=artist_id, period=period, ignoring=ignoring)
    claims = sorted(desk.claims, key=place)
    firm = [claim for claim in claims if claim.status in EXCLUSIVE]
    return Availability(
        free=not firm,
        rank=1 + deepest((claim.period for claim in claims), period),
        blocking=tuple(claim.blocking(artist_id, desk.artist) for claim in claims),
        alternatives=tuple(alternatives(work, desk, period)) if firm else (),
    )


def find_free_artists(
    work: Work, *, start: Moment, end: Moment, skills: tuple[str, ...] = (), limit: int = MANY
) -> list[FreeArtist]:
    """The artists with all of the skills who have no firm booking and no leave in the range.

    Raises NotAllowed, BadPeriod or NoSuchLocalTime.
    """
    work.actor.must(Permission.SEE_BOARD)
    period = Period.checked(*instants(work, startTime=start, endTime=end))
    wanted = sorted({skill.lower() for each in skills if (skill := searchable(each))})
    return _free(work, period, wanted, at_least=len(wanted), holds_count=False, at_most=limit)


def alternatives(work: Work, desk: Desk, period: Period) -> list[Alternative]:
    """The artist's next free gap of that length, then others with such skills in the range.

    The gap has as many of the artist's working hours as was asked for.
    """
    ranked = desk.studio.policy is QueuePolicy.RANKED
    person = work.connection.execute(_PERSON, _who(work, desk.artist_id)).one()
    taken = _taken(work, desk, period, holds_count=ranked)
    gap = next_gap(period, taken, desk.studio.zone, _enough_work(work, person, period))
    later = [] if gap is None else [_same(desk, gap)]
    skills: list[str] = person.skills
    others = _free(
        work,
        period,
        skills,
        at_least=min(1, len(skills)),
        holds_count=ranked,
        at_most=FEW,
        except_for=desk.artist_id,
    )
    return later + [_other(artist, period) for artist in others]


def _enough_work(work: Work, person: Row[Any], wanted: Period) -> Callable[[Period], bool]:
    """Whether a period has at least the working hours that another one has."""
    year = Period(wanted.start, wanted.end + timedelta(days=FAR_ENOUGH + 2))
    minutes = partial(
        working_minutes,
        pattern=WorkPattern.of(person.working_hours),
        zone=zone_named(person.zone),
        holidays=holidays_within(work, year),
    )
    enough = minutes(wanted)
    return lambda period: minutes(period) >= enough


def _taken(work: Work, desk: Desk, period: Period, *, holds_count: bool) -> list[Period]:
    asked = _who(work, desk.artist_id) | {
        "start": period.start,
        "end": period.end + timedelta(days=FAR_ENOUGH + 2),
        "holds_count": holds_count,
    }
    rows = work.connection.execute(_TAKEN_OF_ONE, asked)
    return [Period(row.start_at, row.end_at) for row in rows]


def _free(
    work: Work,
    period: Period,
    skills: list[str],
    *,
    at_least: int,
    holds_count: bool,
    at_most: int,
    except_for: UUID | None = None,
) -> list[FreeArtist]:
    asked = {
        "tenant_id": work.actor.tenant_id,
        "start": period.start,
        "end": period.end,
        "skills": skills,
        "at_least": at_least,
        "holds_count": holds_count,
        "at_most": at_most,
        "except_for": except_for,
    }
    return [
        FreeArtist(row.id, row.name, row.title, row.department, tuple(row.skills or ()))
        for row in work.connection.execute(_FREE, asked)
    ]


def _who(work: Work, artist_id: UUID) -> dict[str, object]:
    return {"tenant_id": work.actor.tenant_id, "artist_id": artist_id}


def _same(desk: Desk, gap: Period) -> Alternative:
    return Alternative(artist_id=desk.artist_id, artist=desk.artist, start=gap.start, end=gap.end)


def _other(artist: FreeArtist, period: Period) -> Alternative:
    return Alternative(
        artist_id=artist.id,
        artist=artist.name,
        start=period.start,
        end=period.end,
        skills=artist.skills,
    )
