"""Bookings into the database, and what it means when the database refuses one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, insert, inspect
from sqlalchemy.sql.dml import ReturningInsert

from production_tool.domain.bookings import EXCLUSIVE, ArtistBusy, BookingRow, Status
from production_tool.domain.periods import Period
from production_tool.models import Booking
from production_tool.services.bookings.judging import artist_busy
from production_tool.services.queries.desk import COLUMNS, FIELDS, as_booking, booking_of, lay_out
from production_tool.services.work import Work, reading

_COLUMNS: list[ColumnElement[Any]] = [inspect(Booking).columns[column] for column in COLUMNS]
_INSERT: ReturningInsert[Any] = insert(Booking).returning(*_COLUMNS)


def insert_booking(work: Work, values: Mapping[str, Any]) -> BookingRow:
    """Store a new booking.

    Its row is known without asking, and the clock is ours, so that nobody can come between:
    the write may travel with the commit.
    """
    place = (values["artist_id"], values["start_at"], values["end_at"])
    _tell_who_blocks(work, *place, booking_id=values["id"])
    names = ", ".join(values)
    places = ", ".join(["%s"] * len(values))
    columns = f"INSERT INTO app.booking ({names}, created_at, updated_at)"
    work.send(f"{columns} VALUES ({places}, %s, %s)", [*values.values(), work.now, work.now])
    made = {"version": 1, "created_at": work.now, "updated_at": work.now}
    return booking_of({**values, **made})


def insert_bookings(work: Work, values: Sequence[Mapping[str, Any]]) -> list[BookingRow]:
    """Store many new bookings in a few statements; the rows come back in any order."""
    return [as_booking(row) for row in work.connection.execute(_INSERT, list(values))]


def update_booking(work: Work, booking: BookingRow, **values: Any) -> BookingRow:
    """Store a change of one booking, read under the clock of this work.

    As with a new one: its row is known without asking, and the write may travel with the commit.
    """
    known = {FIELDS.get(column, column): value for column, value in values.items()}
    known["status"] = Status(values.get("status", booking.status))
    after = replace(booking, **known, version=booking.version + 1, updated_at=work.begun)
    _tell_who_blocks(work, after.artist_id, after.start, after.end, booking_id=booking.id)
    columns = ", ".join(f"{column} = %s" for column in values)
    work.send(
        f"UPDATE app.booking SET {columns} WHERE tenant_id = %s AND id = %s",  # noqa: S608
        [*values.values(), work.tenant_id, booking.id],
    )
    return after


def _tell_who_blocks(
    work: Work, artist_id: UUID, start: datetime, end: datetime, booking_id: UUID
) -> None:
    """Should the database itself refuse the double booking: say who has the artist.

    That cannot happen while everybody takes the clock first; the database does not rely on it.
    """
    period = Period(start, end)
    work.explain_refusal_by(lambda: _who_blocks(work, artist_id, period, booking_id))


def _who_blocks(work: Work, artist_id: UUID, period: Period, booking_id: UUID) -> ArtistBusy:
    with reading(work.actor) as again:
        desk = lay_out(again, artist_id=artist_id, period=period, ignoring=booking_id)
        return artist_busy(again, desk, period, [c for c in desk.claims if c.status in EXCLUSIVE])
