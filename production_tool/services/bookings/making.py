"""New bookings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from production_tool.domain.actor import Permission
from production_tool.domain.answering import first_answer
from production_tool.domain.bookings import (
    BookingRow,
    Status,
    check_first_status,
    check_words,
)
from production_tool.domain.events import BECAME
from production_tool.domain.expiry import expiry_for, refuse_expiry_of_firm
from production_tool.domain.ids import new_id
from production_tool.domain.moments import Moment
from production_tool.domain.periods import Period
from production_tool.services.bookings.judging import refuse_if_busy, refuse_unasked
from production_tool.services.bookings.store import insert_booking
from production_tool.services.queries.desk import Studio, instants, lay_out, stored_booking
from production_tool.services.work import Work


def create_booking(
    work: Work,
    *,
    artist_id: UUID,
    start: Moment,
    end: Moment,
    status: Status = Status.HOLD,
    project_id: UUID | None = None,
    title: str = "",
    notes: str = "",
    expires_at: Moment | None = None,
) -> BookingRow:
    """Book an artist from a start up to, not including, an end.

    Raises NotAllowed, NotFound, ArtistArchived, ProjectArchived, BadPeriod, NoSuchLocalTime,
    BadStatus, BadWords, ExpiryInThePast, ArtistBusy or NotAccepted.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    check_first_status(status)
    check_words(title=title, notes=notes)
    period = Period.checked(*instants(work, startTime=start, endTime=end))
    wished = None if expires_at is None else instants(work, expiresAt=expires_at)[0]
    work.lock()
    desk = lay_out(work, artist_id=artist_id, period=period, project_id=project_id)
    refuse_if_busy(work, desk, period, status)
    refuse_unasked(desk.studio, status, desk.artist, answers=desk.answers)
    values: dict[str, Any] = {
        "artist_id": artist_id,
        "project_id": project_id,
        "title": title,
        "notes": notes,
    } | first_values(work, desk.studio, period, status, wished, answers=desk.answers)
    booking = insert_booking(work, values)
    work.record(BECAME[status].of(None, booking))
    return booking


def copy_booking(
    work: Work,
    *,
    booking_id: UUID,
    artist_id: UUID,
    start: Moment,
    end: Moment,
    status: Status = Status.HOLD,
) -> BookingRow:
    """Book the same again: project, title and notes of a booking, for an artist in a period.

    The copy is a hold at the back of the queue, unless asked otherwise. Raises NotFound also for
    the booking to copy, and what create_booking raises.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    source, _ = stored_booking(work, booking_id=booking_id)
    return create_booking(
        work,
        artist_id=artist_id,
        start=start,
        end=end,
        status=status,
        project_id=source.project_id,
        title=source.title,
        notes=source.notes,
    )


def first_values(
    work: Work,
    studio: Studio,
    period: Period,
    status: Status,
    wished: datetime | None,
    *,
    answers: bool,
) -> dict[str, Any]:
    """The columns every new booking begins with; ``wished`` is the UTC instant it is to expire at.

    ``answers`` says whether its artist can be asked.

    Raises ExpiryInThePast or FirmBookingsLast.
    """
    if status is Status.HOLD:
        expiry = expiry_for(wished, now=work.now, start=period.start, policy=studio.expiry)
    else:
        expiry = refuse_expiry_of_firm(wished)
    answer = first_answer(status, period.end, now=work.now, answers=answers)
    return {
        "tenant_id": work.actor.tenant_id,
        "id": new_id(),
        "status": status.value,
        "start_at": period.start,
        "end_at": period.end,
        "queued_at": work.now,
        "expires_at": expiry,
        "created_by": work.actor.user_id,
        "answer": answer and answer.value,
    }
