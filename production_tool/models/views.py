"""What people keep of the board for next time."""

from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from production_tool.models.base import SCHEMA, Dated, TenantRow, within_studio, words


class SavedView(TenantRow, Dated, table=True):
    """A named view of the board; row security hides what is not shared from everybody else."""

    __table_args__ = (
        within_studio(
            "saved_view", "owner", "owner_id", "membership", key="user_id", ondelete="CASCADE"
        ),
        Index("saved_view_name_idx", "tenant_id", "owner_id", text("lower(name)"), unique=True),
        Index(
            "saved_view_shared_name_idx",
            "tenant_id",
            text("lower(name)"),
            unique=True,
            postgresql_where=text("shared"),
        ),
        Index(
            "saved_view_first_idx",
            "tenant_id",
            "owner_id",
            unique=True,
            postgresql_where=text("opens_first"),
        ),
        {"schema": SCHEMA},
    )

    owner_id: UUID
    name: str = words()
    query: str = words()
    days_ahead: int | None = Field(default=None)
    shared: bool = False
    opens_first: bool = False
