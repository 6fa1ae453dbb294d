"""One's own last change of bookings, taken back or done again over REST."""

from fastapi import Response

from production_tool.api.answers import Answer, listed, writing_failures
from production_tool.api.envelope import Envelope
from production_tool.api.idempotency import OnlyOnce
from production_tool.api.routes import thread_router
from production_tool.api.schemas.booking_answers import Booking
from production_tool.services.undo import redo_last, undo_last
from production_tool.services.work import Work

router = thread_router("/bookings", tag="bookings")


@router.post(
    "/undo",
    operation_id="undo_last_change",
    response_model=Envelope[list[Booking]],
    responses=writing_failures(),
)
def undo(once: OnlyOnce) -> Response:
    """Take back your own last change of the last 12 hours; a bulk is one change.

    409 when there is none, when somebody took the place, or changed the booking since.
    """

    def act(work: Work) -> Answer:
        return listed([Booking.of(row) for row in undo_last(work).bookings])

    return once(act)


@router.post(
    "/redo",
    operation_id="redo_last_change",
    response_model=Envelope[list[Booking]],
    responses=writing_failures(),
)
def redo(once: OnlyOnce) -> Response:
    """Do again what you undid last, unless you have done something new since."""

    def act(work: Work) -> Answer:
        return listed([Booking.of(row) for row in redo_last(work).bookings])

    return once(act)
