"""Undo and redo: which of one's deeds is next, and what a deed did to each booking or role."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from production_tool.domain.bookings import BookingRow, StaleBooking, Status
from production_tool.domain.events import as_values
from production_tool.domain.refusals import Conflict
from production_tool.domain.roles import OpenRoleRow, RoleStatus, StaleRole


class NothingToUndo(Conflict):
    """There is no change of one's own that could be taken back, or done again."""


class ChangedSince(StaleBooking):
    """Somebody else has changed the booking since; ``wanted`` is what it would get, by column."""

    def __init__(self, message: str, *, current: BookingRow, wanted: Mapping[str, Any]) -> None:
        super().__init__(message, current=current)
        self.wanted = dict(wanted)
        self.stands = True


class RoleChangedSince(StaleRole):
    """The same of a role; ``stands`` is whether it can be turned on top of what others did."""

    def __init__(
        self, message: str, *, current: OpenRoleRow, wanted: Mapping[str, Any], stands: bool
    ) -> None:
        super().__init__(message, current=current)
        self.wanted = dict(wanted)
        self.stands = stands


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


# Nothing is ever unmade: a booking is released, or cancelled when it was firm; a role is withdrawn.
_UNMADE: dict[str, str] = {
    Status.CONFIRMED: Status.CANCELLED.value,
    **dict.fromkeys(RoleStatus, RoleStatus.WITHDRAWN.value),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """What one deed did to one booking or role, by column; no ``before`` when it made it."""

    id: UUID
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]

    def turned(self) -> "Turn":
        """What undoing it asks for."""
        if self.before is not None:
            return Turn(self.id, expected=self.after, wanted=self.before)
        end = _UNMADE.get(self.after["status"], Status.RELEASED.value)
        return Turn(self.id, expected=self.after, wanted={"status": end})

    def repeated(self) -> "Turn":
        """What doing it again asks for."""
        back = self.turned()
        return Turn(self.id, expected=back.wanted, wanted=self.after)


@dataclass(frozen=True, slots=True)
class Turn:
    """The columns a booking or role is expected to have, and those it is to get."""

    id: UUID
    expected: Mapping[str, Any]
    wanted: Mapping[str, Any]

    def applies_to(self, row: BookingRow | OpenRoleRow) -> bool:
        """Whether there is something to turn: what others or time have ended is left alone."""
        return row.is_live or row.status == self.expected.get("status")

    def finds(self, now: Mapping[str, Any]) -> bool:
        """Whether its columns still are as the deed left them, in all that the deed changed."""
        return all(now[column] == value for column, value in self.expected.items())


class Told(Protocol):
    """A fact as history keeps it."""

    @property
    def about(self) -> UUID: ...
    @property
    def before(self) -> Mapping[str, Any] | None: ...
    @property
    def after(self) -> Mapping[str, Any] | None: ...


def effects(facts: Iterable[Told]) -> list[Effect]:
    """What a deed's facts come to, one by one, in the order in which they were told."""
    before: dict[UUID, dict[str, Any] | None] = {}
    after: dict[UUID, dict[str, Any]] = {}
    for fact in facts:
        was = before.setdefault(fact.about, None if fact.before is None else {})
        if was is not None:
            was |= as_values(fact.before or {}) | was  # what it was at first counts
        after.setdefault(fact.about, {}).update(as_values(fact.after or {}))
    return [Effect(id, before[id], after[id]) for id in before]
