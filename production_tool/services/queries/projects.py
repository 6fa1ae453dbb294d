"""Projects, as far as the actor may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, false, or_, select
from sqlmodel import col

from production_tool.domain.actor import Actor, Permission
from production_tool.domain.inputs import searchable
from production_tool.domain.projects import NoSuchProject, ProjectRow, ProjectStatus
from production_tool.models import Booking, Project
from production_tool.services.queries.paging import Ask, Orders, Page, Rows, lowered, sliced
from production_tool.services.work import Work

_TITLE = lowered(col(Project.title))
_ORDERS: Orders = {
    "title": (_TITLE, col(Project.id)),
    "code": (col(Project.code), col(Project.id)),
    "client": (lowered(col(Project.client)), _TITLE, col(Project.id)),
    "createdAt": (col(Project.created_at), col(Project.id)),
}
# What a freelancer may know of a project: its name and dates, and the colour it is drawn in.
_HIDDEN: dict[str, Any] = {"code": "", "client": "", "budget": None, "currency": "EUR"}

_PLAIN = (
    "id",
    "code",
    "title",
    "client",
    "colour",
    "starts_on",
    "ends_on",
    "budget",
    "currency",
    "archived_at",
    "created_at",
    "updated_at",
    "version",
)


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """Which projects: every part narrows."""

    search: str = ""
    client: str | None = None
    status: ProjectStatus | None = None
    archived: bool = False


def find_project(work: Work, project_id: UUID) -> ProjectRow:
    """One project, archived or not. Raises NoSuchProject."""
    statement = _seen_by(work.actor).where(col(Project.id) == project_id)
    row = work.connection.execute(statement).one_or_none()
    if row is None:
        raise NoSuchProject("There is no such project in this studio; choose one of the list.")
    return _project(row, work.actor)


def list_projects(
    work: Work, *, narrowed: ProjectFilter | None = None, ask: Ask | None = None
) -> Page[ProjectRow]:
    """The projects the actor may see; a freelancer sees those of the own bookings."""
    actor = work.actor
    orders = _ORDERS if actor.may(Permission.SEE_PROJECTS) else {"title": _ORDERS["title"]}
    matching = _seen_by(actor).where(*_conditions(narrowed or ProjectFilter(), actor))
    part = sliced(work, matching, ask=ask or Ask(), orders=orders)
    return part.of([_project(row, actor) for row in part.rows])


def list_clients(work: Work) -> tuple[str, ...]:
    """The clients the studio works for, by name. Raises NotAllowed."""
    work.actor.must(Permission.SEE_PROJECTS)
    client = col(Project.client)
    statement = select(client).where(_visible(work.actor), client != "").distinct()
    return tuple(work.connection.scalars(statement.order_by(client)))


def _seen_by(actor: Actor) -> Rows:
    columns = [column for column in cast("Any", Project).__table__.c if column.name != "tenant_id"]
    return select(*columns).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    here = col(Project.tenant_id) == actor.tenant_id
    if actor.may(Permission.SEE_PROJECTS):
        return here
    if actor.artist_id is None:
        return false()
    own = (
        select(col(Booking.id))
        .where(
            col(Booking.tenant_id) == col(Project.tenant_id),
            col(Booking.project_id) == col(Project.id),
            col(Booking.artist_id) == actor.artist_id,
        )
        .exists()
    )
    return and_(here, own)


def _conditions(narrowed: ProjectFilter, actor: Actor) -> list[ColumnElement[bool]]:
    told = [col(Project.title)]
    if actor.may(Permission.SEE_PROJECTS):
        told += [col(Project.code), col(Project.client)]
    archived = col(Project.archived_at)
    wanted = [archived.is_not(None) if narrowed.archived else archived.is_(None)]
    wanted += [
        or_(*(each.icontains(word, autoescape=True) for each in told))
        for word in searchable(narrowed.search).split()
    ]
    if narrowed.client is not None:
        known = actor.may(Permission.SEE_PROJECTS)
        wanted.append(col(Project.client) == searchable(narrowed.client) if known else false())
    if narrowed.status is not None:
        wanted.append(col(Project.status) == narrowed.status.value)
    return wanted


def _project(row: Row[Any], actor: Actor) -> ProjectRow:
    told = cast("Mapping[str, Any]", row._mapping)  # pyright: ignore[reportPrivateUsage]
    plain = {name: told[name] for name in _PLAIN}
    if not actor.may(Permission.SEE_PROJECTS):
        plain |= _HIDDEN
    return ProjectRow(**plain, status=ProjectStatus(told["status"]))
