"""The named API tokens of a studio; what they are is shown, never their secrets."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from production_tool.domain.actor import Permission, Role
from production_tool.services.work import Work

_TOKENS = text(
    "SELECT k.id, k.name, k.role, k.hint, k.created_at, k.expires_at, k.user_id, m.name AS maker"
    " FROM app.api_token k JOIN app.members() m USING (user_id)"
    " WHERE k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())"
    " ORDER BY k.created_at, k.id"
)


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token that still works; ``hint`` is how its secret begins."""

    id: UUID
    name: str
    role: Role
    hint: str
    created_at: datetime
    expires_at: datetime | None
    user_id: UUID
    maker: str


def list_tokens(work: Work) -> list[TokenRow]:
    """Every token that works, the oldest first. Raises NotAllowed."""
    work.actor.must(Permission.EDIT_TOKENS)
    return [
        TokenRow(
            id=row.id,
            name=row.name,
            role=Role(row.role),
            hint=row.hint,
            created_at=row.created_at,
            expires_at=row.expires_at,
            user_id=row.user_id,
            maker=row.maker,
        )
        for row in work.connection.execute(_TOKENS)
    ]
