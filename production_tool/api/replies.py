"""What artists answer to their bookings over REST, and what the studio makes of it."""

from collections.abc import Callable
from uuid import UUID

from fastapi import Response

from production_tool.api.answers import IfMatch, seen_version, writing_failures
from production_tool.api.envelope import Envelope
from production_tool.api.idempotency import OnlyOnce
from production_tool.api.kinds import Kind
from production_tool.api.routes import thread_router
from production_tool.api.schemas.booking_answers import Booking
from production_tool.api.schemas.replies import Reply
from production_tool.domain.answers import Answer
from production_tool.domain.bookings import BookingRow
from production_tool.services import bookings

router = thread_router("/bookings", tag="bookings")
_kind = Kind(router, "booking", Booking)
_SERVICES: dict[Answer, Callable[..., BookingRow]] = {
    Answer.ACCEPTED: bookings.accept_booking,
    Answer.DECLINED: bookings.decline_booking,
    Answer.COUNTERED: bookings.counter_booking,
}


@router.post(
    "/{booking_id}/answer",
    operation_id="answer_booking",
    response_model=Envelope[Booking],
    responses=writing_failures(),
)
def answer(booking_id: UUID, body: Reply, once: OnlyOnce, if_match: IfMatch = None) -> Response:
    """Say yes or no to an own booking, or suggest something else; a no ends it.

    It may be answered anew while it stands."""
    seen = seen_version(body.version, if_match)
    wish = {"booking_id": booking_id, "seen_version": seen, **body.counter()}
    return once(lambda work: _kind.one(_SERVICES[body.answer](work, **wish)))


_kind.steps(
    "counter/accept",
    bookings.accept_counter,
    "Take what the artist suggests: the booking goes there, at that rate, and is accepted. "
    "409 when the artist is busy then.",
)
_kind.steps(
    "counter/drop",
    bookings.drop_counter,
    "Leave the booking as it is; the artist is asked again whether it suits.",
)
