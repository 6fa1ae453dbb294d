"""Wishes for a role that waits: moved in its row, given to a person, or withdrawn."""

from datetime import datetime
from typing import Any
from uuid import UUID

from production_tool.domain.bookings import KEEP, BookingRow, Keep, NoSuchBooking
from production_tool.domain.refusals import Invalid, NotFound
from production_tool.domain.roles import OpenRoleRow, RoleChange
from production_tool.services import roles
from production_tool.services.queries.roles import find_role
from production_tool.services.work import Work
from production_tool.state.wish import Wish, given

NOBODY = UUID(int=0)  # stands for the row of roles, where every other row has its artist


def as_row(value: Any) -> Any:
    """The row a bar was let go on, as the widget names it."""
    return NOBODY if value == "roles" else value


def carry_out_for_role(work: Work, *, wish: Wish) -> BookingRow | OpenRoleRow:
    """Do what is wished of a role; the role as it is then, or the booking that came of it.

    Raises NotFound when there is no such role, Invalid, and what the service for it raises.
    """
    role = _known(work, given(wish.booking_id), let_go_on=wish.artist_id)
    seen = {"role_id": role.id, "seen_version": wish.version}
    if wish.kind == "step":
        return _step(work, role, seen, wish.step)
    if wish.kind == "repeat":
        return _repeat(work, seen, **wish.columns)
    artist_id = given(wish.artist_id)
    place: dict[str, Any] = {"start": given(wish.start), "end": given(wish.end)}
    if wish.kind == "copy":
        return _copy(work, role, artist_id, place)
    if artist_id == NOBODY:
        return roles.change_role(work, **seen, change=RoleChange(**place))
    _, booking = roles.fill_role(work, **seen, artist_id=artist_id, **place)
    return booking


def _known(work: Work, role_id: UUID, *, let_go_on: UUID | None) -> OpenRoleRow:
    try:
        return find_role(work, role_id)
    except NotFound as missing:
        if let_go_on == NOBODY:
            raise Invalid(
                "A booking belongs to a person; drop it on one, or draw a new role here."
            ) from missing
        raise NoSuchBooking from missing


def _step(work: Work, role: OpenRoleRow, seen: dict[str, Any], step: str) -> OpenRoleRow:
    if step != "end":
        raise Invalid(f"Nobody has the role {role.title} yet; drop it on a person first.")
    return roles.withdraw_role(work, **seen)


def _repeat(
    work: Work,
    seen: dict[str, Any],
    *,
    artist_id: UUID | None = None,
    start_at: datetime | Keep = KEEP,
    end_at: datetime | Keep = KEEP,
    **words: Any,
) -> BookingRow | OpenRoleRow:
    if artist_id is None:
        change = RoleChange(start=start_at, end=end_at, **words)
        return roles.change_role(work, **seen, change=change)
    _, booking = roles.fill_role(work, **seen, artist_id=artist_id, start=start_at, end=end_at)
    return booking


def _copy(work: Work, role: OpenRoleRow, artist_id: UUID, place: dict[str, Any]) -> OpenRoleRow:
    if artist_id != NOBODY:
        raise Invalid("A role is filled once; drop it on the person without copying it.")
    return roles.copy_role(work, role_id=role.id, **place)
