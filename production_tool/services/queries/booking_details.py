"""One booking's details: its rank day by day, the hours it comes to, and what happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import Status
from production_tool.domain.periods import Period
from production_tool.domain.queue import RankOnDay, rank_per_day
from production_tool.domain.working_hours import (
    DatedException,
    ExceptionKind,
    WorkPattern,
    working_days,
    working_minutes,
)
from production_tool.domain.zones import zone_named
from production_tool.services.queries.bookings import BookingView, read_booking
from production_tool.services.queries.challenges import ChallengeView, called, challenges_of
from production_tool.services.queries.desk import claims_around, find_studio
from production_tool.services.queries.facts import EventRow, events_of_booking
from production_tool.services.queries.holidays import holidays_within
from production_tool.services.queries.ledger import known_artists
from production_tool.services.queries.telling import names_of
from production_tool.services.work import Work

_HOURS = text(
    "SELECT a.zone, a.working_hours, a.day_rate, a.currency, v.kind, v.start_at, v.end_at"
    " FROM app.artist a"
    " LEFT JOIN app.availability v ON v.tenant_id = a.tenant_id AND v.artist_id = a.id"
    " AND v.start_at < :end AND v.end_at > :start"
    " WHERE a.tenant_id = :tenant_id AND a.id = :artist_id"
)


@dataclass(frozen=True, slots=True)
class Rate:
    """What a day of the artist costs, or was agreed for the booking, for those who may know."""

    day: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class BookingDetails:
    """A booking, its rank on each local day (while it is a hold), and its history, oldest first.

    ``working_minutes`` is its overlap with the artist's working hours less leave and holidays,
    ``working_days`` on how many days that is; ``rate`` is for those who may know it, and so are
    ``names``: who had the booking before, and which others it met in a challenge, by id.
    """

    booking: BookingView
    ranks: tuple[RankOnDay, ...]
    working_minutes: int
    working_days: int
    rate: Rate | None
    events: tuple[EventRow, ...]
    names: Mapping[str, str]
    challenges: tuple[ChallengeView, ...]


def booking_details(work: Work, booking_id: UUID) -> BookingDetails:
    """All about one booking that the actor may see. Raises NotFound."""
    booking = read_booking(work, booking_id)
    rows = _hours(work, booking)
    work_week = _work_week(rows, holidays_within(work, booking.period))
    events = events_of_booking(work, booking_id)
    return BookingDetails(
        booking=booking,
        ranks=_ranks(work, booking),
        working_minutes=working_minutes(booking.period, **work_week),
        working_days=working_days(booking.period, **work_week),
        rate=_rate(work, booking, rows[0]),
        events=events,
        names=_artists(work, events) | _others(work, events),
        challenges=challenges_of(work, booking),
    )


def _ranks(work: Work, booking: BookingView) -> tuple[RankOnDay, ...]:
    if booking.status is not Status.HOLD:
        return ()
    around = claims_around(work, artist_id=booking.artist_id, period=booking.period)
    mine = next((claim for claim in around if claim.id == booking.id), None)
    zone = find_studio(work).zone
    return () if mine is None else tuple(rank_per_day(mine, around, zone))


def _hours(work: Work, booking: BookingView) -> Sequence[Row[Any]]:
    asked = {
        "tenant_id": work.actor.tenant_id,
        "artist_id": booking.artist_id,
        "start": booking.start,
        "end": booking.end,
    }
    return work.connection.execute(_HOURS, asked).all()


def _work_week(rows: Sequence[Row[Any]], holidays: Sequence[Period]) -> dict[str, Any]:
    exceptions = [
        DatedException(ExceptionKind(row.kind), Period(row.start_at, row.end_at))
        for row in rows
        if row.kind is not None
    ]
    return {
        "pattern": WorkPattern.of(rows[0].working_hours),
        "zone": zone_named(rows[0].zone),
        "exceptions": exceptions,
        "holidays": holidays,
    }


def _rate(work: Work, booking: BookingView, row: Row[Any]) -> Rate | None:
    seen = work.actor.may(Permission.SEE_RATES) or booking.artist_id == work.actor.artist_id
    day = row.day_rate if booking.day_rate is None else booking.day_rate
    return Rate(day, row.currency) if seen and day is not None else None


def _artists(work: Work, events: Sequence[EventRow]) -> dict[str, str]:
    told = {
        facts["artist_id"]
        for event in events
        for facts in (event.before or {}, event.after or {})
        if "artist_id" in facts
    }
    if len(told) < 2 or not work.actor.may(Permission.SEE_BOARD):
        return {}
    artists = known_artists(work, (UUID(each) for each in told))
    return {str(id): artist.name for id, artist in artists.items()}


def _others(work: Work, events: Sequence[EventRow]) -> dict[str, str]:
    """What else stood in its challenges, by or against it."""
    sides = ((event.after or {}).get(side) for event in events for side in ("by", "against"))
    ids = {UUID(each) for each in sides if each}
    if not ids or not work.actor.may(Permission.SEE_BOARD):
        return {}
    return {str(id): called(named) for id, named in names_of(work, list(ids)).items()}
