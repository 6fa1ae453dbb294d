"""Open roles: asking for a person, finding one, giving up."""

from collections.abc import Collection
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import insert, select, text, update
from sqlmodel import col

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import KEEP, BookingRow, Keep, Status
from production_tool.domain.ids import new_id
from production_tool.domain.moments import Moment
from production_tool.domain.periods import Period
from production_tool.domain.placing import moved
from production_tool.domain.projects import NoSuchProject
from production_tool.domain.roles import (
    OpenRoleRow,
    RoleChange,
    RoleStatus,
    RoleStillBooked,
    RoleWords,
    check_open,
    check_version,
    checked_words,
)
from production_tool.models import OpenRole, Project
from production_tool.services.bookings import create_booking
from production_tool.services.queries.bookings import read_booking
from production_tool.services.queries.desk import ProjectArchived, find_studio, instants
from production_tool.services.queries.roles import find_role
from production_tool.services.work import Work

T = TypeVar("T")


def open_role(
    work: Work,
    *,
    title: str,
    start: Moment,
    end: Moment,
    skill: str = "",
    project_id: UUID | None = None,
    notes: str = "",
) -> OpenRoleRow:
    """Ask for somebody from a start up to, not including, an end.

    Raises NotAllowed, BadRole, BadPeriod, NoSuchLocalTime, NoSuchProject or ProjectArchived.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    tidy = checked_words(RoleWords(title=title, skill=skill, notes=notes))
    period = Period.checked(*instants(work, startTime=start, endTime=end))
    work.lock()
    _check_project(work, project_id)
    role_id = new_id()
    key = {"tenant_id": work.actor.tenant_id, "id": role_id, "created_by": work.actor.user_id}
    columns = _columns(tidy, period, project_id)
    work.connection.execute(insert(OpenRole).values(**key, **columns))
    work.keep()
    return find_role(work, role_id)


def change_role(work: Work, *, role_id: UUID, seen_version: int, change: RoleChange) -> OpenRoleRow:
    """Move, resize or edit a role that still waits; what is not named stays.

    Raises NotAllowed, NoSuchRole, StaleRole, RoleNotOpen, BadRole, BadPeriod, NoSuchLocalTime,
    NoSuchProject or ProjectArchived.
    """
    role = _seen(work, role_id, seen_version)
    check_open(role)
    tidy = checked_words(
        RoleWords(
            title=_or(change.title, role.title),
            skill=_or(change.skill, role.skill),
            notes=_or(change.notes, role.notes),
        )
    )
    period = _wanted_period(work, role, change)
    project_id = _or(change.project_id, role.project_id)
    if project_id != role.project_id:
        _check_project(work, project_id)
    columns = _columns(tidy, period, project_id)
    if columns == _columns(role, role.period, role.project_id):
        return role
    return _write(work, role, **columns)


def fill_role(
    work: Work,
    *,
    role_id: UUID,
    seen_version: int,
    artist_id: UUID,
    status: Status = Status.HOLD,
    start: Moment | Keep = KEEP,
    end: Moment | Keep = KEEP,
) -> tuple[OpenRoleRow, BookingRow]:
    """Book somebody for a role, at its time unless told otherwise: a start alone moves it.

    Raises NotAllowed, NoSuchRole, StaleRole, RoleNotOpen, and what create_booking raises.
    """
    role = _seen(work, role_id, seen_version)
    check_open(role)
    period = _wanted_period(work, role, RoleChange(start=start, end=end))
    booking = create_booking(
        work,
        artist_id=artist_id,
        start=period.start,
        end=period.end,
        status=status,
        project_id=role.project_id,
        title=role.title,
        notes=role.notes,
    )
    filled = _write(work, role, status=RoleStatus.FILLED.value, booking_id=booking.id)
    return filled, booking


def withdraw_role(work: Work, *, role_id: UUID, seen_version: int) -> OpenRoleRow:
    """Look for nobody any more. Raises NotAllowed, NoSuchRole, StaleRole or RoleNotOpen."""
    role = _seen(work, role_id, seen_version)
    check_open(role)
    return _write(work, role, status=RoleStatus.WITHDRAWN.value)


def reopen_role(work: Work, *, role_id: UUID, seen_version: int) -> OpenRoleRow:
    """Look for somebody again: after a withdrawal, or when the booking that filled it has ended.

    Raises NotAllowed, NoSuchRole, StaleRole or RoleStillBooked.
    """
    role = _seen(work, role_id, seen_version)
    if role.status is RoleStatus.OPEN:
        return role
    if role.booking_id is not None and (by := read_booking(work, role.booking_id)).is_live:
        raise RoleStillBooked(
            f"{by.artist} is booked for {role.title}; release that booking first.", current=role
        )
    return _write(work, role, status=RoleStatus.OPEN.value)


_FOLLOW = text("""
UPDATE app.open_role r SET status = CASE r.status WHEN 'filled' THEN 'open' ELSE 'filled' END
FROM app.booking b
WHERE r.tenant_id = :tenant_id AND b.tenant_id = :tenant_id AND b.id = r.booking_id
  AND b.id = ANY(:booking_ids)
  AND r.status = CASE WHEN b.status IN ('hold', 'pencil', 'confirmed') THEN 'open' ELSE 'filled' END
""")


def follow_bookings(work: Work, *, booking_ids: Collection[UUID]) -> None:
    """Roles go along when a filling is undone or done again: open without it, filled with it.

    Raises NotAllowed.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    asked = {"tenant_id": work.actor.tenant_id, "booking_ids": list(booking_ids)}
    work.connection.execute(_FOLLOW, asked)
    work.keep()


def _seen(work: Work, role_id: UUID, seen_version: int) -> OpenRoleRow:
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    role = find_role(work, role_id)
    check_version(role, seen_version)
    return role


def _wanted_period(work: Work, role: OpenRoleRow, change: RoleChange) -> Period:
    start = role.start if isinstance(change.start, Keep) else _instant(work, startTime=change.start)
    if isinstance(change.end, Keep):
        same = start == role.start
        return role.period if same else moved(role.period, start, find_studio(work).zone)
    return Period.checked(start, _instant(work, endTime=change.end))


def _instant(work: Work, **moment: Moment) -> Any:
    return instants(work, **moment)[0]


def _columns(
    words: RoleWords | OpenRoleRow, period: Period, project_id: UUID | None
) -> dict[str, Any]:
    return {
        "project_id": project_id,
        "title": words.title,
        "skill": words.skill,
        "notes": words.notes,
        "start_at": period.start,
        "end_at": period.end,
    }


def _write(work: Work, role: OpenRoleRow, **columns: Any) -> OpenRoleRow:
    mine = update(OpenRole).where(
        col(OpenRole.tenant_id) == work.actor.tenant_id, col(OpenRole.id) == role.id
    )
    work.connection.execute(mine.values(**columns))
    work.keep()
    return find_role(work, role.id)


def _check_project(work: Work, project_id: UUID | None) -> None:
    if project_id is None:
        return
    statement = select(col(Project.id), col(Project.archived_at)).where(
        col(Project.tenant_id) == work.actor.tenant_id, col(Project.id) == project_id
    )
    row = work.connection.execute(statement).one_or_none()
    if row is None:
        raise NoSuchProject(
            "There is no such project in this studio.", fields={"projectId": "is not known"}
        )
    if row.archived_at is not None:
        raise ProjectArchived(
            "This project is archived; choose another, or bring it back first.",
            fields={"projectId": "is archived"},
        )


def _or(wish: T | Keep, kept: T) -> T:
    return kept if isinstance(wish, Keep) else wish
