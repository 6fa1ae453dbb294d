"""One open role's details: what happened to it, and who was booked for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from production_tool.domain.roles import OpenRoleRow
from production_tool.services.queries.facts import EventRow, events_of_role
from production_tool.services.queries.roles import find_role
from production_tool.services.queries.telling import names_of
from production_tool.services.work import Work


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
    bookings = names_of(work, [UUID(f"{each}") for each in told]) if told else {}
    return {str(id): booking.artist for id, booking in bookings.items()}
