"""Artists' time: bookings, and dated exceptions to working hours."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Computed, Index, Numeric, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB, TSTZRANGE
from sqlmodel import Field

from production_tool.models.base import SCHEMA, Dated, TenantRow, instant, within_studio, words


class Booking(TenantRow, Dated, table=True):
    """An artist's time from ``start_at`` up to ``end_at``.

    Two pencils or confirmed bookings of one artist cannot overlap: the database's exclusion
    constraint ``booking_no_overlap`` refuses them.
    """

    __table_args__ = (
        within_studio("booking", "artist", "artist_id", "artist"),
        within_studio("booking", "project", "project_id", "project"),
        UniqueConstraint("tenant_id", "artist_id", "source_uid", name="booking_source_key"),
        Index("booking_window_idx", "tenant_id", "end_at", "start_at"),
        Index("booking_artist_idx", "tenant_id", "artist_id", "end_at", "start_at"),
        Index("booking_list_idx", "tenant_id", "start_at", "id"),
        Index("booking_project_idx", "tenant_id", "project_id", "start_at"),
        Index("booking_expiry_idx", "tenant_id", "expires_at"),
        Index("booking_due_idx", "expires_at"),
        {"schema": SCHEMA},
    )

    artist_id: UUID
    project_id: UUID | None = None
    title: str = words(default="")
    notes: str = words(default="")
    status: str = words()
    start_at: datetime = instant()
    end_at: datetime = instant()
    during: Any = Field(
        default=None,
        sa_column=Column(
            TSTZRANGE, Computed("tstzrange(start_at, end_at, '[)'::text)"), nullable=False
        ),
    )
    queued_at: datetime = instant()
    expires_at: datetime | None = instant(default=None)
    source_uid: str | None = words(default=None)
    created_by: UUID | None = None
    answer: str | None = words(default=None)
    counter: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True)))
    day_rate: Decimal | None = Field(default=None, sa_type=Numeric(12, 2))  # type: ignore[call-overload]


class Availability(TenantRow, Dated, table=True):
    """A dated exception to an artist's working hours."""

    __table_args__ = (
        within_studio("availability", "artist", "artist_id", "artist"),
        UniqueConstraint("tenant_id", "artist_id", "source_uid", name="availability_source_key"),
        Index("availability_artist_idx", "tenant_id", "artist_id", "end_at", "start_at"),
        Index("availability_window_idx", "tenant_id", "end_at", "start_at"),
        {"schema": SCHEMA},
    )

    artist_id: UUID
    kind: str = words()
    title: str = words(default="")
    start_at: datetime = instant()
    end_at: datetime = instant()
    source_uid: str | None = words(default=None)
