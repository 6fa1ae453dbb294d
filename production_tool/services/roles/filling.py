"""Somebody is found for a role."""

from uuid import UUID

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import KEEP, BookingRow, Keep, Status
from production_tool.domain.moments import Moment
from production_tool.domain.role_events import role_event
from production_tool.domain.roles import OpenRoleRow, RoleChange, RoleStatus, check_open
from production_tool.services.bookings import create_booking
from production_tool.services.roles.store import seen_role, update_role, wanted_period
from production_tool.services.work import Work


def fill_role(
    work: Work,
    *,
    role_id: UUID,
    seen_version: int,
    artist_id: UUID,
    status: Status = Status.HOLD,
    start: Moment | Keep = KEEP,
    end: Moment | Keep = KEEP,
) -> tuple[OpenRoleRow, BookingRow]:
    """Book somebody for a role, at its time unless told otherwise: a start alone moves it.

    Raises NotAllowed, NoSuchRole, StaleRole, RoleNotOpen, and what create_booking raises.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    role = seen_role(work, role_id, seen_version)
    check_open(role)
    period = wanted_period(work, role, RoleChange(start=start, end=end))
    booking = create_booking(
        work,
        artist_id=artist_id,
        start=period.start,
        end=period.end,
        status=status,
        project_id=role.project_id,
        title=role.title,
        notes=role.notes,
    )
    filled = update_role(work, role, status=RoleStatus.FILLED.value, booking_id=booking.id)
    work.record(role_event(role, filled))
    return filled, booking
