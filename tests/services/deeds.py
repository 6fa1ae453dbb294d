"""What people do to bookings in these tests, each deed in a work of its own."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import text

from production_tool.domain.actor import Actor
from production_tool.domain.bookings import BookingRow
from production_tool.services import bookings
from production_tool.services.queries.booking_details import booking_details
from production_tool.services.queries.bookings import BookingView, read_booking
from production_tool.services.undo import Turned, redo_last, undo_last
from production_tool.services.work import reading, working

Step = Callable[..., BookingRow]


def take(actor: Actor, step: Step, booking: BookingRow, **details: Any) -> BookingRow:
    """One change, as whoever has seen the booking as it is given."""
    with working(actor) as work:
        return step(work, booking_id=booking.id, seen_version=booking.version, **details)


def change(actor: Actor, booking: BookingRow, **wish: Any) -> BookingRow:
    """The same for what a Change names."""
    return take(actor, bookings.change_booking, booking, change=bookings.Change(**wish))


def undo(actor: Actor, **asked: Any) -> Turned:
    with working(actor) as work:
        return undo_last(work, **asked)


def redo(actor: Actor, **asked: Any) -> Turned:
    with working(actor) as work:
        return redo_last(work, **asked)


def now(actor: Actor, booking: BookingRow) -> BookingView:
    with reading(actor) as work:
        return read_booking(work, booking.id)


def place_of(row: Any) -> tuple[Any, ...]:
    """Whose it is, from when to when, and since when it waits."""
    return (row.artist_id, row.start, row.end, row.queued_at)


def facts(actor: Actor, booking: BookingRow) -> list[Any]:
    """What is told of a booking, the oldest first."""
    with reading(actor) as work:
        return list(booking_details(work, booking.id).events)


def events(actor: Actor, booking: BookingRow) -> list[str]:
    return [fact.name for fact in facts(actor, booking)]


def set_policy(actor: Actor, **columns: Any) -> None:
    with working(actor) as work:
        for name, value in columns.items():
            work.connection.execute(text(f"UPDATE app.tenant SET {name} = :v"), {"v": value})
        work.keep()
