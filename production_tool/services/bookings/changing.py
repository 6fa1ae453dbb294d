"""Changes of a living booking: where it stands, and what it says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import (
    EXCLUSIVE,
    KEEP,
    BookingRow,
    Keep,
    check_live,
    check_version,
    check_words,
    or_kept,
)
from production_tool.domain.events import (
    BookingEdited,
    BookingEvent,
    BookingMoved,
    BookingReassigned,
    BookingResized,
)
from production_tool.domain.expiry import expiry_for, refuse_expiry_of_firm
from production_tool.domain.moments import Moment, to_utc
from production_tool.domain.periods import Period
from production_tool.domain.placing import changed_period, newly_claimed
from production_tool.domain.zones import to_local
from production_tool.services.bookings.judging import refuse_if_busy
from production_tool.services.bookings.settling import settle
from production_tool.services.bookings.store import update_booking
from production_tool.services.queries.changing import Changing, lay_out_change
from production_tool.services.queries.desk import FIELDS, Studio
from production_tool.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to change about a booking; what is kept says so."""

    artist_id: UUID | Keep = KEEP
    start: Moment | Keep = KEEP
    end: Moment | Keep = KEEP
    project_id: UUID | Keep | None = KEEP
    title: str | Keep = KEEP
    notes: str | Keep = KEEP
    expires_at: Moment | Keep | None = KEEP


def move_booking(
    work: Work,
    *,
    booking_id: UUID,
    seen_version: int,
    artist_id: UUID | Keep = KEEP,
    start: Moment | Keep = KEEP,
) -> BookingRow:
    """Give a booking another artist, another start, or both; its length on the wall clock stays.

    A hold goes to the back of the queue there. Raises NotAllowed, NotFound, StaleBooking,
    BookingEnded, ArtistArchived, BadPeriod, NoSuchLocalTime or ArtistBusy.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    return _change(work, booking_id, seen_version, Change(artist_id=artist_id, start=start))


def change_booking(
    work: Work, *, booking_id: UUID, seen_version: int, change: Change
) -> BookingRow:
    """Change where a booking stands and what it says; a start without an end moves it.

    A hold made shorter keeps its place in the queue; an expiry of None is the studio's rule.
    Raises what move_booking does, ProjectArchived, BadWords, ExpiryInThePast or FirmBookingsLast.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    return _change(work, booking_id, seen_version, change)


def _change(work: Work, booking_id: UUID, seen_version: int, change: Change) -> BookingRow:
    work.lock()
    to = _where_to(work, booking_id, change)
    before, studio = to.before, to.studio
    check_version(before, seen_version)
    check_live(before)
    artist_id = or_kept(change.artist_id, before.artist_id)
    period = changed_period(before.period, studio.zone, start=change.start, end=change.end)
    _judge(work, to, artist_id, period)
    values = place_values(work, before, artist_id, period) | _said(work, before, studio, change)
    if all(getattr(before, FIELDS.get(column, column)) == v for column, v in values.items()):
        return before
    after = update_booking(work, before, answers=to.answers, **values)
    work.record(happened(before, after, studio))
    if to.contested:
        settle(work, after)
    return after


def place_values(work: Work, before: BookingRow, artist_id: UUID, period: Period) -> dict[str, Any]:
    """The columns of a place; who takes new time goes to the back of the queue there."""
    stays = artist_id == before.artist_id and not newly_claimed(before.period, period)
    return {
        "artist_id": artist_id,
        "start_at": period.start,
        "end_at": period.end,
        "queued_at": before.queued_at if stays else work.now,
    }


def happened(before: BookingRow, after: BookingRow, studio: Studio, **more: Any) -> BookingEvent:
    """The fact that tells a change best, and what more to tell."""
    if before.start == after.start and before.end == after.end:
        kind = BookingEdited if before.artist_id == after.artist_id else BookingReassigned
    else:
        same = _wall_length(before, studio) == _wall_length(after, studio)
        kind = BookingMoved if same else BookingResized
    return kind.of(before, after, **more)


def _where_to(work: Work, booking_id: UUID, change: Change) -> Changing:
    known: dict[str, Any] = {
        name: None if isinstance(wish, Keep) else wish
        for name, wish in (
            ("artist_id", change.artist_id),
            ("start", change.start),
            ("end", change.end),
            ("project_id", change.project_id),
        )
    }
    return lay_out_change(work, booking_id=booking_id, **known)


def _judge(work: Work, to: Changing, artist_id: UUID, period: Period) -> None:
    before = to.before
    stands = artist_id == before.artist_id and period == before.period
    if stands and to.project_id in {None, before.project_id}:
        return
    desk = to.desk(period)
    if not stands:
        refuse_if_busy(work, desk, period, before.status)


def _said(work: Work, before: BookingRow, studio: Studio, change: Change) -> dict[str, Any]:
    title, notes = or_kept(change.title, before.title), or_kept(change.notes, before.notes)
    check_words(title=title, notes=notes)
    return {
        "project_id": or_kept(change.project_id, before.project_id),
        "title": title,
        "notes": notes,
        "expires_at": _expiry(work, before, studio, change.expires_at),
    }


def _expiry(
    work: Work, before: BookingRow, studio: Studio, wish: Moment | Keep | None
) -> datetime | None:
    if isinstance(wish, Keep):
        return before.expires_at
    wished = None if wish is None else to_utc(wish, studio.zone, field="expiresAt")
    if before.status in EXCLUSIVE:
        return refuse_expiry_of_firm(wished)
    return expiry_for(wished, now=work.now, start=before.start, policy=studio.expiry)


def _wall_length(booking: BookingRow, studio: Studio) -> object:
    return to_local(booking.end, studio.zone) - to_local(booking.start, studio.zone)
