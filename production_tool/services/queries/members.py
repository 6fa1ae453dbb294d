"""Who belongs to a studio, and what somebody is in it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from production_tool.domain.actor import Permission, Role
from production_tool.domain.refusals import NotFound
from production_tool.services.work import Work

_MEMBERS = text("SELECT * FROM app.members()")
_MYSELF = text("SELECT * FROM app.find_member(:person, :tenant)")


@dataclass(frozen=True, slots=True)
class Member:
    """A user of the studio, with the artist they are linked to, if any."""

    id: UUID
    user_id: UUID
    email: str
    name: str
    role: Role
    version: int
    created_at: datetime
    artist_id: UUID | None
    artist: str | None


@dataclass(frozen=True, slots=True)
class Myself:
    """The actor as a person: address, studio, and the link to an artist."""

    user_id: UUID
    email: str
    name: str
    role: Role
    artist_id: UUID | None
    tenant_id: UUID
    slug: str
    studio: str
    zone: str


def list_members(work: Work) -> list[Member]:
    """Everybody in the studio, by name. Raises NotAllowed."""
    work.actor.must(Permission.SEE_MEMBERS)
    return [
        Member(
            id=row.membership_id,
            user_id=row.user_id,
            email=row.email,
            name=row.name,
            role=Role(row.role),
            version=row.version,
            created_at=row.created_at,
            artist_id=row.artist_id,
            artist=row.artist,
        )
        for row in work.connection.execute(_MEMBERS)
    ]


def find_myself(work: Work) -> Myself:
    """The actor, as the studio knows them. Raises NotFound."""
    scope = {"person": work.actor.user_id, "tenant": work.actor.tenant_id}
    row = work.connection.execute(_MYSELF, scope).one_or_none()
    if row is None:
        raise NotFound("You do not belong to this studio any more; ask one of its owners.")
    return Myself(
        user_id=row.user_id,
        email=row.email,
        name=row.name,
        role=Role(row.role),
        artist_id=row.artist_id,
        tenant_id=row.tenant_id,
        slug=row.slug,
        studio=row.studio,
        zone=row.zone,
    )
