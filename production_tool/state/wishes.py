"""The one service that does what was wished for."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from production_tool.domain.bookings import KEEP, BookingRow
from production_tool.domain.refusals import Invalid, NotFound
from production_tool.domain.roles import OpenRoleRow
from production_tool.services import bookings
from production_tool.services.undo import Place, redo_last, undo_last
from production_tool.services.work import Work
from production_tool.state.wish import Wish, given
from production_tool.state.wishes_of_roles import carry_out_for_role

Rows = tuple[BookingRow | OpenRoleRow, ...]


def carry_out(work: Work, *, wish: Wish) -> Rows:
    """Do what is wished; what it was about, as it is now. Raises what the service for it raises."""
    if wish.turns:
        return _turn(work, wish)
    try:
        return (grant(work, wish=wish),)
    except NotFound:
        if wish.booking_id is None:
            raise
        return (carry_out_for_role(work, wish=wish),)  # a bar that is no booking


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


def _settle(work: Work, wish: Wish) -> BookingRow:
    service = {"take": bookings.accept_counter, "drop": bookings.drop_counter}.get(wish.step)
    if service is None:
        raise Invalid("A suggestion is taken or dropped; use one of the buttons.")
    return service(work, **_seen(wish))


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
    "suggestion": _settle,
}


def step_named(action: str) -> bookings.Step:
    """The step that a key or a button asks for. Raises Invalid for any other word."""
    try:
        return bookings.Step(action)
    except ValueError as unknown:
        raise Invalid("There is no such step; use one of the buttons.") from unknown


def _seen(wish: Wish) -> dict[str, Any]:
    return {"booking_id": given(wish.booking_id), "seen_version": wish.version}


def _place_of(wish: Wish) -> dict[str, Any]:
    return {
        "artist_id": given(wish.artist_id),
        "start": given(wish.start),
        "end": given(wish.end),
    }
