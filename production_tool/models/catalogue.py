"""Whom a studio can book, and for what."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, Numeric, SmallInteger, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from production_tool.models.base import (
    SCHEMA,
    Dated,
    TenantRow,
    Versioned,
    belongs_to_studio,
    instant,
    within_studio,
    words,
)


class Artist(TenantRow, Dated, table=True):
    """A person who can be booked; perhaps one who also signs in."""

    __table_args__ = (
        belongs_to_studio("artist"),
        within_studio(
            "artist", "user", "user_id", "membership", key="user_id", ondelete="SET NULL (user_id)"
        ),
        UniqueConstraint("tenant_id", "user_id", name="artist_user_key"),
        Index("artist_name_idx", "tenant_id", "department", "name"),
        {"schema": SCHEMA},
    )

    name: str = words()
    email: str = words(default="")
    title: str = words(default="")
    department: str = words(default="")
    employment: str = words(default="staff")
    day_rate: Decimal | None = Field(default=None, sa_type=Numeric(12, 2))  # type: ignore[call-overload]
    currency: str = words(default="EUR")
    zone: str = words()
    working_hours: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    user_id: UUID | None = None
    archived_at: datetime | None = instant(default=None)


class ArtistSkill(TenantRow, Versioned, table=True):
    """What an artist can do, from 1 (learning) to 5 (lead)."""

    __table_args__ = (
        within_studio("artist_skill", "artist", "artist_id", "artist", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "artist_id", "skill", name="artist_skill_key"),
        Index("artist_skill_skill_idx", "tenant_id", "skill", "artist_id"),
        {"schema": SCHEMA},
    )

    artist_id: UUID
    skill: str = words()
    level: int = Field(default=3, sa_type=SmallInteger)


class Project(TenantRow, Dated, table=True):
    """A client's work, with its dates and budget."""

    __table_args__ = (
        belongs_to_studio("project"),
        UniqueConstraint("tenant_id", "code", name="project_code_key"),
        {"schema": SCHEMA},
    )

    code: str = words()
    title: str = words()
    client: str = words(default="")
    colour: str = words(default="#6366F1")
    status: str = words(default="active")
    starts_on: date | None = None
    ends_on: date | None = None
    budget: Decimal | None = Field(default=None, sa_type=Numeric(14, 2))  # type: ignore[call-overload]
    currency: str = words(default="EUR")
    archived_at: datetime | None = instant(default=None)
