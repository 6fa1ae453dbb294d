"""Roles as they are kept: found for a change, and written."""

from typing import Any
from uuid import UUID

from sqlalchemy import insert, update
from sqlmodel import col

from production_tool.domain.bookable import project_to_book
from production_tool.domain.bookings import KEEP
from production_tool.domain.ids import new_id
from production_tool.domain.periods import Period
from production_tool.domain.placing import changed_period
from production_tool.domain.roles import OpenRoleRow, RoleChange, check_version
from production_tool.models import OpenRole
from production_tool.services.queries.desk import find_studio
from production_tool.services.queries.ledger import known_projects
from production_tool.services.queries.roles import find_role
from production_tool.services.work import Work


def seen_role(work: Work, role_id: UUID, seen_version: int) -> OpenRoleRow:
    """The role as its author saw it. Raises NoSuchRole or StaleRole."""
    role = find_role(work, role_id)
    check_version(role, seen_version)
    return role


def wanted_period(work: Work, role: OpenRoleRow, change: RoleChange) -> Period:
    """Where a change puts a role. Raises BadPeriod or NoSuchLocalTime."""
    if change.start is KEEP and change.end is KEEP:
        return role.period
    zone = find_studio(work).zone
    return changed_period(role.period, zone, start=change.start, end=change.end)


def insert_role(work: Work, **columns: Any) -> OpenRoleRow:
    """A new role."""
    key = {"tenant_id": work.actor.tenant_id, "id": new_id(), "created_by": work.actor.user_id}
    work.connection.execute(insert(OpenRole).values(**key, **columns))
    return find_role(work, key["id"])


def update_role(work: Work, before: OpenRoleRow, **columns: Any) -> OpenRoleRow:
    """The role with other columns."""
    mine = update(OpenRole).where(
        col(OpenRole.tenant_id) == work.actor.tenant_id, col(OpenRole.id) == before.id
    )
    work.connection.execute(mine.values(**columns))
    return find_role(work, before.id)


def check_project(work: Work, project_id: UUID | None) -> None:
    """A role may be for this project. Raises NoSuchProject or ProjectArchived."""
    if project_id is not None:
        project_to_book(known_projects(work, [project_id]).get(project_id))
