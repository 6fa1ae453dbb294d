"""What happened to one booking or open role, as history tells it, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, text

from production_tool.domain.actor import Permission
from production_tool.services.work import Work

_EVENTS = (
    "SELECT e.seq, e.at, e.name, e.actor, e.before, e.after FROM app.{0}_event e"
    " WHERE e.tenant_id = :tenant_id AND e.{0}_id = :id ORDER BY e.seq, e.ordinal"
)
_OF_BOOKING, _OF_ROLE = text(_EVENTS.format("booking")), text(_EVENTS.format("role"))
_NAMES = text("SELECT user_id, name FROM app.members()")


@dataclass(frozen=True, slots=True)
class EventRow:
    """A fact of its history: what differed before and after, and by whom."""

    seq: int
    at: datetime
    name: str
    by: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def events_of_booking(work: Work, booking_id: UUID) -> tuple[EventRow, ...]:
    """The facts about a booking, the oldest first; whether it may be seen is asked before."""
    return _events(work, _OF_BOOKING, booking_id)


def events_of_role(work: Work, role_id: UUID) -> tuple[EventRow, ...]:
    """The same about an open role."""
    return _events(work, _OF_ROLE, role_id)


def member_names(work: Work) -> dict[str, str]:
    """Who is who, by id; a freelancer knows only the own name."""
    if not work.actor.may(Permission.SEE_BOARD):
        return {str(work.actor.user_id): work.actor.name}
    return {str(row.user_id): row.name for row in work.connection.execute(_NAMES)}


def _events(work: Work, told: TextClause, id: UUID) -> tuple[EventRow, ...]:
    asked = {"tenant_id": work.actor.tenant_id, "id": id}
    rows = work.connection.execute(told, asked).all()
    names = member_names(work)
    return tuple(
        EventRow(row.seq, row.at, row.name, names.get(row.actor, ""), row.before, row.after)
        for row in rows
    )
