"""Many new bookings at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from production_tool.domain.actor import Permission
from production_tool.domain.bookable import Known, artist_to_book, project_to_book
from production_tool.domain.bookings import (
    EXCLUSIVE,
    BookingRow,
    NoSuchBooking,
    Status,
    check_first_status,
    check_words,
)
from production_tool.domain.events import BECAME
from production_tool.domain.moments import Moment, to_utc
from production_tool.domain.periods import Period
from production_tool.domain.refusals import Refusal
from production_tool.services.bookings.bulk import (
    ItemReport,
    OnConflict,
    busy_with,
    hull,
    reported,
    tried,
)
from production_tool.services.bookings.judging import refuse_unasked
from production_tool.services.bookings.making import first_values
from production_tool.services.bookings.store import insert_bookings
from production_tool.services.queries.desk import ClaimRow, Studio, find_studio
from production_tool.services.queries.ledger import (
    Ledger,
    find_bookings,
    known_artists,
    known_projects,
    open_ledger,
)
from production_tool.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBooking:
    """A booking to be made; ``source_uid`` is what an import knows it by."""

    artist_id: UUID
    start: Moment
    end: Moment
    status: Status = Status.HOLD
    project_id: UUID | None = None
    title: str = ""
    notes: str = ""
    expires_at: Moment | None = None
    source_uid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A booking to be booked again elsewhere, as copy_booking does."""

    booking_id: UUID
    artist_id: UUID
    start: Moment
    end: Moment


@dataclass(frozen=True, slots=True)
class _Checked:
    """An item whose words make sense, with its instants."""

    item: NewBooking
    period: Period
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Lists:
    """What the items are decided by."""

    studio: Studio
    artists: dict[UUID, Known]
    projects: dict[UUID, Known]
    ledger: Ledger


def create_bookings(
    work: Work, *, items: Sequence[NewBooking], on_conflict: OnConflict = OnConflict.FAIL
) -> list[ItemReport]:
    """Make many bookings in order, all or (``skip``) as many as can be.

    One entry an item comes back, in order. Raises NotAllowed, or BulkRefused with the report.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    studio = find_studio(work)
    checked = tried(items, lambda item: _check(item, studio.zone))
    work.lock()
    lists = _lists(work, studio, [one for one in checked if isinstance(one, _Checked)])
    decided = tried(checked, lambda one: _decide(work, lists, one))
    reported(decided, on_conflict)
    made = _store(work, [values for values in decided if not isinstance(values, Refusal)])
    done = (one if isinstance(one, Refusal) else made[one["id"]] for one in decided)
    return reported(done, on_conflict)


def copy_bookings(work: Work, *, copies: Sequence[Copy]) -> list[ItemReport]:
    """Book many again elsewhere, all or none; each a hold at the back of its queue.

    One entry a copy comes back, in order. Raises NotAllowed, or BulkRefused with the report.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    sources = find_bookings(work, [copy.booking_id for copy in copies])
    items = tried(copies, lambda copy: _again(copy, sources.get(copy.booking_id)))
    fine = [item for item in items if isinstance(item, NewBooking)]
    if len(fine) < len(items):
        reported([i if isinstance(i, Refusal) else None for i in items], OnConflict.FAIL)
    return create_bookings(work, items=fine)


def _again(copy: Copy, source: BookingRow | None) -> NewBooking:
    if source is None:
        raise NoSuchBooking
    return NewBooking(
        artist_id=copy.artist_id,
        start=copy.start,
        end=copy.end,
        project_id=source.project_id,
        title=source.title,
        notes=source.notes,
    )


def _check(item: NewBooking, zone: ZoneInfo) -> _Checked:
    check_first_status(item.status)
    check_words(title=item.title, notes=item.notes)
    period = Period.checked(
        to_utc(item.start, zone, field="startTime"), to_utc(item.end, zone, field="endTime")
    )
    wish = item.expires_at
    return _Checked(item, period, wish and to_utc(wish, zone, field="expiresAt"))


def _lists(work: Work, studio: Studio, checked: Sequence[_Checked]) -> _Lists:
    artists = {one.item.artist_id for one in checked}
    firm = [one.period for one in checked if one.item.status in EXCLUSIVE]
    return _Lists(
        studio,
        known_artists(work, artists),
        known_projects(work, (one.item.project_id for one in checked)),
        open_ledger(work, artists=artists, period=hull(firm)) if firm else Ledger(),
    )


def _decide(work: Work, lists: _Lists, one: _Checked | Refusal) -> dict[str, Any]:
    """The values to store; the ledger learns of them. Raises what refuses the item."""
    if isinstance(one, Refusal):
        raise one
    item = one.item
    known = lists.artists.get(item.artist_id)
    artist, answers = artist_to_book(known), known is not None and known.answers
    project_id = item.project_id
    project = project_to_book(lists.projects.get(project_id)) if project_id else ""
    firm = item.status in EXCLUSIVE
    claim = lists.ledger.in_the_way(item.artist_id, one.period) if firm else None
    if claim is not None:
        raise busy_with(claim, artist_id=item.artist_id, artist=artist, studio=lists.studio)
    refuse_unasked(lists.studio, item.status, artist, answers=answers)
    values = {
        "artist_id": item.artist_id,
        "project_id": item.project_id,
        "title": item.title,
        "notes": item.notes,
        "source_uid": item.source_uid,
    } | first_values(work, lists.studio, one.period, item.status, one.expires_at, answers=answers)
    if firm:
        lists.ledger.add(item.artist_id, _claim(values, one.period, project))
    return values


def _store(work: Work, values: Sequence[dict[str, Any]]) -> dict[UUID, BookingRow]:
    if not values:
        return {}
    made = {booking.id: booking for booking in insert_bookings(work, values)}
    in_order = [made[one["id"]] for one in values]
    work.record(*(BECAME[booking.status].of(None, booking) for booking in in_order))
    return made


def _claim(values: dict[str, Any], period: Period, project: str) -> ClaimRow:
    return ClaimRow(
        id=values["id"],
        status=Status(values["status"]),
        period=period,
        queued_at=values["queued_at"],
        project_id=values["project_id"],
        project=project,
        title=values["title"],
    )
