"""From status to status: pencil, confirm, step back, and the ends."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from production_tool.domain.actor import Permission
from production_tool.domain.answering import answered, check_accepted
from production_tool.domain.answers import Answer
from production_tool.domain.bookings import (
    EXCLUSIVE,
    BookingRow,
    NoSuchBooking,
    Status,
    check_live,
    check_step,
    check_version,
)
from production_tool.domain.events import BECAME
from production_tool.domain.expiry import expiry_for
from production_tool.domain.moments import Moment, to_utc
from production_tool.services.bookings.judging import (
    holds_overtaken,
    refuse_if_busy,
    refuse_unasked,
)
from production_tool.services.bookings.settling import refuse_late_answer, settle
from production_tool.services.bookings.store import update_booking
from production_tool.services.queries.desk import (
    ClaimRow,
    Studio,
    lay_out,
    stored_booking,
)
from production_tool.services.work import Work


def pencil_booking(work: Work, *, booking_id: UUID, seen_version: int) -> BookingRow:
    """Make a hold a pencil, which keeps every other firm booking out; or take a confirmed one back.

    Raises NotAllowed, NotFound, StaleBooking, BookingEnded, NotAStep, BehindAnotherHold,
    AnsweredTooLate or ArtistBusy.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    return _step(work, booking_id, seen_version, Status.PENCIL)


def confirm_booking(
    work: Work, *, booking_id: UUID, seen_version: int, agreed: bool = False
) -> BookingRow:
    """Make a hold or a pencil firm; ``agreed`` says that the artist's word was had elsewhere.

    Raises NotAllowed, NotFound, StaleBooking, BookingEnded, NotAStep, BehindAnotherHold,
    AnsweredTooLate, ArtistBusy, or NotAccepted where the studio waits for the artist's answer.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    booking, studio = _seen(work, booking_id, seen_version)
    if agreed:
        studio = replace(studio, acceptance_required=False)
    return _take(work, booking, studio, Status.CONFIRMED)


def step_back(
    work: Work, *, booking_id: UUID, seen_version: int, expires_at: Moment | None = None
) -> BookingRow:
    """From confirmed to a pencil, from a pencil to a hold: its old place, a new expiry.

    Raises NotAllowed, NotFound, StaleBooking, BookingEnded, NotAStep or ExpiryInThePast.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    booking, studio = _seen(work, booking_id, seen_version)
    firm = booking.status is Status.CONFIRMED
    to = Status.PENCIL if firm else Status.HOLD
    return _take(work, booking, studio, to, expires_at=None if firm else expires_at)


def release_booking(work: Work, *, booking_id: UUID, seen_version: int) -> BookingRow:
    """Give a hold or a pencil back.

    Raises NotAllowed, NotFound, StaleBooking, BookingEnded or NotAStep.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    return _step(work, booking_id, seen_version, Status.RELEASED)


def cancel_booking(work: Work, *, booking_id: UUID, seen_version: int) -> BookingRow:
    """Call a confirmed booking off; the holds behind it count again.

    Raises NotAllowed, NotFound, StaleBooking, BookingEnded or NotAStep.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    return _step(work, booking_id, seen_version, Status.CANCELLED)


def end_booking(work: Work, *, booking_id: UUID, seen_version: int) -> BookingRow:
    """Release what is a hold or a pencil, cancel what is confirmed.

    Raises NotAllowed, NotFound, StaleBooking or BookingEnded.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    booking, studio = _seen(work, booking_id, seen_version)
    check_live(booking)
    firm = booking.status is Status.CONFIRMED
    return _take(work, booking, studio, Status.CANCELLED if firm else Status.RELEASED)


def decline_booking(work: Work, *, booking_id: UUID, seen_version: int) -> BookingRow:
    """Say no for the artist: the artist's own answer, or a planner's note of it.

    Raises NotAllowed, NotFound (also for a booking of somebody else's), StaleBooking,
    BookingEnded or NotAStep.
    """
    work.actor.must(Permission.ANSWER_OWN_BOOKINGS)
    work.lock()
    booking, studio = stored_booking(work, booking_id=booking_id)
    own = booking.artist_id == work.actor.artist_id
    if not own and not work.actor.may(Permission.PLAN_BOOKINGS):
        raise NoSuchBooking
    check_version(booking, seen_version)
    return _take(work, booking, studio, Status.DECLINED)


def _step(work: Work, booking_id: UUID, seen_version: int, to: Status) -> BookingRow:
    work.lock()
    booking, studio = _seen(work, booking_id, seen_version)
    return _take(work, booking, studio, to)


def _seen(work: Work, booking_id: UUID, seen_version: int) -> tuple[BookingRow, Studio]:
    booking, studio = stored_booking(work, booking_id=booking_id)
    check_version(booking, seen_version)
    return booking, studio


def _take(
    work: Work,
    booking: BookingRow,
    studio: Studio,
    to: Status,
    *,
    expires_at: Moment | None = None,
) -> BookingRow:
    check_step(booking, to)
    if to is Status.CONFIRMED and studio.acceptance_required:
        check_accepted(booking)
    overtaken, answers = _make_room(work, booking, studio, to)
    values = _values(work, booking, studio, to, expires_at)
    after = update_booking(work, booking, answers=answers, **values)
    more = {"overtook": [str(claim.id) for claim in overtaken]} if overtaken else {}
    work.record(BECAME[to].of(booking, after, **more))
    settle(work, after)
    return after


def _make_room(
    work: Work, booking: BookingRow, studio: Studio, to: Status
) -> tuple[list[ClaimRow], bool]:
    """What a hold overtakes by becoming firm, and whether its artist can be asked then.

    Raises ArtistBusy, NotAccepted, AnsweredTooLate or BehindAnotherHold.
    """
    if booking.status in EXCLUSIVE or to not in EXCLUSIVE:
        return [], False
    desk = lay_out(work, artist_id=booking.artist_id, period=booking.period, ignoring=booking.id)
    refuse_if_busy(work, desk, booking.period, to)
    refuse_unasked(studio, to, desk.artist, answers=desk.answers)
    refuse_late_answer(work, booking)
    return holds_overtaken(work, desk, booking), desk.answers


def _values(
    work: Work, booking: BookingRow, studio: Studio, to: Status, expires_at: Moment | None
) -> dict[str, Any]:
    if to is Status.HOLD:
        wished = to_utc(expires_at, studio.zone, field="expiresAt") if expires_at else None
        expiry = expiry_for(wished, now=work.now, start=booking.start, policy=studio.expiry)
        return {"status": to.value, "expires_at": expiry}
    values: dict[str, Any] = {"status": to.value}
    values["expires_at"] = None if to in EXCLUSIVE else booking.expires_at
    return values | answered(Answer.DECLINED) if to is Status.DECLINED else values
