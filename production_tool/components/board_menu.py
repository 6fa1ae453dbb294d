"""The menu of the board: of a booking, or of an empty place."""

import reflex as rx

from production_tool.components import point_menu
from production_tool.state.board_menu import BoardMenu
from production_tool.state.next_steps import Button


def board_menu() -> rx.Component:
    return point_menu.menu_at(
        BoardMenu.x,
        BoardMenu.y,
        rx.cond(BoardMenu.about != "", point_menu.note(BoardMenu.about)),
        rx.foreach(BoardMenu.entries, _entry),
        label=BoardMenu.about,
        shown=BoardMenu.shown,
        on_turn=BoardMenu.turn,
        back_to=".pb",
    )


def _entry(button: Button) -> rx.Component:
    return point_menu.entry(
        button.label,
        rx.cond(button.key != "", rx.el.kbd(button.key)),
        look=f"group-{button.group} {button.look}",
        on_select=BoardMenu.choose(button.action),
    )
