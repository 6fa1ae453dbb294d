"""Asking for somebody, otherwise than at first, again, or no longer."""

from typing import Any
from uuid import UUID

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import or_kept
from production_tool.domain.moments import Moment
from production_tool.domain.periods import Period
from production_tool.domain.role_events import role_event
from production_tool.domain.roles import (
    OpenRoleRow,
    RoleChange,
    RoleStatus,
    RoleStillBooked,
    RoleWords,
    check_open,
    checked_words,
)
from production_tool.services.queries.bookings import read_booking
from production_tool.services.queries.desk import instants
from production_tool.services.queries.roles import find_role
from production_tool.services.roles.store import (
    check_project,
    insert_role,
    seen_role,
    update_role,
    wanted_period,
)
from production_tool.services.work import Work


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
    check_project(work, project_id)
    role = insert_role(work, **_columns(tidy, period, project_id))
    work.record(role_event(None, role))
    return role


def copy_role(work: Work, *, role_id: UUID, start: Moment, end: Moment) -> OpenRoleRow:
    """Ask for one more of the same, at another time.

    Raises NotAllowed, NoSuchRole, BadPeriod, NoSuchLocalTime or ProjectArchived.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    same = find_role(work, role_id)
    return open_role(
        work,
        title=same.title,
        skill=same.skill,
        project_id=same.project_id,
        notes=same.notes,
        start=start,
        end=end,
    )


def change_role(work: Work, *, role_id: UUID, seen_version: int, change: RoleChange) -> OpenRoleRow:
    """Move, resize or edit a role that still waits; what is not named stays.

    Raises NotAllowed, NoSuchRole, StaleRole, RoleNotOpen, BadRole, BadPeriod, NoSuchLocalTime,
    NoSuchProject or ProjectArchived.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    role = seen_role(work, role_id, seen_version)
    check_open(role)
    tidy = checked_words(
        RoleWords(
            title=or_kept(change.title, role.title),
            skill=or_kept(change.skill, role.skill),
            notes=or_kept(change.notes, role.notes),
        )
    )
    period = wanted_period(work, role, change)
    project_id = or_kept(change.project_id, role.project_id)
    if project_id != role.project_id:
        check_project(work, project_id)
    columns = _columns(tidy, period, project_id)
    if columns == _columns(role, role.period, role.project_id):
        return role
    changed = update_role(work, role, **columns)
    work.record(role_event(role, changed))
    return changed


def withdraw_role(work: Work, *, role_id: UUID, seen_version: int) -> OpenRoleRow:
    """Look for nobody any more. Raises NotAllowed, NoSuchRole, StaleRole or RoleNotOpen."""
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    role = seen_role(work, role_id, seen_version)
    check_open(role)
    withdrawn = update_role(work, role, status=RoleStatus.WITHDRAWN.value)
    work.record(role_event(role, withdrawn))
    return withdrawn


def reopen_role(work: Work, *, role_id: UUID, seen_version: int) -> OpenRoleRow:
    """Look for somebody again: after a withdrawal, or when the booking that filled it has ended.

    Raises NotAllowed, NoSuchRole, StaleRole or RoleStillBooked.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    role = seen_role(work, role_id, seen_version)
    if role.status is RoleStatus.OPEN:
        return role
    if role.booking_id is not None and (by := read_booking(work, role.booking_id)).is_live:
        raise RoleStillBooked(
            f"{by.artist} is booked for {role.title}; release that booking first.", current=role
        )
    reopened = update_role(work, role, status=RoleStatus.OPEN.value, booking_id=None)
    work.record(role_event(role, reopened))
    return reopened


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
