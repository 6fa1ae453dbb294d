"""A board without rows: why, and what to do. The widget says that it has none (styles show it)."""

import reflex as rx

from production_tool.components import ui
from production_tool.components.frame import if_may
from production_tool.domain.actor import Permission
from production_tool.state.board import Board
from production_tool.state.board_past import Past


def board_empty() -> rx.Component:
    """Nobody fits, nobody was here then, or nobody is here yet."""
    return rx.el.div(
        rx.cond(Board.query != "", _filtered(), rx.cond(Past.at != "", _before(), _new())),
        class_name="board-empty",
    )


def _filtered() -> rx.Component:
    return ui.empty(
        "search_x",
        "Nobody fits",
        "No artist matches the search and filters.",
        ui.button("Show everybody", on_click=Board.widen),
    )


def _before() -> rx.Component:
    return ui.empty(
        "history",
        "Nobody was here yet",
        "The studio had no artists at that moment.",
        ui.button("Back to now", on_click=Past.back_to_now),
    )


def _new() -> rx.Component:
    return ui.empty(
        "users",
        "Nobody to book yet",
        "Each artist becomes a row of the board. Add them one by one, or bring in a table.",
        rx.el.div(
            if_may(
                Permission.EDIT_ARTISTS,
                ui.link("Add artists", href="/artists", class_name="button primary"),
            ),
            if_may(
                Permission.IMPORT,
                ui.link("Import a table", href="/settings/import", class_name="button"),
            ),
            class_name="line",
        ),
    )
