"""Users, what they are in which studio, and how they prove it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from production_tool.models.base import (
    SCHEMA,
    Dated,
    Named,
    TenantRow,
    belongs_to_studio,
    instant,
    made_by_database,
    within_studio,
    words,
)


class UserAccount(Dated, table=True):
    """A person who signs in; one identity, any number of studios."""

    __table_args__ = (
        UniqueConstraint("email", name="user_account_email_key"),
        {"schema": SCHEMA},
    )

    id: UUID = Field(primary_key=True)
    email: str = words()
    name: str = words()
    password_hash: str | None = words(default=None)
    theme: str = words(default="system")
    disabled_at: datetime | None = instant(default=None)


class Membership(TenantRow, Dated, table=True):
    """A user in a studio, with a role."""

    __table_args__ = (
        belongs_to_studio("membership"),
        ForeignKeyConstraint(["user_id"], ["app.user_account.id"], name="membership_user_fkey"),
        UniqueConstraint("tenant_id", "user_id", name="membership_user_key"),
        Index("membership_user_idx", "user_id"),
        {"schema": SCHEMA},
    )

    user_id: UUID
    role: str = words()


class UserSession(Named, table=True):
    """A signed-in browser; the cookie's value is kept as its hash only."""

    __tablename__ = "session"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id"], ["app.user_account.id"], name="session_user_fkey", ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["studio_id"], ["app.tenant.id"], name="session_studio_fkey", ondelete="SET NULL"
        ),
        UniqueConstraint("token_hash", name="session_token_key"),
        Index("session_user_idx", "user_id"),
        Index("session_expires_idx", "expires_at"),
        {"schema": SCHEMA},
    )

    id: UUID = Field(primary_key=True)
    token_hash: bytes = Field(sa_type=LargeBinary)
    user_id: UUID
    studio_id: UUID | None = None
    user_agent: str = words(default="")
    address: str = words(default="")
    created_at: datetime = made_by_database(DateTime(timezone=True))
    seen_at: datetime = made_by_database(DateTime(timezone=True))
    expires_at: datetime = instant()


class ApiToken(TenantRow, Dated, table=True):
    """A long-lived named token; it may never do more than its maker may today."""

    __table_args__ = (
        within_studio(
            "api_token", "member", "user_id", "membership", key="user_id", ondelete="CASCADE"
        ),
        Index("api_token_hash_idx", "token_hash"),
        Index("api_token_member_idx", "tenant_id", "user_id"),
        {"schema": SCHEMA},
    )

    user_id: UUID
    name: str = words()
    role: str = words()
    token_hash: bytes = Field(sa_type=LargeBinary)
    hint: str = words(default="")
    expires_at: datetime | None = instant(default=None)
    revoked_at: datetime | None = instant(default=None)


class Invitation(TenantRow, Dated, table=True):
    """Somebody asked to join; the link's secret is kept as its hash only."""

    __table_args__ = (
        within_studio(
            "invitation", "member", "invited_by", "membership", key="user_id", ondelete="CASCADE"
        ),
        Index("invitation_hash_idx", "token_hash"),
        Index("invitation_email_idx", "tenant_id", "email"),
        Index("invitation_member_idx", "tenant_id", "invited_by"),
        {"schema": SCHEMA},
    )

    email: str = words()
    role: str = words()
    token_hash: bytes = Field(sa_type=LargeBinary)
    invited_by: UUID
    expires_at: datetime = instant()
    accepted_at: datetime | None = instant(default=None)
    revoked_at: datetime | None = instant(default=None)


class Idempotency(Named, table=True):
    """The first answer to a request that carried an Idempotency-Key."""

    __table_args__ = (
        belongs_to_studio("idempotency"),
        Index("idempotency_created_idx", "tenant_id", "created_at"),
        {"schema": SCHEMA},
    )

    tenant_id: UUID = Field(primary_key=True)
    user_id: UUID = Field(primary_key=True)
    key: str = words(primary_key=True)
    fingerprint: bytes = Field(sa_type=LargeBinary)
    status: int | None = Field(default=None, sa_type=SmallInteger)
    answer: Any = Field(default=None, sa_column=Column(JSONB))
    created_at: datetime = made_by_database(DateTime(timezone=True))
