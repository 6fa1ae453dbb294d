"""Projects on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import Field

from production_tool.api.envelope import Wire, goes_out_as
from production_tool.api.schemas.base import Amount, Currency, Day, Given, Seen
from production_tool.domain.projects import ProjectFields, ProjectRow, ProjectStatus

Code = Annotated[str, Field(min_length=1, max_length=40, examples=["NOR100"])]
Title = Annotated[str, Field(min_length=1, max_length=200, examples=["Northlight"])]
Colour = Annotated[str, Field(pattern="^#[0-9A-Fa-f]{6}$", examples=["#6366F1"])]
_EMPTIED = {"starts_on", "ends_on", "budget"}


class NewProject(Given):
    """A project to open."""

    code: Code
    title: Title
    client: str = Field(default="", max_length=120, examples=["Aurora Films"])
    colour: Colour = "#6366F1"
    status: ProjectStatus = ProjectStatus.ACTIVE
    starts_on: Day | None = None
    ends_on: Day | None = Field(default=None, description="The last day, included.")
    budget: Annotated[Amount, Field(max_digits=14)] | None = None
    currency: Currency = "EUR"

    def fields(self) -> ProjectFields:
        """What the service wants to know."""
        return ProjectFields(**{name: getattr(self, name) for name in NewProject.model_fields})


class ProjectPatch(Seen):
    """What is to change; the rest stays."""

    code: Code | None = None
    title: Title | None = None
    client: str | None = Field(default=None, max_length=120)
    colour: Colour | None = None
    status: ProjectStatus | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    budget: Annotated[Amount, Field(max_digits=14)] | None = None
    currency: Currency | None = None

    def fields(self) -> ProjectFields:
        """What is to change. A null takes a date or the budget away; elsewhere it does nothing."""
        given = {name: getattr(self, name) for name in self.model_fields_set - {"version"}}
        kept: dict[str, Any] = {
            name: value for name, value in given.items() if value is not None or name in _EMPTIED
        }
        return cast("ProjectFields", kept)


class Project(Wire):
    """A client's work; code, client and budget are empty for those who may not see them."""

    id: UUID
    code: str = Field(examples=["NOR100"])
    title: str = Field(examples=["Northlight"])
    client: str
    colour: str
    status: ProjectStatus
    starts_on: date | None
    ends_on: date | None
    budget: Annotated[Amount, Field(max_digits=14)] | None
    currency: str
    archived_at: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int


goes_out_as(ProjectRow, Project.of)
