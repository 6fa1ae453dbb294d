"""Open roles, for those who plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, case, func, null, or_, select
from sqlmodel import col

from production_tool.domain.actor import Permission
from production_tool.domain.inputs import searchable
from production_tool.domain.moments import Moment
from production_tool.domain.roles import NoSuchRole, OpenRoleRow, RoleStatus
from production_tool.domain.wording import named
from production_tool.models import OpenRole, Project
from production_tool.services.queries.desk import instants
from production_tool.services.queries.paging import Ask, Orders, Page, Rows, lowered, sliced
from production_tool.services.work import Work

_TITLE = lowered(col(OpenRole.title))
_ORDERS: Orders = {
    "startTime": (col(OpenRole.start_at), col(OpenRole.id)),
    "title": (_TITLE, col(OpenRole.id)),
    "createdAt": (col(OpenRole.created_at), col(OpenRole.id)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFilter:
    """Which roles: every part narrows; those that overlap ``start`` to ``end``."""

    statuses: tuple[RoleStatus, ...] = ()
    project_id: UUID | None = None
    skill: str = ""
    start: Moment | None = None
    end: Moment | None = None
    search: str = ""


def find_role(work: Work, role_id: UUID) -> OpenRoleRow:
    """One role, whatever has become of it. Raises NotAllowed or NoSuchRole."""
    row = work.connection.execute(_seen(work).where(col(OpenRole.id) == role_id)).one_or_none()
    if row is None:
        raise NoSuchRole(
            "There is no such open role in this studio; look on the board for those there are."
        )
    return _role(row)


def find_roles(work: Work, ids: Sequence[UUID]) -> dict[UUID, OpenRoleRow]:
    """The roles of these ids that the studio has. Raises NotAllowed."""
    rows = work.connection.execute(_seen(work).where(col(OpenRole.id).in_(ids)))
    return {row.id: _role(row) for row in rows}


def list_roles(
    work: Work, *, narrowed: RoleFilter | None = None, ask: Ask | None = None
) -> Page[OpenRoleRow]:
    """The studio's roles, the earliest first unless asked otherwise.

    Raises NotAllowed, BadPeriod, NoSuchLocalTime, BadCursor or Invalid.
    """
    matching = _seen(work).where(*_conditions(work, narrowed or RoleFilter()))
    part = sliced(work, matching, ask=ask or Ask(), orders=_ORDERS)
    return part.of([_role(row) for row in part.rows])


def _seen(work: Work) -> Rows:
    work.actor.must(Permission.SEE_BOARD)
    filled = col(OpenRole.status) == RoleStatus.FILLED.value
    return (
        select(
            col(OpenRole.id),
            col(OpenRole.project_id),
            col(OpenRole.title),
            col(OpenRole.skill),
            col(OpenRole.notes),
            col(OpenRole.status),
            col(OpenRole.start_at),
            col(OpenRole.end_at),
            case((filled, col(OpenRole.booking_id)), else_=null()).label("booking_id"),
            col(OpenRole.version),
            col(OpenRole.created_at),
            col(OpenRole.updated_at),
            col(Project.code).label("code"),
            col(Project.title).label("project"),
        )
        .outerjoin(
            Project,
            and_(
                col(Project.tenant_id) == col(OpenRole.tenant_id),
                col(Project.id) == col(OpenRole.project_id),
            ),
        )
        .where(col(OpenRole.tenant_id) == work.actor.tenant_id)
    )


def _conditions(work: Work, narrowed: RoleFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if narrowed.statuses:
        wanted.append(col(OpenRole.status).in_([status.value for status in narrowed.statuses]))
    if narrowed.project_id is not None:
        wanted.append(col(OpenRole.project_id) == narrowed.project_id)
    if narrowed.skill:
        wanted.append(func.lower(col(OpenRole.skill)) == searchable(narrowed.skill).lower())
    if narrowed.start is not None:
        wanted.append(col(OpenRole.end_at) > instants(work, **{"from": narrowed.start})[0])
    if narrowed.end is not None:
        wanted.append(col(OpenRole.start_at) < instants(work, to=narrowed.end)[0])
    told = (OpenRole.title, OpenRole.skill, OpenRole.notes, Project.code, Project.title)
    words = searchable(narrowed.search).split()
    mentions = [[col(each).icontains(word, autoescape=True) for each in told] for word in words]
    return [*wanted, *(or_(*anywhere) for anywhere in mentions)]


def _role(row: Row[Any]) -> OpenRoleRow:
    return OpenRoleRow(
        id=row.id,
        project_id=row.project_id,
        project=named(row.code or "", row.project or ""),
        title=row.title,
        skill=row.skill,
        notes=row.notes,
        status=RoleStatus(row.status),
        start=row.start_at,
        end=row.end_at,
        booking_id=row.booking_id,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
