"""What a screen says about bars just changed, and about two versions of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import BookingRow
from production_tool.domain.events import as_values
from production_tool.domain.refusals import NotFound
from production_tool.domain.roles import OpenRoleRow, RoleStatus
from production_tool.domain.wording import named
from production_tool.services.queries.bookings import BookingView, read_booking
from production_tool.services.queries.desk import booking_of
from production_tool.services.queries.facts import member_names
from production_tool.services.queries.ledger import find_bookings, known_artists, known_projects
from production_tool.services.queries.roles import find_role, find_roles
from production_tool.services.work import Work

_NAMES = (
    "SELECT b.id, a.name AS artist, p.code, p.title, b.title AS what FROM app.booking b"
    " JOIN app.artist a ON a.tenant_id = b.tenant_id AND a.id = b.artist_id"
    " LEFT JOIN app.project p ON p.tenant_id = b.tenant_id AND p.id = b.project_id"
    " WHERE b.tenant_id = %(tenant_id)s AND b.id = ANY(%(ids)s)"
)
_SEEN = text(
    'SELECT c."row" FROM app.change c WHERE c.tenant_id = :tenant_id AND c.row_id = :id'
    ' AND c."table" = :table AND c.version = :version'
)
_LATEST = (
    "SELECT e.actor, e.at FROM app.{0}_event e WHERE e.tenant_id = :tenant_id"
    " AND e.{0}_id = :id ORDER BY e.seq DESC, e.ordinal DESC LIMIT 1"
)
_LATEST_OF_BOOKING, _LATEST_OF_ROLE = text(_LATEST.format("booking")), text(_LATEST.format("role"))


_NOT_ASKED = dict.fromkeys(("answer", "counter", "day_rate"))  # before there were questions

Bar = BookingRow | OpenRoleRow


@dataclass(frozen=True, slots=True)
class Named:
    """Whose booking it is, and what for."""

    artist: str
    project: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Versions:
    """A bar as somebody saw it (None when history does not go so far), and as it is.

    ``by`` is who changed it last: empty when it was time, or somebody who has left.
    """

    seen: Bar | None
    now: BookingView | OpenRoleRow
    by: str
    by_me: bool
    at: datetime


def names_of(work: Work, ids: Sequence[UUID]) -> dict[UUID, Named]:
    """The names around bookings of the studio. Raises NotAllowed."""
    work.actor.must(Permission.SEE_BOARD)
    rows = work.ask(_NAMES, _here(work, ids=list(ids)))
    return {r.id: Named(r.artist, named(r.code or "", r.title or ""), r.what) for r in rows}


def place_named(work: Work, *, artist_id: UUID, project_id: UUID | None) -> Named:
    """The names of an artist and a project; empty for what is not there. Raises NotAllowed."""
    work.actor.must(Permission.SEE_BOARD)
    found = known_artists(work, [artist_id]), known_projects(work, [project_id])
    artist, project = ("".join(one.name for one in known.values()) for known in found)
    return Named(artist, project)


def read_bar(work: Work, id: UUID) -> BookingView | OpenRoleRow:
    """A booking; what is none is a role that waits. Raises NotAllowed or NotFound."""
    try:
        return read_booking(work, id)
    except NotFound:
        return find_role(work, id)


def read_bars(work: Work, *, ids: Sequence[UUID]) -> dict[UUID, Bar]:
    """Those of these bookings and roles that the studio has. Raises NotAllowed."""
    return {**find_bookings(work, ids), **find_roles(work, ids)}


def versions_of(work: Work, *, id: UUID, seen_version: int) -> Versions:
    """A bar as it was in a version, and as it is. Raises NotAllowed or NotFound."""
    work.actor.must(Permission.SEE_BOARD)
    now = read_bar(work, id)
    waits = isinstance(now, OpenRoleRow)
    table, latest_of = ("open_role", _LATEST_OF_ROLE) if waits else ("booking", _LATEST_OF_BOOKING)
    asked = _here(work, id=id, table=table, version=seen_version)
    image = work.connection.scalar(_SEEN, asked)
    latest = work.connection.execute(latest_of, _here(work, id=id)).one()
    return Versions(
        seen=(_as_role if waits else _as_booking)(image) if image else None,
        now=now,
        by=member_names(work).get(latest.actor, ""),
        by_me=latest.actor == str(work.actor.user_id),
        at=latest.at,
    )


def _as_booking(image: dict[str, Any]) -> BookingRow:
    own = {
        "id": UUID(image["id"]),
        "version": image["version"],
        "created_at": datetime.fromisoformat(image["created_at"]),
        "updated_at": datetime.fromisoformat(image["updated_at"]),
        "counter": image.get("counter"),
    }
    return booking_of(_NOT_ASKED | as_values(image) | own)


def _as_role(image: dict[str, Any]) -> OpenRoleRow:
    values = as_values(image)
    return OpenRoleRow(
        id=UUID(image["id"]),
        project_id=values["project_id"],
        project="",  # by whatever name it had then
        title=values["title"],
        skill=values["skill"],
        notes=values["notes"],
        status=RoleStatus(values["status"]),
        start=values["start_at"],
        end=values["end_at"],
        booking_id=values["booking_id"],
        version=image["version"],
        created_at=datetime.fromisoformat(image["created_at"]),
        updated_at=datetime.fromisoformat(image["updated_at"]),
    )


def _here(work: Work, **asked: Any) -> dict[str, Any]:
    return {"tenant_id": work.actor.tenant_id, **asked}
