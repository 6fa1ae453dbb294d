"""Saved views on the wire."""

from datetime import datetime
from typing import Annotated, TypedDict
from uuid import UUID

from pydantic import Field

from production_tool.api.envelope import Wire, goes_out_as
from production_tool.api.schemas.base import Given, Seen
from production_tool.domain.bookings import KEEP
from production_tool.domain.views import FARTHEST_DAYS, LONGEST_NAME, ViewChange, ViewRow

Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, examples=["Lighting, next"])]
Query = Annotated[
    str,
    Field(
        max_length=2000,
        description="As in the board's address: q, department, skill, status, group, zoom, date. "
        "The rest is left out.",
        examples=["department=Lighting&zoom=month"],
    ),
]
DaysAhead = Annotated[
    int | None,
    Field(
        ge=-FARTHEST_DAYS,
        le=FARTHEST_DAYS,
        description="Opens so many days from the day it is opened; null: at the query's `date`.",
    ),
]


class ViewFields(TypedDict):
    """What the service wants to know of a new view."""

    name: str
    query: str
    days_ahead: int | None
    shared: bool
    opens_first: bool


class NewView(Given):
    """A view to keep: your own, or one for everybody who plans in the studio."""

    name: Name
    query: Query = ""
    days_ahead: DaysAhead = 0
    shared: bool = False
    opens_first: bool = Field(default=False, description="Your board begins with it.")

    def fields(self) -> ViewFields:
        """What the service wants to know."""
        return ViewFields(
            name=self.name,
            query=self.query,
            days_ahead=self.days_ahead,
            shared=self.shared,
            opens_first=self.opens_first,
        )


class ViewPatch(Seen):
    """What is to change; the rest stays."""

    name: Name | None = None
    query: Query | None = None
    days_ahead: DaysAhead = None
    shared: bool | None = None
    opens_first: bool | None = None

    def change(self) -> ViewChange:
        """What the service wants to know. A null lets it open at a fixed day, or does nothing."""
        return ViewChange(
            name=KEEP if self.name is None else self.name,
            query=KEEP if self.query is None else self.query,
            days_ahead=self.days_ahead if "days_ahead" in self.model_fields_set else KEEP,
            shared=KEEP if self.shared is None else self.shared,
            opens_first=KEEP if self.opens_first is None else self.opens_first,
        )


class View(Wire):
    """A saved view; only its owner (`own`) may change it. It opens at `/?` and its query."""

    id: UUID
    name: str
    query: str
    days_ahead: int | None
    shared: bool
    opens_first: bool
    own: bool
    version: int
    created_at: datetime
    updated_at: datetime


goes_out_as(ViewRow, View.of)
