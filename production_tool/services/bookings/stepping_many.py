"""One step for many bookings at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import BookingRow, NoSuchBooking
from production_tool.domain.zones import shift_days, to_local
from production_tool.services.bookings.bulk import ItemReport, OnConflict, reported, tried
from production_tool.services.bookings.challenging import challenge_hold, withdraw_challenge
from production_tool.services.bookings.later import Later, Wanted, next_time_for_all
from production_tool.services.bookings.moving_many import Move, move_bookings
from production_tool.services.bookings.stepping import (
    confirm_booking,
    decline_booking,
    end_booking,
    pencil_booking,
    step_back,
)
from production_tool.services.queries.challenges import open_challenges
from production_tool.services.queries.desk import find_studio
from production_tool.services.queries.ledger import find_bookings, known_artists
from production_tool.services.work import Work


class Step(StrEnum):
    """What a key or a button asks of a booking."""

    HOLD = "hold"
    PENCIL = "pencil"
    CONFIRM = "confirm"
    END = "end"
    DECLINE = "decline"
    CHALLENGE = "challenge"
    WITHDRAW = "withdraw"


_SERVICES = {
    Step.HOLD: step_back,
    Step.PENCIL: pencil_booking,
    Step.CONFIRM: confirm_booking,
    Step.END: end_booking,
    Step.DECLINE: decline_booking,
    Step.CHALLENGE: challenge_hold,
    Step.WITHDRAW: withdraw_challenge,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A booking as its author saw it."""

    booking_id: UUID
    seen_version: int


def step_booking(work: Work, *, step: Step, booking_id: UUID, seen_version: int) -> BookingRow:
    """Take one booking a step on, back, or to its end. Raises what the service for it raises."""
    work.actor.must(Permission.PLAN_BOOKINGS)
    return _SERVICES[step](work, booking_id=booking_id, seen_version=seen_version)


def step_bookings(
    work: Work,
    *,
    step: Step,
    items: Sequence[Seen],
    on_conflict: OnConflict = OnConflict.FAIL,
) -> list[ItemReport]:
    """The same step for many bookings, in order, all or (``skip``) as many as can be.

    One entry an item comes back, in order. Raises NotAllowed, or BulkRefused with the report.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)

    work.lock()
    seen = _as_seen(work, items)

    def take(item: Seen) -> BookingRow:
        return step_booking(work, step=step, booking_id=item.booking_id, seen_version=seen(item))

    return reported(tried(items, take), on_conflict, later=lambda: _later(work, step, items))


def step_bookings_later(
    work: Work, *, step: Step, items: Sequence[Seen], days: int
) -> list[ItemReport]:
    """Move many bookings so many days on, and take the step there; all of them or none.

    Raises NotAllowed, or BulkRefused with the report.
    """
    work.actor.must(Permission.PLAN_BOOKINGS)
    work.lock()
    zone = find_studio(work).zone
    standing = find_bookings(work, [item.booking_id for item in items])

    def move(item: Seen) -> Move:
        booking = standing.get(item.booking_id)
        if booking is None:
            raise NoSuchBooking
        start = to_local(shift_days(booking.period, days, zone).start, zone)
        return Move(booking_id=booking.id, seen_version=item.seen_version, start=start)

    report = move_bookings(work, moves=[move(item) for item in items])
    moved = [item.booking for item in report if item.booking]
    seen = [Seen(booking_id=row.id, seen_version=row.version) for row in moved]
    return step_bookings(work, step=step, items=seen)


def _as_seen(work: Work, items: Sequence[Seen]) -> Callable[[Seen], int]:
    """The version to name: a step of this very bulk may decide a challenge of the next booking."""
    ids = [item.booking_id for item in items]
    known = find_bookings(work, ids) if open_challenges(work, ids) else {}

    def version(item: Seen) -> int:
        before = known.get(item.booking_id)
        if before is None or before.version != item.seen_version:
            return item.seen_version
        return find_bookings(work, [item.booking_id])[item.booking_id].version

    return version


def _later(work: Work, step: Step, items: Sequence[Seen]) -> Later | None:
    """When all of them could become firm; every other step has the same way at any time."""
    if step not in {Step.PENCIL, Step.CONFIRM}:
        return None
    rows = find_bookings(work, [item.booking_id for item in items])
    artists = known_artists(work, {row.artist_id for row in rows.values()})
    wanted = [
        Wanted(
            booking_id=row.id,
            artist_id=row.artist_id,
            artist=artists[row.artist_id].name,
            period=row.period,
            firm=True,
        )
        for row in (rows[item.booking_id] for item in items)
    ]
    return next_time_for_all(work, find_studio(work), wanted)
