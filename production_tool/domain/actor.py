"""Who acts, and what each role may do. Nobody may do more than a studio's owner."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from production_tool.domain.refusals import NotAllowed


class Role(StrEnum):
    """What a membership makes of a user in one studio."""

    STUDIO_OWNER = "studio_owner"
    STUDIO_MANAGER = "studio_manager"
    FREELANCER = "freelancer"


class Permission(StrEnum):
    """A right, worded as what it lets somebody do."""

    PLAN_BOOKINGS = "plan bookings"
    SEE_BOARD = "see the booking board"
    SEE_OWN_BOOKINGS = "see their own bookings"
    ANSWER_OWN_BOOKINGS = "answer their own bookings"
    SEE_ARTISTS = "see artists"
    EDIT_ARTISTS = "edit artists"
    SEE_RATES = "see rates"
    SEE_PROJECTS = "see projects"
    EDIT_PROJECTS = "edit projects"
    IMPORT = "import data"
    SEE_MEMBERS = "see members"
    EDIT_MEMBERS = "edit members"
    EDIT_STUDIO = "change the studio's settings"
    EDIT_TOKENS = "make and revoke API tokens"


_FREELANCER = frozenset({Permission.SEE_OWN_BOOKINGS, Permission.ANSWER_OWN_BOOKINGS})
_MANAGER = _FREELANCER | {
    Permission.PLAN_BOOKINGS,
    Permission.SEE_BOARD,
    Permission.SEE_ARTISTS,
    Permission.EDIT_ARTISTS,
    Permission.SEE_RATES,
    Permission.SEE_PROJECTS,
    Permission.EDIT_PROJECTS,
    Permission.IMPORT,
}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.STUDIO_OWNER: frozenset(Permission),
    Role.STUDIO_MANAGER: frozenset(_MANAGER),
    Role.FREELANCER: _FREELANCER,
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A user acting in one studio, as the session or token says; never as an argument says.

    ``artist_id`` is the artist of this studio the user is linked to, if any.
    ``request_id`` is written into history beside every change.
    """

    user_id: UUID
    tenant_id: UUID
    role: Role
    name: str
    artist_id: UUID | None = None
    request_id: str = ""

    def may(self, permission: Permission) -> bool:
        """Whether the actor's role includes the right."""
        return permission in PERMISSIONS[self.role]

    def must(self, permission: Permission) -> None:
        """Raises NotAllowed unless the actor's role includes the right."""
        if not self.may(permission):
            role = self.role.value.replace("_", " ")
            raise NotAllowed(
                f"A {role} may not {permission.value}; ask an owner of the studio to do it."
            )
