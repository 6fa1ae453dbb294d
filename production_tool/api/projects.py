"""Projects over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import Field

from production_tool.api.answers import (
    IfMatch,
    listed,
    reading_failures,
    seen_version,
    writing_failures,
)
from production_tool.api.asking import Asked
from production_tool.api.booking_lists import BookingsOfOne, bookings_page
from production_tool.api.deps import SignedInActor
from production_tool.api.envelope import Envelope
from production_tool.api.idempotency import OnlyOnce
from production_tool.api.kinds import Kind
from production_tool.api.routes import thread_router
from production_tool.api.schemas.booking_answers import BookingListed
from production_tool.api.schemas.projects import NewProject, Project, ProjectPatch
from production_tool.domain.projects import ProjectStatus
from production_tool.services import projects
from production_tool.services.queries.projects import ProjectFilter, find_project, list_projects
from production_tool.services.work import reading, working

router = thread_router("/projects", tag="projects")
_kind = Kind(router, "project", Project)


class ProjectsAsked(Asked):
    """Which projects. They can be sorted by title, code, client or createdAt."""

    client: str | None = Field(default=None, max_length=120)
    status: ProjectStatus | None = None
    archived: bool = False


@router.get(
    "",
    operation_id="list_projects",
    response_model=Envelope[list[Project]],
    responses=reading_failures(),
)
def list_all(actor: SignedInActor, asked: Annotated[ProjectsAsked, Query()]) -> Response:
    """The studio's projects; a freelancer sees name and dates of those they are booked for."""
    narrowed = ProjectFilter(
        search=asked.q, client=asked.client, status=asked.status, archived=asked.archived
    )
    with reading(actor) as work:
        page = list_projects(work, narrowed=narrowed, ask=asked.ask)
    return listed([Project.of(row) for row in page.rows], page).response()


@router.post(
    "",
    operation_id="create_project",
    status_code=201,
    response_model=Envelope[Project],
    responses=writing_failures(),
)
def create(body: NewProject, once: OnlyOnce) -> Response:
    """Open a project."""
    return once(lambda work: _kind.one(projects.create_project(work, **body.fields()), status=201))


_kind.reads(find_project, "One project, also one that was archived.")


@router.patch(
    "/{project_id}",
    operation_id="update_project",
    response_model=Envelope[Project],
    responses=writing_failures(),
)
def update(
    project_id: UUID, body: ProjectPatch, actor: SignedInActor, if_match: IfMatch = None
) -> Response:
    """Change what the body names."""
    seen = seen_version(body.version, if_match)
    with working(actor) as work:
        row = projects.update_project(
            work, project_id=project_id, seen_version=seen, **body.fields()
        )
    return _kind.one(row).response()


_kind.steps(
    "archive", projects.archive_project, "Put away a project that nobody is booked for any more."
)
_kind.steps("restore", projects.restore_project, "Bring a project back that was archived.")


@router.get(
    "/{project_id}/bookings",
    operation_id="list_project_bookings",
    response_model=Envelope[list[BookingListed]],
    responses=reading_failures(),
)
def bookings(
    project_id: UUID, actor: SignedInActor, asked: Annotated[BookingsOfOne, Query()]
) -> Response:
    """A project's bookings."""
    return bookings_page(actor, asked, project_id=project_id)
