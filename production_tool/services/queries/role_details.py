"""One open role's details: what happened to it, and who was booked for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from production_tool.domain.roles import OpenRoleRow
from production_tool.services.queries.facts import EventRow, events_of_role
from production_tool.services.queries.roles import find_role
from production_tool.services.work import Work

_BOOKED = text(
    "SELECT b.id, a.name FROM app.booking b"
    " JOIN app.artist a ON a.tenant_id = b.tenant_id AND a.id = b.artist_id"
    " WHERE b.tenant_id = :tenant_id AND b.id = ANY(:ids)"
)


@dataclass(frozen=True, slots=True)
class RoleDetails:
    """A role and its history, oldest first; ``booked`` is who had each booking for it, by id."""

    role: OpenRoleRow
    events: tuple[EventRow, ...]
    booked: Mapping[str, str]

    @property
    def artist(self) -> str:
        """Who has it now, if somebody does."""
        return self.booked.get(str(self.role.booking_id), "")


def role_details(work: Work, role_id: UUID) -> RoleDetails:
    """All about one role. Raises NotAllowed or NoSuchRole."""
    role = find_role(work, role_id)
    events = events_of_role(work, role_id)
    return RoleDetails(role, events, _booked(work, events))


def _booked(work: Work, events: Sequence[EventRow]) -> dict[str, str]:
    told = {(event.after or {}).get("booking_id") for event in events} - {None}
    if not told:
        return {}
    asked = {"tenant_id": work.actor.tenant_id, "ids": [UUID(f"{each}") for each in told]}
    return {str(row.id): row.name for row in work.connection.execute(_BOOKED, asked)}
