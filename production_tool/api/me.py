"""Who the caller is, and what they may do."""

from uuid import UUID

from production_tool.api.deps import SignedInActor
from production_tool.api.envelope import Envelope, Wire
from production_tool.api.errors import failures
from production_tool.api.routes import thread_router
from production_tool.domain.actor import PERMISSIONS, Role
from production_tool.services.queries import members
from production_tool.services.work import reading

router = thread_router(tag="auth")


class StudioSeat(Wire):
    """The studio the caller works in; ``zone`` is an IANA name."""

    id: UUID
    slug: str
    name: str
    zone: str


class Me(Wire):
    """The caller."""

    id: UUID
    email: str
    name: str
    role: Role
    permissions: list[str]
    artist_id: UUID | None
    studio: StudioSeat


@router.get("/me", operation_id="read_me", responses=failures(401, 404, 503))
def read_me(actor: SignedInActor) -> Envelope[Me]:
    """The caller, their role in the studio and what it includes."""
    with reading(actor) as work:
        found = members.find_myself(work)
    return Envelope(
        data=Me(
            id=found.user_id,
            email=found.email,
            name=found.name,
            role=actor.role,
            permissions=sorted(PERMISSIONS[actor.role]),
            artist_id=found.artist_id,
            studio=StudioSeat(
                id=found.tenant_id, slug=found.slug, name=found.studio, zone=found.zone
            ),
        )
    )
