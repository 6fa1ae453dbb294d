"""Named facts about open roles, in the past tense, as those about bookings are."""

from typing import Any

from production_tool.domain.events import Event
from production_tool.domain.roles import OpenRoleRow, RoleStatus

_TOLD: dict[str, str] = {
    "project_id": "project_id",
    "title": "title",
    "skill": "skill",
    "notes": "notes",
    "status": "status",
    "start": "start_at",
    "end": "end_at",
    "booking_id": "booking_id",
}


class RoleEvent(Event):
    """Something that happened to one role."""

    kind = "role"
    told = _TOLD


class RoleOpened(RoleEvent):
    """Somebody is wanted."""


class RoleMoved(RoleEvent):
    """Somebody is wanted at another time."""


class RoleResized(RoleEvent):
    """Somebody is wanted from earlier or later on, or for longer or shorter."""


class RoleEdited(RoleEvent):
    """What is wanted changed: title, skill, project or notes."""


class RoleFilled(RoleEvent):
    """Somebody was booked for it."""


class RoleWithdrawn(RoleEvent):
    """Nobody is looked for any more."""


class RoleReopened(RoleEvent):
    """Somebody is looked for again."""


_BECAME: dict[RoleStatus, type[RoleEvent]] = {
    RoleStatus.OPEN: RoleReopened,
    RoleStatus.FILLED: RoleFilled,
    RoleStatus.WITHDRAWN: RoleWithdrawn,
}


def role_event(before: OpenRoleRow | None, after: OpenRoleRow, **more: Any) -> RoleEvent:
    """The fact that tells a change best, and what more to tell."""
    return _kind(before, after).of(before, after, **more)


def _kind(before: OpenRoleRow | None, after: OpenRoleRow) -> type[RoleEvent]:
    if before is None:
        return RoleOpened
    if before.status is not after.status:
        return _BECAME[after.status]
    if before.period == after.period:
        return RoleEdited
    both = before.start != after.start and before.end != after.end
    return RoleMoved if both else RoleResized
