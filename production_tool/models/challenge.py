"""Holds that ask the first hold to decide."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index

from production_tool.models.base import (
    SCHEMA,
    Dated,
    TenantRow,
    belongs_to_studio,
    instant,
    within_studio,
    words,
)


class Challenge(TenantRow, Dated, table=True):
    """A hold's challenge of another; while it is open, the only one of either hold."""

    __table_args__ = (
        belongs_to_studio("challenge"),
        within_studio("challenge", "challenger", "challenger_id", "booking"),
        within_studio("challenge", "challenged", "challenged_id", "booking"),
        Index("challenge_challenged_key", "tenant_id", "challenged_id", unique=True),
        Index("challenge_challenger_key", "tenant_id", "challenger_id", unique=True),
        Index("challenge_due_idx", "ends_at"),
        {"schema": SCHEMA},
    )

    challenger_id: UUID
    challenged_id: UUID
    status: str = words(default="open")
    ends_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)
    created_by: UUID | None = None
