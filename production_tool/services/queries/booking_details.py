"""One booking's details: its rank day by day, the hours it comes to, and what happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import Status
from production_tool.domain.periods import Period
from production_tool.domain.queue import RankOnDay, rank_per_day
from production_tool.domain.working_hours import (
    DatedException,
    ExceptionKind,
    WorkPattern,
    working_minutes,
)
from production_tool.domain.zones import zone_named
from production_tool.services.queries.bookings import BookingView, read_booking
from production_tool.services.queries.desk import claims_around, find_studio
from production_tool.services.work import Work

_HOURS = text(
    "SELECT a.zone, a.working_hours, v.kind, v.start_at, v.end_at FROM app.artist a"
    " LEFT JOIN app.availability v ON v.tenant_id = a.tenant_id AND v.artist_id = a.id"
    " AND v.start_at < :end AND v.end_at > :start"
    " WHERE a.tenant_id = :tenant_id AND a.id = :artist_id"
)
_EVENTS = text(
    "SELECT e.seq, e.at, e.name, e.actor, e.before, e.after FROM app.booking_event e"
    " WHERE e.tenant_id = :tenant_id AND e.booking_id = :booking_id ORDER BY e.seq, e.ordinal"
)
_NAMES = text("SELECT user_id, name FROM app.members()")


@dataclass(frozen=True, slots=True)
class EventRow:
    """A fact of a booking's history: what differed before and after, and by whom."""

    seq: int
    at: datetime
    name: str
    by: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class BookingDetails:
    """A booking, its rank on each local day (while it is a hold), and its history, oldest first.

    ``working_minutes`` is its overlap with the artist's working hours less leave and holidays.
    """

    booking: BookingView
    ranks: tuple[RankOnDay, ...]
    working_minutes: int
    events: tuple[EventRow, ...]


def booking_details(work: Work, booking_id: UUID) -> BookingDetails:
    """All about one booking that the actor may see. Raises NotFound."""
    booking = read_booking(work, booking_id)
    return BookingDetails(
        booking=booking,
        ranks=_ranks(work, booking),
        working_minutes=_minutes(work, booking),
        events=_events(work, booking_id),
    )


def _ranks(work: Work, booking: BookingView) -> tuple[RankOnDay, ...]:
    if booking.status is not Status.HOLD:
        return ()
    around = claims_around(work, artist_id=booking.artist_id, period=booking.period)
    mine = next((claim for claim in around if claim.id == booking.id), None)
    zone = find_studio(work).zone
    return () if mine is None else tuple(rank_per_day(mine, around, zone))


def _minutes(work: Work, booking: BookingView) -> int:
    asked = {
        "tenant_id": work.actor.tenant_id,
        "artist_id": booking.artist_id,
        "start": booking.start,
        "end": booking.end,
    }
    rows = work.connection.execute(_HOURS, asked).all()
    exceptions = [
        DatedException(ExceptionKind(row.kind), Period(row.start_at, row.end_at))
        for row in rows
        if row.kind is not None
    ]
    return working_minutes(
        booking.period,
        pattern=WorkPattern.of(rows[0].working_hours),
        zone=zone_named(rows[0].zone),
        exceptions=exceptions,
    )


def _events(work: Work, booking_id: UUID) -> tuple[EventRow, ...]:
    asked = {"tenant_id": work.actor.tenant_id, "booking_id": booking_id}
    rows = work.connection.execute(_EVENTS, asked).all()
    names = _names(work)
    return tuple(
        EventRow(row.seq, row.at, row.name, names.get(row.actor, ""), row.before, row.after)
        for row in rows
    )


def _names(work: Work) -> dict[str, str]:
    """Who is who; a freelancer knows only the own name."""
    if not work.actor.may(Permission.SEE_BOARD):
        return {str(work.actor.user_id): work.actor.name}
    return {str(row.user_id): row.name for row in work.connection.execute(_NAMES)}
