"""What choosing a line of the palette comes to: each is an event of another room."""

import json
from collections.abc import Callable, Mapping
from typing import Any, cast
from urllib.parse import urlencode

import reflex as rx

from production_tool.state.artist_form import ArtistForm
from production_tool.state.asked import ROLES
from production_tool.state.board import Board
from production_tool.state.board_commands import Commands
from production_tool.state.board_export import BoardExport
from production_tool.state.board_free import WhoIsFree
from production_tool.state.board_menu import BoardMenu
from production_tool.state.board_past import Past
from production_tool.state.booking_form import BookingForm
from production_tool.state.booking_panel import BookingPanel
from production_tool.state.palette_lines import Line
from production_tool.state.project_form import ProjectForm
from production_tool.state.role_form import RoleForm
from production_tool.state.session import Session

BOARD = "/"
_KEPT = ("zoom", "date", "group")  # how one looks at the board stays


class Arrival(rx.State):
    """The board at an address that was written while it is open."""

    @rx.event
    def arrive(self) -> Any:
        """Take everything from the address, as a page that is opened does."""
        return [Board.open_anew, Past.load, WhoIsFree.load, BookingPanel.restore]


def deed_of(line: Line, here: rx.State, day: str) -> Any:
    """The events of a line chosen on this page; ``day`` is where something new begins."""
    kind, _, what = line.key.partition(":")
    made = _ALONE.get(kind)
    if made is not None:
        return made(what)
    if kind == "artist":
        return _to_board(here, q=line.label)
    if kind == "project":
        query = urlencode({"q": line.label})
        return [rx.redirect(f"/projects?{query}"), ProjectForm.edit(what)]
    if kind == "booking":
        id, _, first = what.partition(":")
        return _to_board(here, booking=id, date=first)
    return _new(what, here, day) if kind == "new" else None


def _to_board(here: rx.State, **asked: str) -> Any:
    """The board as one looks at it, with what is asked for in the place of what was."""
    url = here.router.url
    given = url.query_parameters if url.path == BOARD else {}
    kept = {name: value for name in _KEPT if (value := given.get(name, ""))}
    address = f"{BOARD}?{urlencode({**kept, **asked})}"
    if url.path != BOARD:
        return rx.redirect(address)
    write = f"history.replaceState(history.state,'',{json.dumps(address)})"
    return rx.call_script(write, callback=cast("Any", Arrival.arrive))


def _new(what: str, here: rx.State, day: str) -> Any:
    """An empty form, on the screen that it belongs to."""
    gap = {"artistId": ROLES, "start": f"{day}T00:00", "end": f"{day}T00:00"}
    place, form = {
        "booking": (BOARD, BookingForm.begin(day)),
        "role": (BOARD, RoleForm.draw(gap)),
        "artist": ("/artists", ArtistForm.begin),
        "project": ("/projects", ProjectForm.begin),
    }[what]
    return form if here.router.url.path == place else [rx.redirect(place), form]


def _press(what: str) -> Any:
    """A button that the board itself obeys."""
    button = json.dumps(f'[data-board="{what}"]')
    return rx.call_script(f"document.querySelector({button})?.click()")


def _sign_out(_: str) -> Any:
    """Only a form that the browser posts can be answered with a cookie that is gone."""
    return rx.call_script("document.querySelector('form[action=\"/auth/sign-out\"]').submit()")


_ALONE: Mapping[str, Callable[[str], Any]] = {
    "to": rx.redirect,
    "mine": lambda _: rx.redirect("/today"),
    "step": BoardMenu.choose,
    "say": lambda what: Commands.run({"action": what}),
    "board": _press,
    "save": BoardExport.save,
    "past": lambda _: Past.turn,
    "studio": Session.switch_studio,
    "sign-out": _sign_out,
}
