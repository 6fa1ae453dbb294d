"""One step for many bookings at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import BookingRow
from production_tool.services.bookings.bulk import ItemReport, OnConflict, reported, tried
from production_tool.services.bookings.stepping import (
    confirm_booking,
    decline_booking,
    end_booking,
    pencil_booking,
    step_back,
)
from production_tool.services.work import Work


class Step(StrEnum):
    """What a key or a button asks of a booking."""

    HOLD = "hold"
    PENCIL = "pencil"
    CONFIRM = "confirm"
    END = "end"
    DECLINE = "decline"


_SERVICES = {
    Step.HOLD: step_back,
    Step.PENCIL: pencil_booking,
    Step.CONFIRM: confirm_booking,
    Step.END: end_booking,
    Step.DECLINE: decline_booking,
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

    def take(item: Seen) -> BookingRow:
        return step_booking(
            work, step=step, booking_id=item.booking_id, seen_version=item.seen_version
        )

    return reported(tried(items, take), on_conflict)
