"""Many roles moved, or withdrawn, at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from production_tool.domain.actor import Permission
from production_tool.domain.moments import Moment
from production_tool.domain.roles import OpenRoleRow, RoleChange
from production_tool.services.bookings import ItemReport, OnConflict
from production_tool.services.bookings.bulk import reported, tried
from production_tool.services.roles.asking import change_role, withdraw_role
from production_tool.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRole:
    """A role as its author saw it, and the ``start`` it is to have when it moves."""

    role_id: UUID
    seen_version: int
    start: Moment | None = None


def move_roles(
    work: Work, *, moves: Sequence[SeenRole], on_conflict: OnConflict = OnConflict.FAIL
) -> list[ItemReport]:
    """Move many roles in their row, all or (``skip``) as many as can be; lengths stay.

    One entry a move comes back, in order. Raises NotAllowed, or BulkRefused with the report.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)

    def move(item: SeenRole) -> OpenRoleRow:
        change = RoleChange() if item.start is None else RoleChange(start=item.start)
        return change_role(
            work, role_id=item.role_id, seen_version=item.seen_version, change=change
        )

    return reported(tried(moves, move), on_conflict)


def withdraw_roles(
    work: Work, *, items: Sequence[SeenRole], on_conflict: OnConflict = OnConflict.FAIL
) -> list[ItemReport]:
    """Look for nobody any more, for many roles; else as move_roles."""
    work.actor.must(Permission.PLAN_BOOKINGS)

    def withdraw(item: SeenRole) -> OpenRoleRow:
        return withdraw_role(work, role_id=item.role_id, seen_version=item.seen_version)

    return reported(tried(items, withdraw), on_conflict)
