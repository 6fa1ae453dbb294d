"""What lies on the desk before a booking is decided on: the studio's rules and who is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from production_tool.domain.answers import Answer, Counter
from production_tool.domain.bookable import Known, artist_to_book, project_to_book
from production_tool.domain.bookings import Blocking, BookingRow, NoSuchBooking, QueuePolicy, Status
from production_tool.domain.expiry import ExpiryPolicy
from production_tool.domain.moments import Moment, is_local, to_utc
from production_tool.domain.periods import Period
from production_tool.domain.refusals import NotFound
from production_tool.domain.wording import named
from production_tool.services.work import Work

# The columns of a booking's row, and the fields that are named otherwise.
FIELDS = {"start_at": "start", "end_at": "end"}
ROW = (
    "id, artist_id, project_id, status, start_at, end_at, title, notes,"
    " queued_at, expires_at, answer, counter, day_rate, version, created_at, updated_at"
)
COLUMNS = ROW.split(", ")
STUDIO = "t.zone, t.queue_policy, t.hold_days, t.hold_hours_before_start, t.acceptance_required"
NAMES = (
    "a.id AS found, a.name AS artist, a.archived_at, a.user_id IS NOT NULL AS answers,"
    " p.title AS booked_for, p.archived_at AS project_archived_at"
)
_BOOKING = (
    f"SELECT {STUDIO}, {', '.join(f'b.{column}' for column in COLUMNS)}"  # noqa: S608
    " FROM app.booking b JOIN app.tenant t ON t.id = b.tenant_id"
    " WHERE b.tenant_id = %(tenant_id)s AND b.id = %(booking_id)s"
)
CLAIMS = (
    " SELECT b.id, b.status, b.start_at, b.end_at, b.queued_at, b.project_id, b.title,"
    " q.code AS project_code, q.title AS project_title"
    " FROM app.booking b"
    " LEFT JOIN app.project q ON q.tenant_id = b.tenant_id AND q.id = b.project_id"
    " WHERE b.tenant_id = %(tenant_id)s AND b.artist_id = %(artist_id)s"
    " AND (b.status IN ('pencil', 'confirmed')"
    "   OR (b.status = 'hold' AND b.expires_at > now()))"
    " AND b.start_at < %(end)s AND b.end_at > %(start)s"
    " AND b.id IS DISTINCT FROM CAST(%(ignoring)s AS uuid)"
)
_DESK = (
    f"SELECT {STUDIO}, {NAMES}, c.*"  # noqa: S608
    " FROM app.tenant t"
    " LEFT JOIN app.artist a ON a.tenant_id = t.id AND a.id = %(artist_id)s"
    " LEFT JOIN app.project p ON p.tenant_id = t.id AND p.id = %(project_id)s"
    " LEFT JOIN LATERAL ("
    f"{CLAIMS}"
    " ) c ON true"
    " WHERE t.id = %(tenant_id)s"
)
_RULES = f"SELECT {STUDIO} FROM app.tenant t WHERE t.id = %(tenant_id)s"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Studio:
    """The studio's rules that a booking is decided by."""

    zone: ZoneInfo
    policy: QueuePolicy
    expiry: ExpiryPolicy
    acceptance_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A live booking on the artist's time."""

    id: UUID
    status: Status
    period: Period
    queued_at: datetime
    project_id: UUID | None
    project: str
    title: str

    def blocking(self, artist_id: UUID, artist: str) -> Blocking:
        """The claim as a refusal tells it."""
        return Blocking(
            id=self.id,
            artist_id=artist_id,
            artist=artist,
            status=self.status,
            start=self.period.start,
            end=self.period.end,
            project_id=self.project_id,
            project=self.project,
            title=self.title,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One artist in one period: the studio's rules, and the live claims that overlap it.

    ``answers`` says whether the artist has a login, and so can be asked.
    """

    studio: Studio
    artist_id: UUID
    artist: str
    answers: bool
    claims: tuple[ClaimRow, ...]


def stored_booking(work: Work, *, booking_id: UUID) -> tuple[BookingRow, Studio]:
    """The booking as stored, and the rules of its studio. Raises NotFound.

    A lapsed hold shows as one until it is stamped: writers take the lock first.
    """
    asked = {"tenant_id": work.tenant_id, "booking_id": booking_id}
    rows = work.ask(_BOOKING, asked)
    if not rows:
        raise NoSuchBooking
    return as_booking(rows[0]), studio_of(rows[0])


def claims_around(work: Work, *, artist_id: UUID, period: Period) -> list[ClaimRow]:
    """The live claims on an artist that overlap a period, whoever asks."""
    asked = {
        "tenant_id": work.tenant_id,
        "artist_id": artist_id,
        "start": period.start,
        "end": period.end,
        "ignoring": None,
    }
    return [claim_of(row) for row in work.ask(CLAIMS, asked)]


def lay_out(
    work: Work,
    *,
    artist_id: UUID,
    period: Period,
    project_id: UUID | None = None,
    ignoring: UUID | None = None,
) -> Desk:
    """The claims on an artist in a period of UTC instants, except those of one booking.

    Raises NotFound, ArtistArchived or ProjectArchived.
    """
    asked = {
        "tenant_id": work.actor.tenant_id,
        "artist_id": artist_id,
        "project_id": project_id,
        "start": period.start,
        "end": period.end,
        "ignoring": ignoring,
    }
    rows = work.ask(_DESK, asked)
    if not rows:
        raise NotFound("There is no such studio; sign in again.")
    check_names(rows[0], project_id)
    return Desk(
        studio=studio_of(rows[0]),
        artist_id=artist_id,
        artist=rows[0].artist,
        answers=rows[0].answers,
        claims=tuple(claim_of(row) for row in rows if row.id is not None),
    )


def instants(work: Work, **moments: Moment) -> list[datetime]:
    """UTC instants of times as people write them, keyed by field; read in the studio's zone.

    Raises NoSuchLocalTime or BadPeriod.
    """
    local = any(map(is_local, moments.values()))
    zone = find_studio(work).zone if local else ZoneInfo("UTC")
    return [to_utc(moment, zone, field=field) for field, moment in moments.items()]


def find_studio(work: Work) -> Studio:
    """The rules of the studio. Raises NotFound."""
    rows = work.ask(_RULES, {"tenant_id": work.tenant_id})
    if not rows:
        raise NotFound("There is no such studio; sign in again.")
    return studio_of(rows[0])


def as_booking(row: Row[Any], prefix: str = "") -> BookingRow:
    """A frozen row from the columns of COLUMNS, each with a prefix."""
    return booking_of({column: getattr(row, prefix + column) for column in COLUMNS})


def booking_of(values: Mapping[str, Any]) -> BookingRow:
    """A frozen row from values by column, others than its own left out."""
    told: dict[str, Any] = {FIELDS.get(column, column): values[column] for column in COLUMNS}
    told["status"] = Status(told["status"])
    told["answer"] = told["answer"] and Answer(told["answer"])
    told["counter"] = Counter.of(told["counter"])
    return BookingRow(**told)


def check_names(row: Row[Any], project_id: UUID | None) -> None:
    """Refuse what cannot be booked, from the columns of NAMES. Raises what the next two do."""
    artist_to_book(_known(row.artist, row.archived_at))
    if project_id is not None:
        project_to_book(_known(row.booked_for, row.project_archived_at))


def _known(name: str | None, archived_at: datetime | None) -> Known | None:
    return None if name is None else Known(name, usable=archived_at is None)


def studio_of(row: Row[Any]) -> Studio:
    """The studio's rules from the columns of STUDIO."""
    return Studio(
        ZoneInfo(row.zone),
        QueuePolicy(row.queue_policy),
        ExpiryPolicy(
            after_made=timedelta(days=row.hold_days),
            before_start=timedelta(hours=row.hold_hours_before_start),
        ),
        row.acceptance_required,
    )


def claim_of(row: Row[Any]) -> ClaimRow:
    """A claim from the columns of CLAIMS."""
    return ClaimRow(
        id=row.id,
        status=Status(row.status),
        period=Period(row.start_at, row.end_at),
        queued_at=row.queued_at,
        project_id=row.project_id,
        project=named(row.project_code or "", row.project_title or ""),
        title=row.title,
    )
