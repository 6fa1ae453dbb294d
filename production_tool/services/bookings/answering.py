"""What artists answer to their bookings, and what the studio makes of their suggestions."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from production_tool.domain.actor import Permission
from production_tool.domain.answering import (
    BookingAccepted,
    BookingCountered,
    CounterAccepted,
    CounterDropped,
    NotTheirs,
    answered,
    check_can_answer,
    check_new_answer,
    checked_counter,
    suggested,
)
from production_tool.domain.answers import Answer, Counter
from production_tool.domain.bookings import (
    KEEP,
    BookingRow,
    Keep,
    NoSuchBooking,
    check_version,
)
from production_tool.domain.moments import Moment
from production_tool.domain.placing import changed_period
from production_tool.services.bookings.changing import place_values
from production_tool.services.bookings.judging import refuse_if_busy
from production_tool.services.bookings.settling import settle
from production_tool.services.bookings.store import update_booking
from production_tool.services.queries.desk import Studio, lay_out, stored_booking
from production_tool.services.work import Work


def accept_booking(work: Work, *, booking_id: UUID, seen_version: int) -> BookingRow:
    """Say yes to an own booking; it may be answered anew while it stands.

    Raises NotAllowed, NotTheirs, NotFound, StaleBooking, BookingEnded, NotAsked, AllOver or
    AnsweredSo.
    """
    work.actor.must(Permission.ANSWER_OWN_BOOKINGS)
    booking, _ = _own(work, booking_id, seen_version)
    check_new_answer(booking)
    after = update_booking(work, booking, **answered(Answer.ACCEPTED))
    work.record(BookingAccepted.of(booking, after))
    return after


def counter_booking(
    work: Work,
    *,
    booking_id: UUID,
    seen_version: int,
    start: Moment | Keep = KEEP,
    end: Moment | Keep = KEEP,
    day_rate: Decimal | None = None,
    words: str = "",
) -> BookingRow:
    """Suggest other dates for an own booking, another rate, or say what else is wrong.

    It stays where it is until the studio decides. Raises as accept_booking does, BadPeriod,
    NoSuchLocalTime or BadCounter.
    """
    work.actor.must(Permission.ANSWER_OWN_BOOKINGS)
    booking, studio = _own(work, booking_id, seen_version)
    period = changed_period(booking.period, studio.zone, start=start, end=end)
    asked = Counter(day_rate=day_rate, words=words)
    counter = checked_counter(booking, asked, period, now=work.now)
    after = update_booking(work, booking, **answered(Answer.COUNTERED, counter))
    work.record(BookingCountered.of(booking, after))
    return after


def accept_counter(work: Work, *, booking_id: UUID, seen_version: int) -> BookingRow:
    """Take what the artist suggests: the booking goes there, at that rate, and is accepted.

    Raises NotAllowed, NotFound, StaleBooking, BookingEnded, NothingSuggested, ArtistArchived or
    ArtistBusy.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    booking, counter = _countered(work, booking_id, seen_version)
    wanted = replace(
        booking, start=counter.start or booking.start, end=counter.end or booking.end
    ).period
    values = answered(Answer.ACCEPTED)
    if wanted != booking.period:
        desk = lay_out(work, artist_id=booking.artist_id, period=wanted, ignoring=booking.id)
        refuse_if_busy(work, desk, wanted, booking.status)
        values |= place_values(work, booking, booking.artist_id, wanted)
    if counter.day_rate is not None:
        values["day_rate"] = counter.day_rate
    after = update_booking(work, booking, **values)
    work.record(CounterAccepted.of(booking, after))
    settle(work, after)
    return after


def drop_counter(work: Work, *, booking_id: UUID, seen_version: int) -> BookingRow:
    """Leave the booking as it is: the artist is asked again whether it suits.

    Raises NotAllowed, NotFound, StaleBooking, BookingEnded or NothingSuggested.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    booking, _ = _countered(work, booking_id, seen_version)
    after = update_booking(work, booking, **answered(Answer.PENDING))
    work.record(CounterDropped.of(booking, after))
    return after


def _own(work: Work, booking_id: UUID, seen_version: int) -> tuple[BookingRow, Studio]:
    """The booking that its own artist answers. Of others a freelancer learns nothing."""
    work.lock()
    booking, studio = stored_booking(work, booking_id=booking_id)
    if booking.artist_id != work.actor.artist_id:
        if not work.actor.may(Permission.SEE_BOARD):
            raise NoSuchBooking
        raise NotTheirs(
            "Only the artist answers; note a no with Artist declined, or confirm without an answer."
        )
    check_version(booking, seen_version)
    check_can_answer(booking, now=work.now)
    return booking, studio


def _countered(work: Work, booking_id: UUID, seen_version: int) -> tuple[BookingRow, Counter]:
    work.lock()
    booking, _ = stored_booking(work, booking_id=booking_id)
    check_version(booking, seen_version)
    return booking, suggested(booking)
