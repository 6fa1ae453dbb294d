"""When an artist is free: what bookings and exceptions leave of a range."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from production_tool.domain.artists import ArtistRow
from production_tool.domain.periods import Period
from production_tool.domain.working_hours import DatedException, ExceptionKind, working_minutes
from production_tool.domain.zones import zone_named
from production_tool.services.queries.artists import find_artist
from production_tool.services.queries.holidays import holidays_within
from production_tool.services.work import Work

_GAPS = text("""
    SELECT lower(gap) AS start_at, upper(gap) AS end_at
    FROM unnest(
      tstzmultirange(tstzrange(:start, :end))
      - coalesce((SELECT range_agg(b.during) FROM app.booking b
          WHERE b.tenant_id = :tenant AND b.artist_id = :artist
            AND b.start_at < :end AND b.end_at > :start
            AND b.status IN ('pencil', 'confirmed')), '{}')
      - coalesce((SELECT range_agg(tstzrange(a.start_at, a.end_at)) FROM app.availability a
          WHERE a.tenant_id = :tenant AND a.artist_id = :artist
            AND a.start_at < :end AND a.end_at > :start AND a.kind <> 'extra'), '{}')
    ) AS gap ORDER BY gap
""")
_EXCEPTIONS = text("""
    SELECT a.id, a.kind, a.title, a.start_at, a.end_at FROM app.availability a
    WHERE a.tenant_id = :tenant AND a.artist_id = :artist
      AND a.start_at < :end AND a.end_at > :start
    ORDER BY a.start_at, a.id
""")


@dataclass(frozen=True, slots=True)
class FreeGap:
    """A time without a firm booking or leave, and the working minutes in it."""

    start: datetime
    end: datetime
    working_minutes: int


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """A dated exception to an artist's working hours, as it was entered."""

    id: UUID
    kind: ExceptionKind
    title: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class FreeTime:
    """An artist's range: when they work less leave, and what of it is not firmly booked.

    A public holiday is like a weekend: it lies in a gap, and has no working minutes.
    """

    artist_id: UUID
    zone: str
    start: datetime
    end: datetime
    capacity_minutes: int
    free_minutes: int
    free: tuple[FreeGap, ...]
    exceptions: tuple[ExceptionRow, ...]


def artist_free_time(work: Work, *, artist_id: UUID, period: Period) -> FreeTime:
    """What is left of a period of instants; holds leave it free, since they claim nothing yet.

    Raises NoSuchArtist or BadPeriod.
    """
    asked = Period.checked(period.start, period.end)
    artist = find_artist(work, artist_id)
    of = {
        "tenant": work.actor.tenant_id,
        "artist": artist_id,
        "start": asked.start,
        "end": asked.end,
    }
    exceptions = tuple(
        ExceptionRow(row.id, ExceptionKind(row.kind), row.title, row.start_at, row.end_at)
        for row in work.connection.execute(_EXCEPTIONS, of)
    )
    gaps = [Period(row.start_at, row.end_at) for row in work.connection.execute(_GAPS, of)]
    closed = holidays_within(work, asked)
    free = tuple(FreeGap(g.start, g.end, _minutes(artist, g, exceptions, closed)) for g in gaps)
    return FreeTime(
        artist_id=artist_id,
        zone=artist.zone,
        start=asked.start,
        end=asked.end,
        capacity_minutes=_minutes(artist, asked, exceptions, closed),
        free_minutes=sum(gap.working_minutes for gap in free),
        free=free,
        exceptions=exceptions,
    )


def _minutes(
    artist: ArtistRow,
    period: Period,
    exceptions: tuple[ExceptionRow, ...],
    holidays: Sequence[Period],
) -> int:
    return working_minutes(
        period,
        pattern=artist.working_hours,
        zone=zone_named(artist.zone),
        exceptions=[DatedException(each.kind, Period(each.start, each.end)) for each in exceptions],
        holidays=holidays,
    )
