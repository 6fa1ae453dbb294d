"""The list of projects: what is shown, found and filtered."""

from dataclasses import dataclass
from typing import ClassVar

import reflex as rx

from production_tool.domain.projects import ProjectRow, ProjectStatus
from production_tool.services.queries.paging import Ask, Page
from production_tool.services.queries.projects import ProjectFilter, list_clients, list_projects
from production_tool.services.work import Work
from production_tool.state import showing
from production_tool.state.listing import Listing
from production_tool.state.session import look

FILTERS = ("q", "client", "status", "archived")


@dataclass(frozen=True)
class ProjectLine:
    """One line of the list."""

    id: str
    code: str
    title: str
    client: str
    colour: str
    status: str
    dates: str
    budget: str


class Projects(Listing, rx.State):
    """The projects of the studio, narrowed by the address."""

    PATH: ClassVar[str] = "/projects"
    wanted: rx.Field[dict[str, str]] = rx.field(default_factory=lambda: dict.fromkeys(FILTERS, ""))
    lines: rx.Field[list[ProjectLine]] = rx.field(default_factory=list)
    clients: rx.Field[list[str]] = rx.field(default_factory=list)

    async def _fill(self, ask: Ask) -> int:
        found, clients = await look(self, _everything, narrowed=_filter(self.wanted), ask=ask)
        self.lines = [_line(project) for project in found.rows]
        self.clients = list(clients)
        return found.total


def _everything(
    work: Work, *, narrowed: ProjectFilter, ask: Ask
) -> tuple[Page[ProjectRow], tuple[str, ...]]:
    return list_projects(work, narrowed=narrowed, ask=ask), list_clients(work)


def _filter(wanted: dict[str, str]) -> ProjectFilter:
    status = wanted["status"]
    return ProjectFilter(
        search=wanted["q"],
        client=wanted["client"] or None,
        status=ProjectStatus(status) if status in set(ProjectStatus) else None,
        archived=bool(wanted["archived"]),
    )


def _line(project: ProjectRow) -> ProjectLine:
    return ProjectLine(
        id=str(project.id),
        code=project.code,
        title=project.title,
        client=project.client,
        colour=project.colour,
        status=project.status.value,
        dates=showing.days(project.starts_on, project.ends_on),
        budget=showing.money(project.budget, project.currency),
    )
