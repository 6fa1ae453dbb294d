"""Projects: opening one, changing what is known of it, putting it away."""

from dataclasses import replace
from typing import Any, Unpack
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlmodel import col

from production_tool.domain.actor import Permission
from production_tool.domain.ids import new_id
from production_tool.domain.projects import (
    CodeTaken,
    ProjectDetails,
    ProjectFields,
    ProjectRow,
    ProjectStillBooked,
    check_version,
    checked,
)
from production_tool.models import Booking, Project
from production_tool.services.queries.projects import find_project
from production_tool.services.work import Work

_LIVE = ("hold", "pencil", "confirmed")


def create_project(work: Work, **details: Unpack[ProjectFields]) -> ProjectRow:
    """Open a project. Raises NotAllowed, BadProject or CodeTaken."""
    work.actor.must(Permission.EDIT_PROJECTS)
    work.lock()
    given: dict[str, Any] = {"code": "", "title": "", **details}
    tidy = checked(ProjectDetails(**given))
    project_id = new_id()
    _check_code(work, tidy.code, project_id=project_id)
    key = {"tenant_id": work.actor.tenant_id, "id": project_id}
    work.connection.execute(insert(Project).values(**key, **_columns(tidy)))
    work.keep()
    return find_project(work, project_id)


def update_project(
    work: Work, *, project_id: UUID, seen_version: int, **changes: Unpack[ProjectFields]
) -> ProjectRow:
    """Change what is named; the rest stays.

    Raises NotAllowed, NoSuchProject, StaleProject, BadProject or CodeTaken.
    """
    work.actor.must(Permission.EDIT_PROJECTS)
    work.lock()
    project = find_project(work, project_id)
    check_version(project, seen_version)
    after = checked(replace(project.details, **changes))
    if after == project.details:
        return project
    _check_code(work, after.code, project_id=project_id)
    _write(work, project_id, **_columns(after))
    work.keep()
    return find_project(work, project_id)


def archive_project(work: Work, *, project_id: UUID, seen_version: int) -> ProjectRow:
    """Put away a project that nobody is booked for any more.

    Raises NotAllowed, NoSuchProject, StaleProject or ProjectStillBooked.
    """
    work.actor.must(Permission.EDIT_PROJECTS)
    work.lock()
    project = find_project(work, project_id)
    check_version(project, seen_version)
    if project.archived_at is not None:
        return project
    _check_over(work, project)
    _write(work, project_id, archived_at=work.now)
    work.keep()
    return find_project(work, project_id)


def restore_project(work: Work, *, project_id: UUID, seen_version: int) -> ProjectRow:
    """Bring a project back that was put away.

    Raises NotAllowed, NoSuchProject or StaleProject.
    """
    work.actor.must(Permission.EDIT_PROJECTS)
    work.lock()
    project = find_project(work, project_id)
    check_version(project, seen_version)
    if project.archived_at is None:
        return project
    _write(work, project_id, archived_at=None)
    work.keep()
    return find_project(work, project_id)


def _columns(details: ProjectDetails) -> dict[str, Any]:
    return {
        "code": details.code,
        "title": details.title,
        "client": details.client,
        "colour": details.colour,
        "status": details.status.value,
        "starts_on": details.starts_on,
        "ends_on": details.ends_on,
        "budget": details.budget,
        "currency": details.currency,
    }


def _write(work: Work, project_id: UUID, **columns: Any) -> None:
    work.connection.execute(
        update(Project)
        .where(col(Project.tenant_id) == work.actor.tenant_id, col(Project.id) == project_id)
        .values(**columns)
    )


def _check_code(work: Work, code: str, *, project_id: UUID) -> None:
    """Studio writes come one after the other, so what is free now stays free."""
    statement = select(col(Project.title)).where(
        col(Project.tenant_id) == work.actor.tenant_id,
        col(Project.code) == code,
        col(Project.id) != project_id,
    )
    if (title := work.connection.scalar(statement)) is not None:
        raise CodeTaken(
            f"The code {code} belongs to {title} already; choose another.",
            fields={"code": "is taken"},
        )


def _check_over(work: Work, project: ProjectRow) -> None:
    statement = select(func.count()).where(
        col(Booking.tenant_id) == work.actor.tenant_id,
        col(Booking.project_id) == project.id,
        col(Booking.end_at) > work.now,
        col(Booking.status).in_(_LIVE),
    )
    count = work.connection.execute(statement).scalar_one()
    if count:
        raise ProjectStillBooked(
            f"{project.title} has {count} booking{'s' if count > 1 else ''} from now on; release "
            "them or give them another project first.",
            current=project,
        )
