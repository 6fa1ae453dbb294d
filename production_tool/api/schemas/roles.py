"""Open roles on the wire."""

from datetime import datetime
from typing import Annotated, Literal, TypedDict
from uuid import UUID

from pydantic import Field

from production_tool.api.envelope import End, Start, Wire, goes_out_as, taken_from
from production_tool.api.schemas.base import Given, Seen, Version, When
from production_tool.api.schemas.booking_answers import Booking, ItemProblem
from production_tool.api.schemas.bookings import MOST_ITEMS
from production_tool.domain.bookings import KEEP, Status
from production_tool.domain.moments import Moment
from production_tool.domain.roles import OpenRoleRow, RoleChange, RoleStatus
from production_tool.services.bookings import OnConflict
from production_tool.services.roles import SeenRole

Title = Annotated[str, Field(min_length=1, max_length=200, examples=["Compositor"])]
Skill = Annotated[str, Field(max_length=60, examples=["nuke"])]
Notes = Annotated[str, Field(max_length=4000)]


class RoleFields(TypedDict):
    """What the service wants to know of a new role."""

    title: str
    start: Moment
    end: Moment
    skill: str
    project_id: UUID | None
    notes: str


class NewRole(Given):
    """Work that needs somebody, up to, not including, its end."""

    title: Title
    start_time: When
    end_time: When
    skill: Skill = ""
    project_id: UUID | None = None
    notes: Notes = ""

    def fields(self) -> RoleFields:
        """What the service wants to know."""
        return RoleFields(
            title=self.title,
            start=self.start_time,
            end=self.end_time,
            skill=self.skill,
            project_id=self.project_id,
            notes=self.notes,
        )


class RolePatch(Seen):
    """What is to change. A start alone moves the role at its length; an end resizes it."""

    title: Title | None = None
    start_time: When | None = None
    end_time: When | None = None
    skill: Skill | None = None
    project_id: UUID | None = None
    notes: Notes | None = None

    def change(self) -> RoleChange:
        """What is to change. A null takes the project away; elsewhere it does nothing."""
        return RoleChange(
            start=self.start_time or KEEP,
            end=self.end_time or KEEP,
            project_id=self.project_id if "project_id" in self.model_fields_set else KEEP,
            title=KEEP if self.title is None else self.title,
            skill=KEEP if self.skill is None else self.skill,
            notes=KEEP if self.notes is None else self.notes,
        )


class Filling(Seen):
    """Who is to do it: a hold unless it says otherwise, at the role's own time."""

    artist_id: UUID
    status: Literal[Status.HOLD, Status.PENCIL, Status.CONFIRMED] = Status.HOLD
    start_time: When | None = Field(default=None, description="Another start; its length stays.")
    end_time: When | None = None


class OpenRole(Wire):
    """Work that waits for a person; ``bookingId`` is what filled it."""

    id: UUID
    project_id: UUID | None
    project: str = Field(examples=["NOR100 Northlight"])
    title: str
    skill: str
    notes: str
    status: RoleStatus
    start_time: Start
    end_time: End
    booking_id: UUID | None
    version: int
    created_at: datetime
    updated_at: datetime


class Filled(Wire):
    """A role, and the booking that fills it."""

    role: OpenRole
    booking: Booking


class MoveRole(Given):
    """A role to move to another start, at its length."""

    id: UUID
    version: Version
    start_time: When


class EndRole(Given):
    """A role for which nobody is looked for any more."""

    id: UUID
    version: Version


class BulkOfRoles(Given):
    """Roles to move, or roles to withdraw, in one go: all of them, or as many as can be."""

    on_conflict: OnConflict = OnConflict.FAIL
    move: list[MoveRole] = Field(default=[], max_length=MOST_ITEMS)
    withdraw: list[EndRole] = Field(default=[], max_length=MOST_ITEMS)

    def moves(self) -> list[SeenRole]:
        """What is to be moved."""
        return [
            SeenRole(role_id=one.id, seen_version=one.version, start=one.start_time)
            for one in self.move
        ]

    def ends(self) -> list[SeenRole]:
        """What is to be withdrawn."""
        return [SeenRole(role_id=one.id, seen_version=one.version) for one in self.withdraw]


class RoleAnswer(Wire):
    """What became of one item: the role as it is now, or why not."""

    index: int
    role: OpenRole | None
    problem: Annotated[ItemProblem | None, taken_from("problem", "refusal")]


class BulkOfRolesAnswer(Wire):
    """One entry an item, in order, and how many were done."""

    done: int
    items: list[RoleAnswer]


goes_out_as(OpenRoleRow, OpenRole.of)
