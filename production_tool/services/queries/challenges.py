"""Challenges that are open: which there are, and who challenges whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import Status
from production_tool.domain.challenges import ChallengeRow, ChallengeStatus
from production_tool.services.queries.bookings import BookingView
from production_tool.services.queries.facts import member_names
from production_tool.services.queries.telling import Named, names_of
from production_tool.services.work import Work

_OPEN = (
    "SELECT c.id, c.challenger_id, c.challenged_id, c.status, c.ends_at, c.created_at, c.created_by"
    " FROM app.challenge c WHERE c.tenant_id = %(tenant_id)s AND c.status = 'open'"
)
_OPEN_OF = f"{_OPEN} AND (c.challenger_id = ANY(%(ids)s) OR c.challenged_id = ANY(%(ids)s))"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeView(ChallengeRow):
    """An open challenge with the names around it: whose holds they are, and who challenged."""

    challenger: str
    challenged: str
    issued_by: str


def open_challenges(work: Work, ids: Sequence[UUID] | None = None) -> list[ChallengeRow]:
    """The open challenges of the studio, or those by or of some bookings."""
    asked: dict[str, Any] = {"tenant_id": work.tenant_id}
    statement, of = (_OPEN, {}) if ids is None else (_OPEN_OF, {"ids": list(ids)})
    rows = work.ask(statement, asked | of)
    return sorted((_row(row) for row in rows), key=lambda each: each.id)


def challenges_of(work: Work, booking: BookingView) -> tuple[ChallengeView, ...]:
    """The open challenges by a booking and of it, for those who may see the board."""
    if booking.status is not Status.HOLD or not work.actor.may(Permission.SEE_BOARD):
        return ()
    found = open_challenges(work, [booking.id])
    if not found:
        return ()
    ids = {id for each in found for id in (each.challenger_id, each.challenged_id)}
    names, people = names_of(work, list(ids)), member_names(work)
    return tuple(_view(each, names, people) for each in found)


def called(named: Named | None) -> str:
    """A booking as others speak of it."""
    return (named and (named.project or named.title)) or "another booking"


def _view(row: ChallengeRow, names: dict[UUID, Named], people: dict[str, str]) -> ChallengeView:
    return ChallengeView(
        id=row.id,
        challenger_id=row.challenger_id,
        challenged_id=row.challenged_id,
        status=row.status,
        ends_at=row.ends_at,
        created_at=row.created_at,
        created_by=row.created_by,
        challenger=called(names.get(row.challenger_id)),
        challenged=called(names.get(row.challenged_id)),
        issued_by=people.get(str(row.created_by), ""),
    )


def _row(row: Any) -> ChallengeRow:
    return ChallengeRow(
        id=row.id,
        challenger_id=row.challenger_id,
        challenged_id=row.challenged_id,
        status=ChallengeStatus(row.status),
        ends_at=row.ends_at,
        created_at=row.created_at,
        created_by=row.created_by,
    )
