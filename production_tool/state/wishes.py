"""What a hand on the board may ask for, read strictly, and the one service that does it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from pydantic import AliasGenerator, BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from production_tool.domain.bookings import Alternative, BookingRow, Status
from production_tool.domain.refusals import Invalid
from production_tool.services import bookings
from production_tool.services.work import Work

M = TypeVar("M", bound=BaseModel)
Step = Callable[..., BookingRow]

STEPS: dict[str, Step] = {
    "hold": bookings.step_back,
    "pencil": bookings.pencil_booking,
    "confirm": bookings.confirm_booking,
    "end": bookings.end_booking,
    "decline": bookings.decline_booking,
}


class Sent(BaseModel):
    """Something the browser sent; names in camelCase, nothing unknown."""

    model_config = ConfigDict(alias_generator=AliasGenerator(to_camel), extra="forbid", frozen=True)


class Change(Sent):
    """A bar let go elsewhere; times are the studio's wall time."""

    booking_id: UUID
    artist_id: UUID
    start: datetime
    end: datetime
    version: int


class Gap(Sent):
    """Empty space drawn into."""

    artist_id: UUID
    start: datetime
    end: datetime


class Act(Sent):
    """A step asked of a booking."""

    booking_id: UUID
    action: str
    version: int


def understood(kind: type[M], payload: Any) -> M:
    """The payload as a model. Raises Invalid for anything a browser of ours would not send."""
    try:
        return kind.model_validate(payload)
    except ValidationError as nonsense:
        raise Invalid("The board sent something unreadable; load the page again.") from nonsense


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A change asked for, kept until it is done, so that an alternative can be tried instead."""

    kind: str
    booking_id: UUID | None = None
    artist_id: UUID | None = None
    start: datetime | None = None
    end: datetime | None = None
    version: int = 0
    step: str = ""
    status: Status = Status.HOLD
    project_id: UUID | None = None
    title: str = ""
    notes: str = ""

    @property
    def verdict_id(self) -> str:
        """What the board calls it: a booking's id, or the draft."""
        return str(self.booking_id) if self.booking_id else "draft"

    def instead(self, offer: Alternative) -> "Wish":
        """The same wish at the alternative's place."""
        kind = {"resize": "place", "move": "place", "step": "place and step"}.get(
            self.kind, self.kind
        )
        return replace(self, kind=kind, artist_id=offer.artist_id, start=offer.start, end=offer.end)


def grant(work: Work, *, wish: Wish) -> BookingRow:
    """Do what is wished, by the service for it. Raises what that raises."""
    return _SERVICES[wish.kind](work, wish)


def _create(work: Work, wish: Wish) -> BookingRow:
    return bookings.create_booking(
        work,
        artist_id=_given(wish.artist_id),
        start=_given(wish.start),
        end=_given(wish.end),
        status=wish.status,
        project_id=wish.project_id,
        title=wish.title,
        notes=wish.notes,
    )


def _move(work: Work, wish: Wish) -> BookingRow:
    return bookings.move_booking(
        work,
        booking_id=_given(wish.booking_id),
        seen_version=wish.version,
        artist_id=_given(wish.artist_id),
        start=_given(wish.start),
    )


def _resize(work: Work, wish: Wish) -> BookingRow:
    return bookings.resize_booking(
        work,
        booking_id=_given(wish.booking_id),
        seen_version=wish.version,
        start=_given(wish.start),
        end=_given(wish.end),
    )


def _place(work: Work, wish: Wish) -> BookingRow:
    change = bookings.Change(
        artist_id=_given(wish.artist_id), start=_given(wish.start), end=_given(wish.end)
    )
    return _changed(work, wish, change)


def _edit(work: Work, wish: Wish) -> BookingRow:
    change = bookings.Change(
        artist_id=_given(wish.artist_id),
        start=_given(wish.start),
        end=_given(wish.end),
        project_id=wish.project_id,
        title=wish.title,
        notes=wish.notes,
    )
    return _changed(work, wish, change)


def _changed(work: Work, wish: Wish, change: bookings.Change) -> BookingRow:
    return bookings.change_booking(
        work, booking_id=_given(wish.booking_id), seen_version=wish.version, change=change
    )


def _step(work: Work, wish: Wish) -> BookingRow:
    if wish.step not in STEPS:
        raise Invalid("There is no such step; use one of the buttons.")
    service = STEPS[wish.step]
    return service(work, booking_id=_given(wish.booking_id), seen_version=wish.version)


def _place_and_step(work: Work, wish: Wish) -> BookingRow:
    return _step(work, replace(wish, version=_place(work, wish).version))


_SERVICES: dict[str, Callable[[Work, Wish], BookingRow]] = {
    "create": _create,
    "move": _move,
    "resize": _resize,
    "place": _place,
    "edit": _edit,
    "step": _step,
    "place and step": _place_and_step,
}

T = TypeVar("T")


def _given(value: T | None) -> T:
    if value is None:
        raise Invalid("The board sent something unreadable; load the page again.")
    return value
