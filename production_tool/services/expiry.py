"""Holds and challenges whose time ran out: studio by studio, each exactly once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from production_tool.services.bookings.settling import settle_due
from production_tool.services.work import across_studios, tending

MANY_STUDIOS = 1000

_DUE = text("SELECT app.due_tenants(:at_most)")
_NEXT = text("SELECT least(app.next_expiry(), app.next_challenge_end())")
_UNDECIDED = text("SELECT app.due_challenges(:at_most)")
_STAMPED = text(
    "SELECT count(*) FROM app.booking_event"
    " WHERE tenant_id = :tenant_id AND seq = :seq AND name = 'HoldExpired'"
)


def sweep(*, at_most: int = MANY_STUDIOS) -> int:
    """Stamp overdue holds of every studio that is not being written to; how many they were.

    Challenges that are over by then are decided with them.
    Any number of processes may sweep at once. Nobody waits: a studio's next write stamps them
    too, and until then they count for nothing anyway. Raises Unavailable.
    """
    with across_studios() as worker:
        due = [
            *worker.scalars(_DUE, {"at_most": at_most}),
            *worker.scalars(_UNDECIDED, {"at_most": at_most}),
        ]
    return sum(_expire_in(studio) for studio in dict.fromkeys(due))


def next_expiry() -> datetime | None:
    """The UTC instant at which the next hold lapses or challenge ends. Raises Unavailable."""
    with across_studios() as worker:
        return worker.scalar(_NEXT)


def _expire_in(tenant_id: UUID) -> int:
    with tending(tenant_id) as work:
        if not work.lock_if_idle():
            return 0
        # Taking the clock has stamped them, and the database has written their events.
        asked = {"tenant_id": tenant_id, "seq": work.seq}
        stamped = work.connection.scalar(_STAMPED, asked) or 0
        if settle_due(work) or stamped:
            work.keep()
        return stamped
