"""The list of projects: what is shown, found and filtered."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import reflex as rx

from production_tool.domain.projects import ProjectRow, ProjectStatus
from production_tool.services.queries.paging import Ask, Page
from production_tool.services.queries.projects import ProjectFilter, list_clients, list_projects
from production_tool.services.work import Work
from production_tool.state import showing
from production_tool.state.session import loading, look

FILTERS = ("q", "client", "status", "archived")
A_PAGE = 100


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


class Projects(rx.State):
    """The projects of the studio, narrowed by the address."""

    lines: rx.Field[list[ProjectLine]] = rx.field(default_factory=list)
    total: int = 0
    page: int = 1
    pages: int = 1
    clients: rx.Field[list[str]] = rx.field(default_factory=list)
    wanted: rx.Field[dict[str, str]] = rx.field(default_factory=lambda: dict.fromkeys(FILTERS, ""))
    filtered: bool = False
    ready: bool = False
    problem: str = ""

    @rx.event
    @loading
    async def load(self):
        """Read the list that the address asks for."""
        asked = self.router.url.query_parameters
        self.wanted = {name: asked.get(name, "") for name in FILTERS}
        self.filtered = any(self.wanted.values())
        self.page = showing.page_number(asked.get("page", ""))
        found, clients = await look(
            self, _everything, narrowed=_filter(self.wanted), page=self.page
        )
        self.lines = [_line(project) for project in found.rows]
        self.total, self.pages = found.total, -(-found.total // A_PAGE) or 1
        self.clients = list(clients)

    @rx.event
    def narrow(self, name: str, value: str) -> Any:
        """Change one filter; it goes into the address, so that the view can be sent on."""
        return _go({**self.wanted, name: value})

    @rx.event
    def turn(self, step: int) -> Any:
        """Go to the page before or after this one."""
        return _go({**self.wanted, "page": str(self.page + step)})

    @rx.event
    def clear(self) -> Any:
        """Drop all filters."""
        return _go({})


def _everything(
    work: Work, *, narrowed: ProjectFilter, page: int
) -> tuple[Page[ProjectRow], tuple[str, ...]]:
    ask = Ask(limit=A_PAGE, page=page)
    return list_projects(work, narrowed=narrowed, ask=ask), list_clients(work)


def _filter(wanted: dict[str, str]) -> ProjectFilter:
    status = wanted["status"]
    return ProjectFilter(
        search=wanted["q"],
        client=wanted["client"] or None,
        status=ProjectStatus(status) if status in set(ProjectStatus) else None,
        archived=bool(wanted["archived"]),
    )


def _go(wanted: dict[str, str]) -> Any:
    query = urlencode({name: value for name, value in wanted.items() if value})
    return rx.redirect(f"/projects?{query}" if query else "/projects", replace=True)


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
