"""Lists of bookings, as far as the actor may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, case, false, or_, select
from sqlmodel import col

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import BookingRow, Status
from production_tool.domain.inputs import searchable
from production_tool.domain.moments import Moment
from production_tool.domain.refusals import NotFound
from production_tool.models import Artist, Booking, Project
from production_tool.services.queries.artists import find_artist
from production_tool.services.queries.desk import instants
from production_tool.services.queries.paging import Ask, Orders, Page, Rows, sliced
from production_tool.services.queries.projects import find_project
from production_tool.services.work import Work

_ORDERS: Orders = {
    "startTime": (col(Booking.start_at), col(Booking.id)),
    "endTime": (col(Booking.end_at), col(Booking.id)),
    "createdAt": (col(Booking.created_at), col(Booking.id)),
    "updatedAt": (col(Booking.updated_at), col(Booking.id)),
}


@dataclass(frozen=True, slots=True)
class BookingFilter:
    """Which bookings: every part narrows; a range takes those that overlap it."""

    artist_id: UUID | None = None
    project_id: UUID | None = None
    statuses: tuple[Status, ...] = ()
    start: Moment | None = None
    end: Moment | None = None
    search: str = ""


def read_booking(work: Work, booking_id: UUID) -> BookingRow:
    """One booking, with the status that counts now. Raises NotFound."""
    statement = _seen_by(work).where(col(Booking.id) == booking_id)
    row = work.connection.execute(statement).one_or_none()
    if row is None:
        raise NotFound("There is no such booking in this studio.")
    return _booking(row)


def list_bookings(
    work: Work, *, narrowed: BookingFilter | None = None, ask: Ask | None = None
) -> Page[BookingRow]:
    """The bookings the actor may see; a freelancer sees the own ones.

    Raises NotFound for a filter by an artist or project the actor does not see, BadPeriod.
    """
    wanted = narrowed or BookingFilter()
    _check_seen(work, wanted)
    matching = _seen_by(work).where(*_conditions(work, wanted))
    part = sliced(work, matching, ask=ask or Ask(), orders=_ORDERS)
    return part.of([_booking(row) for row in part.rows])


def _check_seen(work: Work, wanted: BookingFilter) -> None:
    if wanted.artist_id is not None:
        find_artist(work, wanted.artist_id)
    if wanted.project_id is not None:
        find_project(work, wanted.project_id)


def _status(work: Work) -> ColumnElement[str]:
    lapsed = and_(col(Booking.status) == Status.HOLD.value, col(Booking.expires_at) <= work.now)
    return case((lapsed, Status.EXPIRED.value), else_=col(Booking.status))


def _seen_by(work: Work) -> Rows:
    columns: Sequence[Any] = [col(getattr(Booking, name)) for name in _PLAIN]
    return select(*columns, _status(work).label("status")).where(_visible(work))


def _visible(work: Work) -> ColumnElement[bool]:
    actor = work.actor
    here = col(Booking.tenant_id) == actor.tenant_id
    if actor.may(Permission.SEE_BOARD):
        return here
    actor.must(Permission.SEE_OWN_BOOKINGS)
    return and_(here, col(Booking.artist_id) == actor.artist_id) if actor.artist_id else false()


def _conditions(work: Work, wanted: BookingFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.artist_id is not None:
        conditions.append(col(Booking.artist_id) == wanted.artist_id)
    if wanted.project_id is not None:
        conditions.append(col(Booking.project_id) == wanted.project_id)
    if wanted.statuses:
        conditions.append(_status(work).in_([status.value for status in wanted.statuses]))
    if wanted.start is not None:
        conditions.append(col(Booking.end_at) > instants(work, **{"from": wanted.start})[0])
    if wanted.end is not None:
        conditions.append(col(Booking.start_at) < instants(work, to=wanted.end)[0])
    known = work.actor.may(Permission.SEE_PROJECTS)
    words = searchable(wanted.search).split()
    return [*conditions, *(_mentions(word, known=known) for word in words)]


def _mentions(word: str, *, known: bool) -> ColumnElement[bool]:
    """In the booking, its artist or its project; ``known`` projects are searched by all of it."""
    told = [Project.title, *([Project.code, Project.client] if known else [])]
    artist = select(col(Artist.id)).where(
        col(Artist.tenant_id) == col(Booking.tenant_id),
        col(Artist.id) == col(Booking.artist_id),
        col(Artist.name).icontains(word, autoescape=True),
    )
    project = select(col(Project.id)).where(
        col(Project.tenant_id) == col(Booking.tenant_id),
        col(Project.id) == col(Booking.project_id),
        or_(*(col(each).icontains(word, autoescape=True) for each in told)),
    )
    return or_(
        col(Booking.title).icontains(word, autoescape=True),
        col(Booking.notes).icontains(word, autoescape=True),
        artist.exists(),
        project.exists(),
    )


def _booking(row: Row[Any]) -> BookingRow:
    return BookingRow(
        id=row.id,
        artist_id=row.artist_id,
        project_id=row.project_id,
        status=Status(row.status),
        start=row.start_at,
        end=row.end_at,
        title=row.title,
        notes=row.notes,
        queued_at=row.queued_at,
        expires_at=row.expires_at,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


_PLAIN = (
    "id",
    "artist_id",
    "project_id",
    "start_at",
    "end_at",
    "title",
    "notes",
    "queued_at",
    "expires_at",
    "version",
    "created_at",
    "updated_at",
)
