"""What every table shares."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, FetchedValue, ForeignKeyConstraint, Text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

SCHEMA = "app"


def instant(**options: Any) -> Any:
    """A column holding a UTC instant."""
    return Field(sa_type=DateTime(timezone=True), **options)  # type: ignore[call-overload]


def made_by_database(kind: Any = None) -> Any:
    """A column the database fills in; its value comes back after a write."""
    known: dict[str, Any] = {"sa_type": kind} if kind else {}
    return Field(default=None, sa_column_kwargs={"server_default": FetchedValue()}, **known)


def words(**options: Any) -> Any:
    """A column of text; how long it may be is the database's check."""
    return Field(sa_type=Text, **options)


def belongs_to_studio(table: str) -> ForeignKeyConstraint:
    """The row goes when its studio goes."""
    return ForeignKeyConstraint(
        ["tenant_id"], ["app.tenant.id"], name=f"{table}_tenant_fkey", ondelete="CASCADE"
    )


def within_studio(
    table: str, name: str, column: str, target: str, *, key: str = "id", ondelete: str | None = None
) -> ForeignKeyConstraint:
    """A reference that cannot leave the studio, since it carries the studio's id."""
    return ForeignKeyConstraint(
        ["tenant_id", column],
        [f"app.{target}.tenant_id", f"app.{target}.{key}"],
        name=f"{table}_{name}_fkey",
        ondelete=ondelete,
    )


class Named(SQLModel):
    """A table named like its class, in snake case."""

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 # pyright: ignore[reportIncompatibleVariableOverride]
        """The table's name."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class TenantRow(Named):
    """A row that belongs to one studio; the key begins with whose it is."""

    tenant_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)


class Versioned(Named):
    """A row whose changes are counted; the database counts, never the program."""

    updated_at: datetime = made_by_database(DateTime(timezone=True))
    version: int = made_by_database()


class Dated(Versioned):
    """A versioned row that knows when it was made."""

    created_at: datetime = made_by_database(DateTime(timezone=True))
