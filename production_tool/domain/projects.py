"""Projects: what artists are booked for."""

import re
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypedDict
from uuid import UUID

from production_tool.domain.inputs import Faults
from production_tool.domain.refusals import Conflict, Invalid, NotFound, Stale

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class ProjectStatus(StrEnum):
    """How far a project is."""

    BIDDING = "bidding"
    ACTIVE = "active"
    PAUSED = "paused"
    DONE = "done"


class BadProject(Invalid):
    """What was given makes no project; the fields say why."""


class NoSuchProject(NotFound):
    """There is no such project in this studio, or none the actor may see."""


class StaleProject(Stale):
    """The project was changed since its author saw it."""


class CodeTaken(Conflict):
    """Another project has that code."""


class ProjectStillBooked(Conflict):
    """A project with bookings from now on cannot be archived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectDetails:
    """What a person says about a project; the dates are local days, both included."""

    code: str
    title: str
    client: str = ""
    colour: str = "#6366F1"
    status: ProjectStatus = ProjectStatus.ACTIVE
    starts_on: date | None = None
    ends_on: date | None = None
    budget: Decimal | None = None
    currency: str = "EUR"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRow(ProjectDetails):
    """One project as it stands; a freelancer sees no code, client or budget."""

    id: UUID
    version: int
    archived_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @property
    def details(self) -> ProjectDetails:
        """Just what a person may change."""
        return ProjectDetails(**{f.name: getattr(self, f.name) for f in fields(ProjectDetails)})


class ProjectFields(TypedDict, total=False):
    """What a change of a project may name; the rest stays."""

    code: str
    title: str
    client: str
    colour: str
    status: ProjectStatus
    starts_on: date | None
    ends_on: date | None
    budget: Decimal | None
    currency: str


def checked(details: ProjectDetails) -> ProjectDetails:
    """The same details, tidied. Raises BadProject with every field at fault."""
    faults = Faults()
    tidy = replace(
        details,
        code=faults.line("code", details.code, longest=40, required=True),
        title=faults.line("title", details.title, longest=200, required=True),
        client=faults.line("client", details.client, longest=120),
        colour=details.colour.strip().upper(),
        budget=faults.amount("budget", details.budget, digits=12),
        currency=faults.currency("currency", details.currency),
    )
    if not _COLOUR.fullmatch(tidy.colour):
        faults.say("colour", "is not a colour such as #6366F1")
    faults.in_order("endsOn", tidy.starts_on, tidy.ends_on)
    faults.refuse(BadProject)
    return tidy


def check_version(project: ProjectRow, seen_version: int) -> None:
    """The author must have seen what is there now. Raises StaleProject."""
    if project.version != seen_version:
        raise StaleProject(
            f"Somebody changed {project.title} after you opened it; look again and repeat.",
            current=project,
        )
