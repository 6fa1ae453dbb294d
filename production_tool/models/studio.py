"""Studios, their clocks and their history."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql.base import ischema_names  # pyright: ignore[reportUnknownVariableType]
from sqlalchemy.types import UserDefinedType
from sqlmodel import Field

from production_tool.models.base import (
    SCHEMA,
    Dated,
    Named,
    belongs_to_studio,
    instant,
    within_studio,
    words,
)


class XID8(UserDefinedType[int]):
    """A transaction's full number."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The type's name in PostgreSQL."""
        return "xid8"


# Lets a comparison of the schema read the type back.
ischema_names["xid8"] = XID8


class Tenant(Dated, table=True):
    """A studio, with the rules it chose for its queue and its holds."""

    __table_args__ = (UniqueConstraint("slug", name="tenant_slug_key"), {"schema": SCHEMA})

    id: UUID = Field(primary_key=True)
    slug: str = words()
    name: str = words()
    zone: str = words()
    queue_policy: str = words(default="ranked")
    hold_days: int = 14
    hold_hours_before_start: int = 48
    challenge_hours: int = 24
    acceptance_required: bool = False
    labels: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))


class TenantClock(Named, table=True):
    """The number of a studio's latest write."""

    __table_args__ = (belongs_to_studio("tenant_clock"), {"schema": SCHEMA})

    tenant_id: UUID = Field(primary_key=True)
    seq: int = Field(default=0, sa_type=BigInteger)
    taken_by: int | None = Field(default=None, sa_column=Column(XID8))


class BookingEvent(Named, table=True):
    """A named fact about a booking, in the past tense; ``seq`` is the clock's."""

    __table_args__ = (
        within_studio("booking_event", "booking", "booking_id", "booking"),
        Index("booking_event_booking_idx", "tenant_id", "booking_id", "seq"),
        {"schema": SCHEMA},
    )

    tenant_id: UUID = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    ordinal: int = Field(sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    at: datetime = instant()
    actor: str = words()
    request_id: str = words()
    name: str = words()
    booking_id: UUID
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB))
    after: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB))


class Change(Named, table=True):
    """One version of one row; written by triggers, never by the program."""

    __table_args__ = (
        Index("change_row_idx", "tenant_id", "row_id", "version"),
        {"schema": SCHEMA},
    )

    tenant_id: UUID = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    ordinal: int = Field(sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    at: datetime = instant()
    actor: str = words()
    request_id: str = words()
    table: str = words()
    row_id: UUID
    op: str = words()
    version: int
    row: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
