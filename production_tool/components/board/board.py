"""The widget as a component: what it shows, and what it reports."""

from typing import Any, TypedDict

import reflex as rx

# The adapter imports the others, so all of them go where the front end is built.
for _part in ("feed.js", "row.js", "hands.js"):
    rx.asset(_part, shared=True)
_ADAPTER = rx.asset("board.jsx", shared=True)

WORDS: dict[str, Any] = {
    "board": "Booking board: arrows move, Enter opens, N books, Alt with arrows moves a booking",
    "paused": "Live updates paused",
    "failed": "The board could not be read; it tries again when you scroll.",
    "empty": "No artists here. Change the filters, or add people under Artists.",
    "nogroup": "No department",
    "count": "{} artists",
    "booked": "{} % booked",
    "days": "{} working days",
    "hold": "hold",
    "pencil": "pencil",
    "confirmed": "confirmed",
    "ranks": ["", "1st", "2nd", "3rd"] + [f"{n}th" for n in range(4, 21)],
}


class Change(TypedDict):
    """A bar let go somewhere else; times are the studio's wall time, ISO without a zone."""

    bookingId: str
    artistId: str
    start: str
    end: str
    version: int


class Gap(TypedDict):
    """Empty space that somebody drew a booking into."""

    artistId: str
    start: str
    end: str


class Act(TypedDict):
    """A key pressed on a bar: hold, pencil, confirm or end."""

    bookingId: str
    action: str
    version: int


def _change(wish: rx.Var[Change]) -> tuple[rx.Var[Change]]:
    return (wish,)


def _gap(wish: rx.Var[Gap]) -> tuple[rx.Var[Gap]]:
    return (wish,)


def _act(wish: rx.Var[Act]) -> tuple[rx.Var[Act]]:
    return (wish,)


def _id(booking_id: rx.Var[str]) -> tuple[rx.Var[str]]:
    return (booking_id,)


class BookingBoard(rx.NoSSRComponent):
    """Rows of artists, bars of bookings; reads the board and its changes by itself."""

    library = _ADAPTER.importable_path
    tag = "BookingBoard"

    src: rx.Var[str]
    filters: rx.Var[str]
    date: rx.Var[str]
    zoom: rx.Var[str]
    locale: rx.Var[str]
    editable: rx.Var[bool]
    selected: rx.Var[str]
    verdicts: rx.Var[list[dict[str, Any]]]
    words: rx.Var[dict[str, Any]]

    on_move: rx.EventHandler[_change]
    on_resize: rx.EventHandler[_change]
    on_create: rx.EventHandler[_gap]
    on_act: rx.EventHandler[_act]
    on_select: rx.EventHandler[_id]


def booking_board(**props: Any) -> rx.Component:
    """The board; ``date`` and ``zoom`` are where it starts, afterwards it knows itself.

    ``verdicts`` are the latest answers to what it reported: nonce, id (a booking's, or
    "draft" for drawn space), ok.
    """
    return BookingBoard.create(
        **{"src": "/api/v1/board", "locale": "en-GB", "words": WORDS, **props}
    )
