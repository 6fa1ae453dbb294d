"""Named facts, in the past tense: one source for history, mail and screens; those of bookings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Self
from uuid import UUID

from production_tool.domain.answers import Answer, Counter
from production_tool.domain.bookings import Status

# What a fact tells of a booking: column names, as the database has them.
_TOLD: dict[str, str] = {
    "artist_id": "artist_id",
    "project_id": "project_id",
    "status": "status",
    "start": "start_at",
    "end": "end_at",
    "title": "title",
    "notes": "notes",
    "queued_at": "queued_at",
    "expires_at": "expires_at",
    "answer": "answer",
    "counter": "counter",
    "day_rate": "day_rate",
}

COLUMNS = (*_TOLD.values(), "skill", "booking_id")  # the last two are of open roles


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to one row of a ``kind``; None was there before what is new.

    ``told`` names the column of each field that facts tell of, ``before`` and ``after`` hold those
    that differ, ready for JSON.
    """

    kind: ClassVar[str]
    told: ClassVar[Mapping[str, str]]

    about: UUID
    before: dict[str, Any] | None
    after: dict[str, Any]

    @property
    def name(self) -> str:
        """The name history knows it by."""
        return type(self).__name__

    @classmethod
    def of(cls, before: Any, after: Any, **more: Any) -> Self:
        """The fact that took it from one row to the other, and what more to tell."""
        was, became = _difference(cls.told, before, after)
        return cls(after.id, was, became | more)

    @classmethod
    def columns(cls, row: Any) -> dict[str, Any]:
        """What facts tell of a row, as it stands, by column."""
        values = {column: getattr(row, field) for field, column in cls.told.items()}
        return values | {"status": row.status.value}


class BookingEvent(Event):
    """Something that happened to one booking."""

    kind = "booking"
    told = _TOLD


class BookingHeld(BookingEvent):
    """A hold was made, or a pencil stepped back to one."""


class BookingPencilled(BookingEvent):
    """A booking became a pencil."""


class BookingConfirmed(BookingEvent):
    """A booking became firm."""


class BookingMoved(BookingEvent):
    """It begins at another time, at its old length; the artist may be another too."""


class BookingResized(BookingEvent):
    """It is longer or shorter than it was."""


class BookingReassigned(BookingEvent):
    """Another artist has it, at the same time."""


class BookingEdited(BookingEvent):
    """What it says changed: project, title, notes, or when a hold expires."""


class BookingReleased(BookingEvent):
    """The studio gave it back."""


class HoldExpired(BookingEvent):
    """Its time ran out; the database writes this one itself, whoever stamps the hold."""


class BookingDeclined(BookingEvent):
    """The artist said no."""


class BookingCancelled(BookingEvent):
    """A confirmed booking was called off."""


class BookingRestored(BookingEvent):
    """A booking that had ended lives again, because its end was undone."""


BECAME: dict[Status, type[BookingEvent]] = {
    Status.HOLD: BookingHeld,
    Status.PENCIL: BookingPencilled,
    Status.CONFIRMED: BookingConfirmed,
    Status.RELEASED: BookingReleased,
    Status.EXPIRED: HoldExpired,
    Status.DECLINED: BookingDeclined,
    Status.CANCELLED: BookingCancelled,
}


def _difference(
    told: Mapping[str, str], before: Any, after: Any
) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    differs = [
        (column, was, became)
        for field, column in told.items()
        if (became := _plain(getattr(after, field)))
        != (was := None if before is None else _plain(getattr(before, field)))
    ]
    return (
        None if before is None else {column: was for column, was, _ in differs},
        {column: became for column, _, became in differs},
    )


def as_values(told: Mapping[str, Any]) -> dict[str, Any]:
    """What a fact told of columns, as values to store; other words are left out."""
    return {column: _READ.get(column, _same)(told[column]) for column in COLUMNS if column in told}


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


def _answer(text: str | None) -> Answer | None:
    return None if text is None else Answer(text)


def _amount(told: str | float | None) -> Decimal | None:
    return None if told is None else Decimal(str(told))


def _same(value: Any) -> Any:
    return value


_READ: dict[str, Callable[[Any], Any]] = {
    "artist_id": _id,
    "project_id": _id,
    "booking_id": _id,
    "start_at": _instant,
    "end_at": _instant,
    "queued_at": _instant,
    "expires_at": _instant,
    "answer": _answer,
    "counter": Counter.of,
    "day_rate": _amount,
}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Counter):
        return value.told()
    return str(value) if isinstance(value, UUID | StrEnum | Decimal) else value
