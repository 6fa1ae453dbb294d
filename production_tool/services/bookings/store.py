"""Bookings into the database, and what it means when the database refuses one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb
from sqlalchemy import ColumnElement, insert, inspect
from sqlalchemy.sql.dml import ReturningInsert

from production_tool.domain.answering import answer_to
from production_tool.domain.answers import Answer, Counter
from production_tool.domain.bookings import EXCLUSIVE, ArtistBusy, BookingRow, Status
from production_tool.domain.periods import Period
from production_tool.models import Booking
from production_tool.services.bookings.judging import artist_busy
from production_tool.services.queries.desk import COLUMNS, FIELDS, as_booking, booking_of, lay_out
from production_tool.services.work import Work, reading

_COLUMNS: list[ColumnElement[Any]] = [inspect(Booking).columns[column] for column in COLUMNS]
_INSERT: ReturningInsert[Any] = insert(Booking).returning(*_COLUMNS)
_NOT_YET = dict.fromkeys(("counter", "day_rate"))
_ANSWERS = (
    "SELECT a.user_id IS NOT NULL AS answers FROM app.artist a"
    " WHERE a.tenant_id = %(tenant_id)s AND a.id = %(id)s"
)


def insert_booking(work: Work, values: Mapping[str, Any]) -> BookingRow:
    """Store a new booking.

    Its row is known without asking, and the clock is ours, so that nobody can come between:
    the write may travel with the commit.
    """
    place = (values["artist_id"], values["start_at"], values["end_at"])
    _tell_who_blocks(work, *place, booking_id=values["id"])
    made = {"version": 1, "created_at": work.now, "updated_at": work.now}
    names = ", ".join(values)
    places = ", ".join(["%s"] * len(values))
    columns = f"INSERT INTO app.booking ({names}, created_at, updated_at)"
    work.send(f"{columns} VALUES ({places}, %s, %s)", [*values.values(), work.now, work.now])
    return booking_of({**_NOT_YET, **values, **made})


def insert_bookings(work: Work, values: Sequence[Mapping[str, Any]]) -> list[BookingRow]:
    """Store many new bookings in a few statements; the rows come back in any order."""
    return [as_booking(row) for row in work.connection.execute(_INSERT, list(values))]


def update_booking(
    work: Work, booking: BookingRow, *, answers: bool | None = None, **values: Any
) -> BookingRow:
    """Store a change of one booking, read under the clock of this work.

    What it asks its artist follows by itself, unless an answer is among the values; ``answers``
    says whether the artist it then has can be asked, if the caller knows.

    As with a new one: its row is known without asking, and the write may travel with the commit.
    """
    after = replace(_with(booking, values), version=booking.version + 1, updated_at=work.begun)
    asked = _asked(work, booking, after, answers, values)
    after, values = replace(after, **asked), values | asked
    _tell_who_blocks(work, after.artist_id, after.start, after.end, booking_id=booking.id)
    columns = ", ".join(f"{column} = %s" for column in values)
    work.send(
        f"UPDATE app.booking SET {columns} WHERE tenant_id = %s AND id = %s",  # noqa: S608
        [*map(_stored, values.values()), work.tenant_id, booking.id],
    )
    return after


def _with(booking: BookingRow, values: Mapping[str, Any]) -> BookingRow:
    known = {FIELDS.get(column, column): value for column, value in values.items()}
    known["status"] = Status(values.get("status", booking.status))
    return replace(booking, **known)


def _asked(
    work: Work,
    before: BookingRow,
    after: BookingRow,
    answers: bool | None,
    values: Mapping[str, Any],
) -> dict[str, Any]:
    """The columns of answer, suggestion and rate that the change makes others."""
    answer = after.answer
    if "answer" not in values:

        def can_answer() -> bool:
            return _can_answer(work, after.artist_id) if answers is None else answers

        answer = answer_to(before, after, now=work.now, answers=can_answer)
    becomes: dict[str, Any] = {"answer": answer}
    if answer is not Answer.COUNTERED:
        becomes["counter"] = None
    if before.artist_id != after.artist_id and "day_rate" not in values:  # of somebody else
        becomes["day_rate"] = None
    return {column: to for column, to in becomes.items() if to != getattr(after, column)}


def _can_answer(work: Work, artist_id: UUID) -> bool:
    asked = {"tenant_id": work.tenant_id, "id": artist_id}
    return any(row.answers for row in work.ask(_ANSWERS, asked))


def _stored(value: Any) -> Any:
    if isinstance(value, Counter):
        return Jsonb(value.told())
    return value.value if isinstance(value, StrEnum) else value


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
