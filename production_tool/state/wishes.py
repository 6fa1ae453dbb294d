"""What hands, keys and forms wish for, kept until it is done; and the one service that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from production_tool.domain.bookings import KEEP, Alternative, BookingRow, Status
from production_tool.domain.refusals import Invalid, NotFound
from production_tool.domain.roles import OpenRoleRow
from production_tool.services import bookings
from production_tool.services.undo import Place, redo_last, undo_last
from production_tool.services.work import Work
from production_tool.state.wishes_of_roles import carry_out_for_role

T = TypeVar("T")
Rows = tuple[BookingRow | OpenRoleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A change asked for; times are the studio's wall time, or instants.

    ``columns`` is what to repeat on top of somebody else's change, ``leaving`` are deeds that an
    undo passes over, ``anyway`` lets it take back what others have changed since.
    """

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
    columns: Mapping[str, Any] = field(default_factory=dict[str, Any])
    leaving: frozenset[int] = frozenset()
    anyway: bool = False

    @property
    def verdict_id(self) -> str:
        """What the board calls it: a booking's id, or the draft; nothing for an undo."""
        return "" if self.turns else str(self.booking_id or "draft")

    @property
    def turns(self) -> bool:
        """Whether it takes back or does again what was done."""
        return self.kind in {"undo", "redo"}

    def instead(self, offer: Alternative) -> "Wish":
        """The same wish at the alternative's place."""
        if self.kind == "repeat":  # its words go there too
            there = {"artist_id": offer.artist_id, "start_at": offer.start, "end_at": offer.end}
            return replace(self, columns={**self.columns, **there})
        kind = _INSTEAD.get(self.kind, self.kind)
        return replace(self, kind=kind, artist_id=offer.artist_id, start=offer.start, end=offer.end)


_INSTEAD = {"resize": "place", "move": "place", "step": "place and step"}


def carry_out(work: Work, *, wish: Wish) -> Rows:
    """Do what is wished; what it was about, as it is now. Raises what the service for it raises."""
    if wish.turns:
        return _turn(work, wish)
    try:
        return (grant(work, wish=wish),)
    except NotFound:
        if wish.booking_id is None:
            raise
        return (_for_role(work, wish),)


def _for_role(work: Work, wish: Wish) -> BookingRow | OpenRoleRow:
    """A bar that is no booking is a role that waits, or nothing at all."""
    return carry_out_for_role(
        work,
        kind=wish.kind,
        role_id=given(wish.booking_id),
        version=wish.version,
        artist_id=wish.artist_id,
        start=wish.start,
        end=wish.end,
        step=wish.step,
        columns=wish.columns,
    )


def grant(work: Work, *, wish: Wish) -> BookingRow:
    """Do what is wished of one booking. Raises what the service for it raises."""
    return _SERVICES[wish.kind](work, wish)


def _turn(work: Work, wish: Wish) -> Rows:
    service = undo_last if wish.kind == "undo" else redo_last
    place = None
    if wish.artist_id is not None:
        place = Place(wish.artist_id, given(wish.start), given(wish.end))
    done = service(work, leaving=wish.leaving, anyway=wish.anyway, place=place)
    return *done.bookings, *done.roles


def _create(work: Work, wish: Wish) -> BookingRow:
    return bookings.create_booking(
        work,
        **_place_of(wish),
        status=wish.status,
        project_id=wish.project_id,
        title=wish.title,
        notes=wish.notes,
    )


def _copy(work: Work, wish: Wish) -> BookingRow:
    return bookings.copy_booking(work, booking_id=given(wish.booking_id), **_place_of(wish))


def _move(work: Work, wish: Wish) -> BookingRow:
    return bookings.move_booking(
        work, **_seen(wish), artist_id=given(wish.artist_id), start=given(wish.start)
    )


def _place(work: Work, wish: Wish) -> BookingRow:
    change = bookings.Change(**_place_of(wish))
    return bookings.change_booking(work, **_seen(wish), change=change)


def _edit(work: Work, wish: Wish) -> BookingRow:
    words = {"project_id": wish.project_id, "title": wish.title, "notes": wish.notes}
    change = bookings.Change(**_place_of(wish), **words)
    return bookings.change_booking(work, **_seen(wish), change=change)


def _repeat(work: Work, wish: Wish) -> BookingRow:
    columns = wish.columns
    change = bookings.Change(
        artist_id=columns.get("artist_id", KEEP),
        start=columns.get("start_at", KEEP),
        end=columns.get("end_at", KEEP),
        project_id=columns.get("project_id", KEEP),
        title=columns.get("title", KEEP),
        notes=columns.get("notes", KEEP),
    )
    return bookings.change_booking(work, **_seen(wish), change=change)


def _step(work: Work, wish: Wish) -> BookingRow:
    return bookings.step_booking(work, step=step_named(wish.step), **_seen(wish))


def _place_and_step(work: Work, wish: Wish) -> BookingRow:
    return _step(work, replace(wish, version=_place(work, wish).version))


_SERVICES: dict[str, Callable[[Work, Wish], BookingRow]] = {
    "create": _create,
    "copy": _copy,
    "move": _move,
    "resize": _place,  # quick keys may have made it another's too, before the first answer came
    "place": _place,
    "edit": _edit,
    "repeat": _repeat,
    "step": _step,
    "place and step": _place_and_step,
}


def step_named(action: str) -> bookings.Step:
    """The step that a key or a button asks for. Raises Invalid for any other word."""
    try:
        return bookings.Step(action)
    except ValueError as unknown:
        raise Invalid("There is no such step; use one of the buttons.") from unknown


def given(value: T | None) -> T:
    """What a wish of this kind cannot be without. Raises Invalid."""
    if value is None:
        raise Invalid("The board sent something unreadable; load the page again.")
    return value


def _seen(wish: Wish) -> dict[str, Any]:
    return {"booking_id": given(wish.booking_id), "seen_version": wish.version}


def _place_of(wish: Wish) -> dict[str, Any]:
    return {
        "artist_id": given(wish.artist_id),
        "start": given(wish.start),
        "end": given(wish.end),
    }
