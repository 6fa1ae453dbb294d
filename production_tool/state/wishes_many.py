"""One wish for many bookings: as many as can be, in one transaction, with an answer each."""

from production_tool.services import bookings
from production_tool.services.bookings import ItemReport, Move, OnConflict, Seen
from production_tool.services.work import Work
from production_tool.state.asked import ActMany, ChangeMany
from production_tool.state.wishes import step_named


def move_many(work: Work, *, asked: ChangeMany) -> list[ItemReport]:
    """Move bookings to where they were let go; each keeps its length. Raises NotAllowed."""
    moves = [
        Move(
            booking_id=item.booking_id,
            seen_version=item.version,
            artist_id=item.artist_id,
            start=item.start,
        )
        for item in asked.items
    ]
    return bookings.move_bookings(work, moves=moves, on_conflict=OnConflict.SKIP)


def act_many(work: Work, *, asked: ActMany) -> list[ItemReport]:
    """The same step for bookings. Raises Invalid or NotAllowed."""
    items = [Seen(booking_id=item.booking_id, seen_version=item.version) for item in asked.items]
    step = step_named(asked.action)
    return bookings.step_bookings(work, step=step, items=items, on_conflict=OnConflict.SKIP)
