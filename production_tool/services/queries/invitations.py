"""Who was asked to join a studio and has not answered yet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from production_tool.domain.actor import Permission, Role
from production_tool.models import Invitation
from production_tool.services.work import Work


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An open invitation; its link was shown when it was made."""

    id: UUID
    email: str
    role: Role
    created_at: datetime
    expires_at: datetime


def list_invitations(work: Work) -> list[InvitationRow]:
    """The open ones, by address. Raises NotAllowed."""
    work.actor.must(Permission.SEE_MEMBERS)
    found = (
        select(
            col(Invitation.id),
            col(Invitation.email),
            col(Invitation.role),
            col(Invitation.created_at),
            col(Invitation.expires_at),
        )
        .where(
            col(Invitation.accepted_at).is_(None),
            col(Invitation.revoked_at).is_(None),
            col(Invitation.expires_at) > work.now,
        )
        .order_by(col(Invitation.email))
    )
    return [
        InvitationRow(row.id, row.email, Role(row.role), row.created_at, row.expires_at)
        for row in work.connection.execute(found)
    ]
