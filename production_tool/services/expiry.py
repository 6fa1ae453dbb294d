"""Holds whose time ran out: stamped studio by studio, each exactly once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from production_tool.services.work import across_studios, tending

MANY_STUDIOS = 1000

_DUE = text("SELECT app.due_tenants(:at_most)")
_NEXT = text("SELECT app.next_expiry()")
_STAMPED = text(
    "SELECT count(*) FROM app.booking_event"
    " WHERE tenant_id = :tenant_id AND seq = :seq AND name = 'HoldExpired'"
)


def sweep(*, at_most: int = MANY_STUDIOS) -> int:
    """Stamp overdue holds of every studio that is not being written to; how many they were.

    Any number of processes may sweep at once. Nobody waits: a studio's next write stamps them
    too, and until then they count for nothing anyway. Raises Unavailable.
    """
    with across_studios() as worker:
        due = list(worker.scalars(_DUE, {"at_most": at_most}))
    return sum(_expire_in(studio) for studio in due)


def next_expiry() -> datetime | None:
    """The UTC instant at which the next hold lapses, if there is one. Raises Unavailable."""
    with across_studios() as worker:
        return worker.scalar(_NEXT)


def _expire_in(tenant_id: UUID) -> int:
    with tending(tenant_id) as work:
        if not work.lock_if_idle():
            return 0
        # Taking the clock has stamped them, and the database has written their events.
        asked = {"tenant_id": tenant_id, "seq": work.seq}
        stamped = work.connection.scalar(_STAMPED, asked) or 0
        if stamped:
            work.keep()
        return stamped
