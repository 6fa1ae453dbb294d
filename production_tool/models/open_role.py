"""Work that waits for a person, and what happened to it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from production_tool.models.base import (
    SCHEMA,
    Dated,
    Named,
    TenantRow,
    belongs_to_studio,
    instant,
    within_studio,
    words,
)


class OpenRole(TenantRow, Dated, table=True):
    """A role from ``start_at`` up to ``end_at``; once filled, ``booking_id`` is who has it."""

    __table_args__ = (
        belongs_to_studio("open_role"),
        within_studio("open_role", "project", "project_id", "project"),
        within_studio("open_role", "booking", "booking_id", "booking"),
        Index("open_role_window_idx", "tenant_id", "end_at", "start_at"),
        Index("open_role_list_idx", "tenant_id", "start_at", "id"),
        Index("open_role_project_idx", "tenant_id", "project_id"),
        Index("open_role_booking_idx", "tenant_id", "booking_id"),
        {"schema": SCHEMA},
    )

    project_id: UUID | None = None
    title: str = words()
    skill: str = words(default="")
    notes: str = words(default="")
    status: str = words(default="open")
    start_at: datetime = instant()
    end_at: datetime = instant()
    booking_id: UUID | None = Field(default=None)
    created_by: UUID | None = None


class RoleEvent(Named, table=True):
    """A named fact about a role, in the past tense; ``seq`` is the clock's."""

    __table_args__ = (
        within_studio("role_event", "role", "role_id", "open_role"),
        Index("role_event_role_idx", "tenant_id", "role_id", "seq"),
        {"schema": SCHEMA},
    )

    tenant_id: UUID = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    ordinal: int = Field(sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    at: datetime = instant()
    actor: str = words()
    request_id: str = words()
    name: str = words()
    role_id: UUID
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB))
    after: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB))
