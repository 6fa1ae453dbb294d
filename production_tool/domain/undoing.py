"""Undo and redo: which of one's deeds is next, and what a deed did to each booking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from production_tool.domain.bookings import ENDS, BookingRow, StaleBooking, Status
from production_tool.domain.events import as_values, columns_of
from production_tool.domain.refusals import Conflict


class NothingToUndo(Conflict):
    """There is no change of one's own that could be taken back, or done again."""


class ChangedSince(StaleBooking):
    """Somebody else has changed the booking since; ``wanted`` is what it would get, by column."""

    def __init__(self, message: str, *, current: BookingRow, wanted: Mapping[str, Any]) -> None:
        super().__init__(message, current=current)
        self.wanted = dict(wanted)


class TooMuchToUndo(Conflict):
    """The last change was of more bookings than anybody undoes by a key."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One write of one person: its number, and the earlier one it took back or did again."""

    seq: int
    undid: int | None = None
    redid: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A deed as it stands: ``touched`` is the write that last did it, undid it or did it again."""

    seq: int
    touched: int


@dataclass(slots=True)
class Trail:
    """One's deeds in order: those that are done, and those undone since the last new one."""

    done: list[Standing] = field(default_factory=list[Standing])
    undone: list[Standing] = field(default_factory=list[Standing])


def trail(deeds: Iterable[Deed]) -> Trail:
    """Follow the deeds from the oldest on; a new deed ends what could be done again."""
    found = Trail()
    for deed in deeds:
        if deed.undid is not None:
            _shift(found.done, found.undone, deed.undid, deed.seq)
        elif deed.redid is not None:
            _shift(found.undone, found.done, deed.redid, deed.seq)
        else:
            found.done.append(Standing(deed.seq, deed.seq))
            found.undone.clear()
    return found


def _shift(source: list[Standing], target: list[Standing], seq: int, touched: int) -> None:
    source[:] = [one for one in source if one.seq != seq]
    target.append(Standing(seq, touched))


@dataclass(frozen=True, slots=True)
class Effect:
    """What one deed did to one booking, by column; no ``before`` when it made the booking."""

    booking_id: UUID
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]

    def turned(self) -> "Turn":
        """What undoing it asks for. A booking is never unmade: it is released, or cancelled."""
        if self.before is not None:
            return Turn(self.booking_id, expected=self.after, wanted=self.before)
        firm = self.after["status"] == Status.CONFIRMED
        end = Status.CANCELLED if firm else Status.RELEASED
        return Turn(self.booking_id, expected=self.after, wanted={"status": end.value})

    def repeated(self) -> "Turn":
        """What doing it again asks for."""
        back = self.turned()
        return Turn(self.booking_id, expected=back.wanted, wanted=self.after)


@dataclass(frozen=True, slots=True)
class Turn:
    """The columns a booking is expected to have, and those it is to get."""

    booking_id: UUID
    expected: Mapping[str, Any]
    wanted: Mapping[str, Any]

    def applies_to(self, booking: BookingRow) -> bool:
        """Whether there is something to turn: what others or time have ended is left alone."""
        return booking.is_live or booking.status == self.expected.get("status")

    def finds(self, booking: BookingRow) -> bool:
        """Whether the booking still is as the deed left it, in all that the deed changed."""
        now = columns_of(booking)
        return all(now[column] == value for column, value in self.expected.items())

    @property
    def ends(self) -> bool:
        """Whether it takes a booking off the board."""
        return self.wanted.get("status") in ENDS


class Told(Protocol):
    """A fact as history keeps it."""

    @property
    def booking_id(self) -> UUID: ...
    @property
    def before(self) -> Mapping[str, Any] | None: ...
    @property
    def after(self) -> Mapping[str, Any] | None: ...


def effects(facts: Iterable[Told]) -> list[Effect]:
    """What a deed's facts come to, booking by booking, in the order in which they were told."""
    before: dict[UUID, dict[str, Any] | None] = {}
    after: dict[UUID, dict[str, Any]] = {}
    for fact in facts:
        was = before.setdefault(fact.booking_id, None if fact.before is None else {})
        if was is not None:
            was |= as_values(fact.before or {}) | was  # what it was at first counts
        after.setdefault(fact.booking_id, {}).update(as_values(fact.after or {}))
    return [Effect(booking_id, before[booking_id], after[booking_id]) for booking_id in before]
