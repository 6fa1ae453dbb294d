"""The widget as a component: what it shows, and what it reports."""

from typing import Any

import reflex as rx

from production_tool.components.board import rules
from production_tool.components.board.events import Act, Changes, Command, Gap, Menu
from production_tool.components.board.props import Keys, Level, Zoom

# The adapter imports the others, so all of them go where the front end is built.
for _part in ("draw", "feed", "hands", "head", "keys", "kind", "row", "rows", "view", "words"):
    rx.asset(f"{_part}.js", shared=True)
_ADAPTER = rx.asset("board.jsx", shared=True)


def _changes(wish: rx.Var[Changes]) -> tuple[rx.Var[Changes]]:
    return (wish,)


def _gap(wish: rx.Var[Gap]) -> tuple[rx.Var[Gap]]:
    return (wish,)


def _act(wish: rx.Var[Act]) -> tuple[rx.Var[Act]]:
    return (wish,)


def _command(wish: rx.Var[Command]) -> tuple[rx.Var[Command]]:
    return (wish,)


def _menu(wish: rx.Var[Menu]) -> tuple[rx.Var[Menu]]:
    return (wish,)


def _id(booking_id: rx.Var[str]) -> tuple[rx.Var[str]]:
    return (booking_id,)


class BookingBoard(rx.NoSSRComponent):
    """Rows of artists, bars of bookings; reads the board and its changes by itself."""

    library = _ADAPTER.importable_path
    tag = "BookingBoard"

    # Where to read, and what is looked at.
    src: rx.Var[str]
    filters: rx.Var[dict[str, str]]  # what narrows the answer; kept in the address
    date: rx.Var[str]
    zoom: rx.Var[str]
    at: rx.Var[str]
    free: rx.Var[dict[str, Any]]  # a Free
    selected: rx.Var[str]
    editable: rx.Var[bool]
    verdicts: rx.Var[list[dict[str, Any]]]  # each a Verdict
    refused: rx.Var[dict[str, str]]  # why, by the bar's id, while it is said

    # What is decided here for the browser.
    locale: rx.Var[str]
    zooms: rx.Var[list[Zoom]]
    keys: rx.Var[Keys]
    levels: rx.Var[dict[str, Level]]
    words: rx.Var[dict[str, Any]]

    on_change: rx.EventHandler[_changes]
    on_create: rx.EventHandler[_gap]
    on_act: rx.EventHandler[_act]
    on_command: rx.EventHandler[_command]
    on_menu: rx.EventHandler[_menu]
    on_select: rx.EventHandler[_id]


def booking_board(**props: Any) -> rx.Component:
    """The board; ``date`` and ``zoom`` are where it starts, afterwards it knows itself."""
    return BookingBoard.create(
        **{
            "src": "/api/v1/board",
            "locale": "en-GB",
            "zooms": rules.ZOOMS,
            "keys": rules.KEYS,
            "levels": rules.LEVELS,
            "words": rules.WORDS,
            **props,
        }
    )
