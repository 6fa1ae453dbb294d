"""Bookings, as far as the actor may see them: planners all, freelancers their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Text, and_, case, false, func, or_, select, text
from sqlmodel import col

from production_tool.domain.actor import Actor, Permission
from production_tool.domain.answers import Answer, Counter
from production_tool.domain.bookings import BookingRow, NoSuchBooking, Status
from production_tool.domain.inputs import searchable
from production_tool.domain.moments import Moment
from production_tool.domain.periods import Period
from production_tool.domain.zones import is_whole_days
from production_tool.models import Artist, Booking, Project
from production_tool.services.queries.artists import find_artist
from production_tool.services.queries.desk import find_studio, instants
from production_tool.services.queries.paging import Ask, Orders, Page, Rows, lowered, sliced
from production_tool.services.queries.projects import find_project
from production_tool.services.queries.ranks import RANKS
from production_tool.services.work import Work

_LAPSED = and_(col(Booking.status) == "hold", col(Booking.expires_at) <= func.now())
_STATUS = case((_LAPSED, "expired"), else_=col(Booking.status)).cast(Text)
_ARTIST = lowered(col(Artist.name))
_ORDERS: Orders = {
    "startTime": (col(Booking.start_at), col(Booking.id)),
    "endTime": (col(Booking.end_at), col(Booking.id)),
    "createdAt": (col(Booking.created_at), col(Booking.id)),
    "updatedAt": (col(Booking.updated_at), col(Booking.id)),
    "artist": (_ARTIST, col(Booking.start_at), col(Booking.id)),
    "status": (_STATUS, col(Booking.start_at), col(Booking.id)),
}
_RANKS_OF = text(
    "WITH holds AS (SELECT * FROM app.booking WHERE tenant_id = :tenant_id AND id = ANY(:ids)),"  # noqa: S608
    f"{RANKS} SELECT id, ahead FROM ranks"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingView(BookingRow):
    """One booking with the names around it; ``status`` is the effective one.

    ``rank`` is the worst place of a hold in the queue, and 0 for every other booking.
    """

    artist: str
    project_code: str
    project_title: str
    colour: str | None
    rank: int
    whole_days: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingFilter:
    """Which bookings: every part narrows; those that overlap ``start`` to ``end``."""

    artist_id: UUID | None = None
    project_id: UUID | None = None
    statuses: tuple[Status, ...] = ()
    start: Moment | None = None
    end: Moment | None = None
    search: str = ""


def read_booking(work: Work, booking_id: UUID) -> BookingView:
    """One booking, whatever has become of it. Raises NotFound."""
    statement = _seen_by(work.actor).where(col(Booking.id) == booking_id)
    row = work.connection.execute(statement).one_or_none()
    if row is None:
        raise NoSuchBooking
    return _views(work, [row])[0]


def list_bookings(
    work: Work, *, narrowed: BookingFilter | None = None, ask: Ask | None = None
) -> Page[BookingView]:
    """The bookings the actor may see, the earliest first unless asked otherwise.

    Raises NotFound for a filter by an artist or project the actor does not see, BadPeriod,
    NoSuchLocalTime, BadCursor or Invalid.
    """
    wanted = narrowed or BookingFilter()
    _check_seen(work, wanted)
    matching = _seen_by(work.actor).where(*_conditions(work, wanted))
    part = sliced(work, matching, ask=ask or Ask(), orders=_ORDERS)
    return part.of(_views(work, part.rows))


def _check_seen(work: Work, wanted: BookingFilter) -> None:
    if wanted.artist_id is not None:
        find_artist(work, wanted.artist_id)
    if wanted.project_id is not None:
        find_project(work, wanted.project_id)


def _seen_by(actor: Actor) -> Rows:
    columns = [
        column
        for column in cast("Any", Booking).__table__.c
        if column.name not in {"tenant_id", "during", "status"}
    ]
    return (
        select(
            *columns,
            _STATUS.label("status"),
            col(Artist.name).label("artist"),
            col(Project.code).label("project_code"),
            col(Project.title).label("project_title"),
            col(Project.colour).label("colour"),
        )
        .join(Artist, _same(Artist, Booking.artist_id))
        .outerjoin(Project, _same(Project, Booking.project_id))
        .where(_visible(actor))
    )


def _visible(actor: Actor) -> ColumnElement[bool]:
    """Which bookings the actor may know of."""
    here = col(Booking.tenant_id) == actor.tenant_id
    if actor.may(Permission.SEE_BOARD):
        return here
    actor.must(Permission.SEE_OWN_BOOKINGS)
    return and_(here, col(Booking.artist_id) == actor.artist_id) if actor.artist_id else false()


def _same(table: type[Artist | Project], key: Any) -> ColumnElement[bool]:
    return and_(col(table.tenant_id) == col(Booking.tenant_id), col(table.id) == key)


def _conditions(work: Work, narrowed: BookingFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if narrowed.artist_id is not None:
        wanted.append(col(Booking.artist_id) == narrowed.artist_id)
    if narrowed.project_id is not None:
        wanted.append(col(Booking.project_id) == narrowed.project_id)
    if narrowed.statuses:
        wanted.append(_STATUS.in_([status.value for status in narrowed.statuses]))
    if narrowed.start is not None:
        wanted.append(col(Booking.end_at) > instants(work, **{"from": narrowed.start})[0])
    if narrowed.end is not None:
        wanted.append(col(Booking.start_at) < instants(work, to=narrowed.end)[0])
    told = [Booking.title, Artist.name, Project.title]
    if work.actor.may(Permission.SEE_BOARD):
        told += [Booking.notes, Project.code, Project.client]
    words = searchable(narrowed.search).split()
    mentions = [[col(each).icontains(word, autoescape=True) for each in told] for word in words]
    return [*wanted, *(or_(*anywhere) for anywhere in mentions)]


def _views(work: Work, rows: Sequence[Row[Any]]) -> list[BookingView]:
    if not rows:
        return []
    zone = find_studio(work).zone
    ahead = _ahead(work, [row.id for row in rows if row.status == Status.HOLD])
    return [_view(row, work.actor, zone, ahead.get(row.id, 0)) for row in rows]


def _ahead(work: Work, ids: list[UUID]) -> dict[UUID, int]:
    if not ids:
        return {}
    asked = {"tenant_id": work.actor.tenant_id, "ids": ids}
    return {row.id: row.ahead for row in work.connection.execute(_RANKS_OF, asked)}


def _view(row: Row[Any], actor: Actor, zone: ZoneInfo, ahead: int) -> BookingView:
    planner = actor.may(Permission.SEE_BOARD)
    status = Status(row.status)
    return BookingView(
        id=row.id,
        artist_id=row.artist_id,
        artist=row.artist,
        project_id=row.project_id,
        project_code=(row.project_code or "") if planner else "",
        project_title=row.project_title or "",
        colour=row.colour,
        status=status,
        rank=1 + ahead if status is Status.HOLD else 0,
        start=row.start_at,
        end=row.end_at,
        whole_days=is_whole_days(Period(row.start_at, row.end_at), zone),
        title=row.title,
        notes=row.notes,
        queued_at=row.queued_at,
        expires_at=row.expires_at,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        answer=row.answer and Answer(row.answer),
        counter=Counter.of(row.counter),
        day_rate=row.day_rate,
    )
