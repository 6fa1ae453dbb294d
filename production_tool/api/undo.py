"""One's own last change of bookings and open roles, taken back or done again over REST."""

from collections.abc import Callable
from typing import Any

from fastapi import Response

from production_tool.api.answers import listed, told, writing_failures
from production_tool.api.envelope import Envelope, Wire
from production_tool.api.idempotency import OnlyOnce
from production_tool.api.routes import thread_router
from production_tool.api.schemas.booking_answers import Booking
from production_tool.api.schemas.roles import OpenRole
from production_tool.services import undo
from production_tool.services.work import Work

router = thread_router(tag="bookings")

_UNDO = """Take back your own last change of the last 12 hours; a bulk is one change.

409 when there is none, when somebody took the place, or changed the same thing since."""
_REDO = "Do again what you undid last, unless you have done something new since."


class Turned(Wire):
    """What the change was about, as it is now."""

    bookings: list[Booking]
    roles: list[OpenRole]


def _route(verb: str, turn: Callable[[Work], undo.Turned], says: str) -> None:
    """Both ways to ask for it: the first tells of bookings alone."""

    def of_bookings(once: OnlyOnce) -> Response:
        return once(lambda work: listed([Booking.of(row) for row in turn(work).bookings]))

    def of_all(once: OnlyOnce) -> Response:
        return once(lambda work: told(Turned.of(turn(work))))

    about: dict[str, Any] = {
        "methods": ["POST"],
        "summary": verb.capitalize(),
        "responses": writing_failures(),
    }
    router.add_api_route(
        f"/bookings/{verb}",
        of_bookings,
        operation_id=f"{verb}_last_change",
        description=f"{says}\n\nThe answer tells of bookings; `/{verb}` tells of open roles too.",
        response_model=Envelope[list[Booking]],
        **about,
    )
    router.add_api_route(
        f"/{verb}",
        of_all,
        operation_id=f"{verb}_last",
        description=says,
        response_model=Envelope[Turned],
        **about,
    )


_route("undo", undo.undo_last, _UNDO)
_route("redo", undo.redo_last, _REDO)
